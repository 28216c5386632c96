import { addAmounts } from "@/lib/kernel/money";
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
  const said: Record<string, [string | null, string | null]> = {
    number: [payload.number, facts.number],
    issueDate: [payload.issueDate, facts.issueDate],
    "supplier.taxId": [payload.supplier.taxId, facts.supplier.taxId],
    netTotal: [payload.netTotal, formatCents(deal.net)],
    vat: [
      byRate(payload.vat.map((row) => ({ rate: row.rate, parts: [row.base, row.amount, row.surchargeAmount ?? "0.00"] }))),
      byRate(
        deal.taxes.map((tax) => ({
          rate: formatFixed(tax.rate),
          parts: [tax.base, tax.amount, tax.surcharge?.amount ?? 0n].map(formatCents),
        })),
      ),
    ],
    total: [payload.total, formatCents(deal.total)],
    withholding: [payload.withholding?.amount ?? null, deal.withholding ? formatCents(deal.withholding.amount) : null],
    currency: [payload.currency, facts.currency],
    docType: [String(payload.docType === "credit_note"), String(facts.kind === "credit_note")],
  };
  return { standing: reading.standing, isInvoice, wrong: Object.keys(said).filter((field) => said[field]?.[0] !== said[field]?.[1]) };
}

/** What each rate comes to; a rate may stand in several rows. */
function byRate(rows: readonly { readonly rate: string; readonly parts: readonly string[] }[]): string {
  const rates = [...new Set(rows.map((row) => row.rate))].sort();
  const sums = (rate: string) =>
    [0, 1, 2].map((i) => addAmounts(rows.filter((row) => row.rate === rate).map((row) => row.parts[i] ?? "0.00")));
  return rates.map((rate) => [rate, ...sums(rate)].join("/")).join(" ");
}
