import { formatCents, formatFixed } from "@/lib/language/decimal";
import type { InvoiceReading } from "@/lib/agents/invoices/reading";
import type { RandomPaper } from "./random-paper";

export type Verdict = {
  readonly standing: "clear" | "needs_review" | "refused";
  readonly isInvoice: boolean;
  readonly wrong: readonly string[];
};

/** Which posted values of a reading differ from what the paper says. */
export function compareWithPaper({ facts }: RandomPaper, reading: InvoiceReading): Verdict {
  const isInvoice = facts.kind === "invoice" || facts.kind === "credit_note" || facts.kind === "receipt";
  if (!reading.isInvoice) return { standing: "refused", isInvoice, wrong: isInvoice ? ["docType"] : [] };
  if (!isInvoice) return { standing: reading.standing, isInvoice, wrong: ["docType"] };
  const { payload } = reading;
  const { deal } = facts;
  const rows = (list: readonly (readonly string[])[]) =>
    list
      .map((row) => row.join("/"))
      .sort()
      .join(" ");
  const said: Record<string, [string | null, string | null]> = {
    number: [payload.number, facts.number],
    issueDate: [payload.issueDate, facts.issueDate],
    "supplier.taxId": [payload.supplier.taxId, facts.supplier.taxId],
    netTotal: [payload.netTotal, formatCents(deal.net)],
    vat: [
      rows(payload.vat.map((row) => [row.rate, row.base, row.amount, row.surchargeAmount ?? "0.00"])),
      rows(
        deal.taxes.map((tax) => [
          formatFixed(tax.rate),
          formatCents(tax.base),
          formatCents(tax.amount),
          formatCents(tax.surcharge?.amount ?? 0n),
        ]),
      ),
    ],
    total: [payload.total, formatCents(deal.total)],
    withholding: [payload.withholding?.amount ?? null, deal.withholding ? formatCents(deal.withholding.amount) : null],
    currency: [payload.currency, facts.currency],
  };
  return { standing: reading.standing, isInvoice, wrong: Object.keys(said).filter((field) => said[field]?.[0] !== said[field]?.[1]) };
}
