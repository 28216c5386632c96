import type { InvoicePayload } from "@/lib/agents/invoices/model";
import type { Reason } from "@/lib/kernel/evidence";
import { toCents } from "@/lib/kernel/money";
import { normalizeTaxId } from "@/lib/kernel/tax-id";

type Field = { readonly path: string; readonly of: (payload: InvoicePayload) => string | null; readonly bare: (text: string) => string };

const letters = (text: string): string => text.toUpperCase().replace(/[^\p{L}\p{N}]/gu, "");
const asIs = (text: string): string => text;
const amount = (text: string): string => String(toCents(text)).replace("-", "");
const taxId = (text: string): string => normalizeTaxId(text).replace(/^[A-Z]{2}(?=.{7,}$)/u, "");

/** What a payment or a booking would go wrong with. */
const fields: readonly Field[] = [
  { path: "number", of: ({ number }) => number, bare: letters },
  { path: "issueDate", of: ({ issueDate }) => issueDate, bare: asIs },
  { path: "supplier.taxId", of: ({ supplier }) => supplier.taxId, bare: taxId },
  { path: "netTotal", of: ({ netTotal }) => netTotal, bare: amount },
  { path: "vatTotal", of: ({ vatTotal }) => vatTotal, bare: amount },
  { path: "total", of: ({ total }) => total, bare: amount },
  { path: "iban", of: ({ iban }) => iban, bare: letters },
];

export type PageComparison = {
  readonly reasons: readonly Reason[];
  /** Paths at which page and file say the same: the page's evidence holds for them. */
  readonly agreeing: ReadonlySet<string>;
};

/**
 * Lays what the page says beside what the file carries. The file is what counts by law and for machines, the page is
 * what people saw: where they differ somebody has to look. What the page does not give away is neither.
 */
export function compareWithPage(carried: InvoicePayload, seen: InvoicePayload): PageComparison {
  const pairs = fields.map((field) => ({ ...field, file: field.of(carried), page: field.of(seen) }));
  const known = pairs.flatMap(({ file, page, ...rest }) => (file === null || page === null ? [] : [{ ...rest, file, page }]));
  const differing = known.filter(({ file, page, bare }) => bare(file) !== bare(page));
  const agreeing = new Set(known.filter((one) => !differing.includes(one)).map(({ path }) => path));
  const doubts = differing.map(({ path, file, page }): Reason => ({
    code: "structured.page_differs",
    level: "doubt",
    path,
    detail: { file, page },
  }));
  const isBacked = doubts.length === 0 && agreeing.has("total") && agreeing.has("number");
  return { reasons: isBacked ? [{ code: "structured.page_agrees", level: "good" }] : doubts, agreeing };
}
