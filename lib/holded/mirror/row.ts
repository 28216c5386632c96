/** One object as the mirror keeps it: the keys that agents search by, and the object. */
export type MirrorRow = {
  readonly holdedId: string;
  readonly code: string | null;
  readonly foldedName: string | null;
  readonly contactId: string | null;
  readonly numberKey: string | null;
  readonly objectDate: string | null;
  readonly total: string | null;
  readonly status: string | null;
  /** What it belongs to: account of a movement, document of a payment, funnel of a lead, project of a task or time. */
  readonly parentId: string | null;
  readonly personId: string | null;
  /** What is still open, "121.00"; null where nothing can be open. */
  readonly pending: string | null;
  readonly dueDate: string | null;
  /** Further keys, `<kind>:<value>`. */
  readonly keys: readonly string[];
  readonly data: object;
};

export const bareRow = {
  code: null,
  foldedName: null,
  contactId: null,
  numberKey: null,
  objectDate: null,
  total: null,
  status: null,
  parentId: null,
  personId: null,
  pending: null,
  dueDate: null,
  keys: [],
} as const;

/** A product code as it is compared: without spaces, in lower case. Dashes and leading zeros mean something. */
export function skuKey(code: string): string {
  return code.normalize("NFKC").replace(/\s+/g, "").toLowerCase();
}
