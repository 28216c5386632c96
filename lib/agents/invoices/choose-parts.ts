import type { Reason } from "@/lib/kernel/evidence";
import type { Failure } from "@/lib/kernel/result";
import type { InvoicePayload } from "./model";

/** What is known of one invoice in a part. */
type Seen = { readonly isInvoice: boolean; readonly payload: InvoicePayload; readonly reasons: readonly Reason[] };

/**
 * Which parts of a mail become items: its files, and its own text only where that is a whole invoice and no file is
 * one. A covering letter that names number and total is none.
 */
export async function chooseParts<T>(
  { files, texts }: { readonly files: readonly T[]; readonly texts: readonly T[] },
  read: (part: T) => Promise<readonly Seen[]>,
): Promise<readonly T[]> {
  const whole: T[] = [];
  const numbers = new Set<string>();
  for (const text of texts) {
    const found = (await read(text)).find(isWholeInvoice);
    const number = found?.payload.number ?? "";
    // A text that is quoted in the answer to it is the same invoice.
    if (found && !numbers.has(number)) whole.push(text);
    if (found) numbers.add(number);
  }
  if (whole.length === 0) return files;
  for (const file of files) if ((await read(file)).some(({ isInvoice }) => isInvoice)) return files;
  return [...files, ...whole];
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
