import type { Reason } from "@/lib/kernel/evidence";
import type { Failure } from "@/lib/kernel/result";
import type { InvoicePayload } from "./model";

/** What is known of one invoice in a part. */
type Seen = { readonly isInvoice: boolean; readonly payload: InvoicePayload; readonly reasons: readonly Reason[] };

type Read<T> = (part: T) => Promise<readonly Seen[]>;

export type Chosen<T> = {
  /** Become items. */
  readonly items: readonly T[];
  /** Are the same invoice as one of those, in another form. */
  readonly same: readonly T[];
};

/**
 * Which parts of a mail become items: its files, and its own text only where that is a whole invoice and no file is
 * one. A covering letter that names number and total is none. An electronic invoice (`isForMachines`) and a page of the
 * very same invoice are one item: what stands in it exactly is not read a second time by eye.
 */
export async function chooseParts<T>(
  { files, texts }: { readonly files: readonly T[]; readonly texts: readonly T[] },
  isForMachines: (file: T) => boolean,
  read: Read<T>,
): Promise<Chosen<T>> {
  const same = await otherForms(files, isForMachines, read);
  const items = files.filter((file) => !same.has(file));
  const whole = await wholeInvoices(texts, read);
  if (whole.length === 0) return { items, same: [...same] };
  for (const file of files) if ((await read(file)).some(({ isInvoice }) => isInvoice)) return { items, same: [...same] };
  return { items: [...items, ...whole], same: [...same] };
}

async function wholeInvoices<T>(texts: readonly T[], read: Read<T>): Promise<readonly T[]> {
  const whole: T[] = [];
  const numbers = new Set<string>();
  for (const text of texts) {
    const found = (await read(text)).find(isWholeInvoice);
    const number = found?.payload.number ?? "";
    // A text that is quoted in the answer to it is the same invoice.
    if (found && !numbers.has(number)) whole.push(text);
    if (found) numbers.add(number);
  }
  return whole;
}

/** Files that say in one form what another says in a better one. A page that carries the electronic invoice is the best of all. */
async function otherForms<T>(files: readonly T[], isForMachines: (file: T) => boolean, read: Read<T>): Promise<ReadonlySet<T>> {
  const same = new Set<T>();
  const exact: { readonly file: T; readonly seen: readonly Seen[] }[] = [];
  for (const file of files.filter(isForMachines)) exact.push({ file, seen: await read(file) });
  for (const page of exact.length === 0 ? [] : files.filter((file) => !isForMachines(file))) {
    const [seen, ...others] = await read(page);
    if (!seen?.isInvoice || others.length > 0) continue;
    const twin = exact.find((one) => one.seen.some((said) => isSameInvoice(said.payload, seen.payload)));
    if (!twin) continue;
    const carriesIt = seen.reasons.some(({ code }) => code === "structured.read");
    same.add(carriesIt && twin.seen.length === 1 ? twin.file : page);
  }
  return same;
}

/** Number, date and total, and the supplier where both name one: all that would be posted. */
function isSameInvoice(a: InvoicePayload, b: InvoicePayload): boolean {
  const bare = (number: string | null) => (number ?? "").toUpperCase().replace(/[^\p{L}\p{N}]/gu, "");
  if (bare(a.number) === "" || bare(a.number) !== bare(b.number)) return false;
  if (a.total === null || a.total !== b.total || a.issueDate === null || a.issueDate !== b.issueDate) return false;
  return a.supplier.taxId === null || b.supplier.taxId === null || a.supplier.taxId === b.supplier.taxId;
}

/** Number or kind of a receipt, date, and a total that the sums on it prove. */
function isWholeInvoice({ isInvoice, payload, reasons }: Seen): boolean {
  if (!isInvoice || payload.total === null || payload.issueDate === null) return false;
  if (payload.number === null && payload.docType !== "receipt") return false;
  return !reasons.some(({ code }) => code === "paper.kind_uncertain" || code === "total.unproven" || code === "sum.mismatch");
}

/** What a person is told of a mail without any invoice: an Outlook envelope, or the names of what there is. */
export function nothingIn(left: readonly { readonly fileName: string; readonly why: string }[]): Failure {
  if (left.some(({ why }) => why === "outlook")) return { code: "mail.outlook", retry: "never" };
  const names = left.map(({ fileName }) => fileName).filter((name) => name !== "");
  return { code: "mail.no_invoice", retry: "never", ...(names.length > 0 && { detail: { parts: names.join(", ").slice(0, 400) } }) };
}
