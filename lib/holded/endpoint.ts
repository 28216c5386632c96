import { z } from "zod";
import type { NumberMode } from "@/lib/holded/numbers";

/** What a call does to the books: decides whether it may be repeated without looking first. */
export type Effect = "reads" | "creates" | "changes";

/** A file to upload: goes out as multipart form data under `field`. */
export type Upload = { readonly field: string; readonly fileName: string; readonly mediaType: string; readonly bytes: Uint8Array };

/** The body schema of endpoints that take a file. */
export const upload = z.custom<Upload>(
  (value) => typeof value === "object" && value !== null && "bytes" in value && value.bytes instanceof Uint8Array,
);

/** A file that Holded gives: a PDF, an attachment. */
export type HoldedFile = { readonly mediaType: string; readonly bytes: Uint8Array };

type Schema = z.ZodType | null;

/**
 * One operation of Holded's API v2. `query` and `body` are parsed before anything is sent, the answer before anything is
 * used: unknown fields are dropped, what we rely on must be there and make sense.
 */
export type Endpoint<Path extends string, Query extends Schema, Body extends Schema, Answer> = {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** With its parameters in braces: `/purchases/{id}`. Also what the integration log shows. */
  readonly path: Path;
  readonly effect: Effect;
  /** Holded's name of the permission that the token needs. */
  readonly permission: string;
  readonly query: Query;
  readonly body: Body;
  /** Built for the way this account writes numbers, null while nobody knows it. Null: the answer has no body worth reading. */
  readonly answer: ((mode: NumberMode | null) => z.ZodType<Answer>) | null;
  /** Which number format applies when one answer leaves it open: the account's, that of the treasury, that of the inbox. */
  readonly numbers: NumbersOf;
  /** JSON, or the bytes of a file. */
  readonly accepts: "json" | "file";
};

/** The treasury always uses the dot; the inbox shows what it read in the Spanish way even in Holded's own specification. */
export type NumbersOf = "documents" | "treasury" | "inbox";

/** The format that settles what an answer of this endpoint leaves open. */
export function modeFor(numbers: NumbersOf, ofAccount: NumberMode | null): NumberMode | null {
  if (numbers === "documents") return ofAccount;
  return numbers === "treasury" ? "dot" : "es";
}

type Definition<Path extends string, Query extends Schema, Body extends Schema, Answer> = Pick<
  Endpoint<Path, Query, Body, Answer>,
  "method" | "path" | "effect" | "permission"
> & {
  readonly query?: Query;
  readonly body?: Body;
  readonly answer?: (mode: NumberMode | null) => z.ZodType<Answer>;
  readonly numbers?: NumbersOf;
};

/** Defines an endpoint; what is left out is absent from the call. */
export function endpoint<const Path extends string, Answer = null, Query extends Schema = null, Body extends Schema = null>(
  definition: Definition<Path, Query, Body, Answer>,
): Endpoint<Path, Query, Body, Answer> {
  const { query = null, body = null, answer = null, numbers = "documents", ...rest } = definition;
  return { ...rest, query: query as Query, body: body as Body, answer, numbers, accepts: "json" };
}

/** Defines an endpoint that gives a file. */
export function fileEndpoint<const Path extends string>(definition: {
  readonly path: Path;
  readonly permission: string;
}): Endpoint<Path, null, null, HoldedFile> {
  const file = z.custom<HoldedFile>((value) => typeof value === "object" && value !== null && "bytes" in value);
  return { ...endpoint({ ...definition, method: "GET", effect: "reads", answer: () => file }), accepts: "file" };
}

type ParamsOf<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}` ? Name | ParamsOf<Rest> : never;

/** What a call of this endpoint must be given. */
export type CallInput<Path extends string, Query extends Schema, Body extends Schema> = ([ParamsOf<Path>] extends [never]
  ? unknown
  : { readonly params: Readonly<Record<ParamsOf<Path>, string>> }) &
  (Query extends z.ZodType ? { readonly query: z.input<Query> } : unknown) &
  (Body extends z.ZodType ? { readonly body: z.input<Body> } : unknown);

export type Page<Item> = {
  readonly items: readonly Item[];
  /** Opaque; null on the last page and on lists that come whole. */
  readonly next: string | null;
  /** Ids of items that are there but could not be understood. */
  readonly unreadable: readonly string[];
};

/**
 * Some lists come bare, or as a map because PHP lost count of their keys. A bare empty list is PHP's way to write an empty
 * object too: it is no page, or everything would look deleted.
 */
const rawPage = z.preprocess(
  (value) => (Array.isArray(value) && value.length > 0 ? { items: value } : value),
  z.object({
    items: z.preprocess(listInMap, z.array(z.unknown())),
    cursor: z.union([z.string(), z.number()]).nullish(),
    has_more: z.unknown().optional(),
  }),
);

function listInMap(value: unknown): unknown {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? Object.values(value) : value;
}

/**
 * A page of a list. Whether there is more is `has_more`'s to say, never the cursor's; an item that cannot be understood
 * is named and does not take its neighbours with it.
 */
export function pageOf<Item>(item: z.ZodType<Item>): z.ZodType<Page<Item>> {
  return rawPage.transform((raw, context) => {
    const more = raw.has_more === true || raw.has_more === 1 || raw.has_more === "1" || raw.has_more === "true";
    const cursor = raw.cursor === undefined || raw.cursor === null ? "" : String(raw.cursor);
    if (more && cursor === "") {
      context.addIssue({ code: "custom", message: "more pages are announced without a cursor" });
      return z.NEVER;
    }
    const items: Item[] = [];
    const unreadable: string[] = [];
    for (const entry of raw.items) {
      const parsed = item.safeParse(entry);
      if (parsed.success) items.push(parsed.data);
      else unreadable.push(idOf(entry));
    }
    return { items, next: more ? cursor : null, unreadable };
  });
}

function idOf(entry: unknown): string {
  const id = typeof entry === "object" && entry !== null && "id" in entry ? entry.id : null;
  return typeof id === "string" && id !== "" ? id : typeof id === "number" ? String(id) : "?";
}

/** The paging parameters of every list. 200 is the most Holded gives. */
export const paging = z.object({ limit: z.int().min(1).max(200).default(200), cursor: z.string().optional() });

/** PHP writes an empty object as `[]`. */
export function phpObject<T>(schema: z.ZodType<T>): z.ZodType<T | null> {
  return z.preprocess((value) => (Array.isArray(value) && value.length === 0 ? null : value), schema.nullable());
}

/** A text that may be missing, null or empty: null. */
export const text = z
  .string()
  .nullish()
  .transform((value) => (value === undefined || value === null || value.trim() === "" ? null : value));

/** What most writes answer. */
export const created = z.object({ id: z.string().min(1) });

/** What those writes answer whose body is nowhere documented: an id, something else, or nothing at all. */
export const maybeCreated = z
  .unknown()
  .optional()
  .transform((value) => {
    const found = created.safeParse(value);
    return { id: found.success ? found.data.id : null };
  });
