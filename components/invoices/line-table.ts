import type { InvoiceLine, InvoicePayload } from "@/lib/agents/invoices/model";
import { lineNet } from "@/components/invoices/arithmetic";

export const maxLines = 500;

/** The columns of the table in the order of the eye; pasting from a spreadsheet fills them from the focused one on. */
export const lineColumns = ["description", "quantity", "unitPrice", "discount", "net", "vatRate"] as const;
export type LineColumn = (typeof lineColumns)[number];

/** What happens to the lines of an invoice. */
export type LineEdit =
  | { readonly kind: "set"; readonly index: number; readonly patch: Partial<InvoiceLine> }
  | { readonly kind: "add"; readonly after: number }
  | { readonly kind: "remove"; readonly index: number }
  | { readonly kind: "paste"; readonly index: number; readonly rows: readonly Partial<InvoiceLine>[] }
  | { readonly kind: "account"; readonly accountId: string | null };

/** Pure reducer of the line table. Quantity, price and discount carry the base of the line with them. */
export function editLines(lines: readonly InvoiceLine[], edit: LineEdit): readonly InvoiceLine[] {
  switch (edit.kind) {
    case "set":
      return lines.map((line, index) => (index === edit.index ? patched(line, edit.patch) : line));
    case "add":
      if (lines.length >= maxLines) return lines;
      return [...lines.slice(0, edit.after + 1), newLineAfter(lines[edit.after]), ...lines.slice(edit.after + 1)];
    case "remove":
      return lines.filter((_, index) => index !== edit.index);
    case "paste":
      return pasted(lines, edit.index, edit.rows);
    case "account":
      return lines.map((line) => ({ ...line, accountId: edit.accountId }));
  }
}

/** The account of all lines, `mixed` when they differ. */
export function commonAccount(invoice: InvoicePayload): string | null | "mixed" {
  const accounts = new Set(invoice.lines.map((line) => line.accountId));
  if (accounts.size > 1) return "mixed";
  return [...accounts][0] ?? null;
}

function patched(line: InvoiceLine, patch: Partial<InvoiceLine>): InvoiceLine {
  const next = { ...line, ...patch };
  const carriesNet = ("quantity" in patch || "unitPrice" in patch || "discount" in patch) && !("net" in patch);
  return carriesNet ? { ...next, net: lineNet(next) ?? next.net } : next;
}

/** A new line has the VAT rate and the account of the one above it: most invoices have one of each. */
function newLineAfter(above: InvoiceLine | undefined): InvoiceLine {
  return {
    description: "",
    quantity: null,
    unitPrice: null,
    discount: null,
    net: null,
    vatRate: above?.vatRate ?? null,
    accountId: above?.accountId ?? null,
  };
}

/** Rows replace what stands there, as in a spreadsheet; what is left over is added below. */
function pasted(lines: readonly InvoiceLine[], start: number, rows: readonly Partial<InvoiceLine>[]): readonly InvoiceLine[] {
  const next = [...lines];
  rows.forEach((row, offset) => {
    const at = start + offset;
    if (at >= maxLines) return;
    next[at] = patched(next[at] ?? newLineAfter(next[at - 1]), row);
  });
  return next;
}
