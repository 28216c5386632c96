import type { ReadDocument } from "@/lib/documents/model";
import type { Evidence, Reason } from "@/lib/kernel/evidence";
import { addAmounts, fromCents, toCents } from "@/lib/kernel/money";
import { checkInvoice } from "../check";
import type { InvoicePayload } from "../model";
import type { InvoiceReading, ReadingContext } from "../reading";
import type { Layout } from "./layout";
import { readTillSlip, type SlipTax, type TillSlip } from "./till-slip";

/**
 * Lays what a photographed till slip says of its payment beside the reading: an invoice is read by its labels, a slip
 * by what was paid. Only what the reading did not find or could not prove is taken, and a person looks at it.
 */
export function withTillSlip(
  reading: InvoiceReading,
  layout: Layout,
  { reader }: Pick<ReadDocument, "reader">,
  context: ReadingContext,
): InvoiceReading {
  const { payload } = reading;
  if (reader !== "ocr" || !reading.isInvoice || payload.customer.taxId !== null) return reading;
  const slip = readTillSlip(layout, context.today);
  if (!slip) return reading;
  const date = payload.issueDate === null || (slip.date?.isSure && slip.date.value !== payload.issueDate) ? slip.date : null;
  const total = isProven(reading) && !slip.total?.isSure ? null : slip.total;
  if (!date && !total) return reading;
  const changed: InvoicePayload = {
    ...payload,
    ...(date && { issueDate: date.value }),
    ...(total && sumsOf(total.value, slip.taxes, payload)),
  };
  return {
    ...reading,
    payload: changed,
    evidence: evidenceOf(reading, { date, total }),
    ...judged(reading, changed, { date, total }, context),
  };
}

type Taken = Pick<TillSlip, "date" | "total">;

/** The sums of the page hold each other: nothing that was paid says better. */
const isProven = ({ payload, reasons }: InvoiceReading): boolean =>
  payload.vat.some(({ amount }) => toCents(amount) !== 0n) && !reasons.some(({ code }) => doubtsOfTotal.includes(code));

const doubtsOfTotal: readonly string[] = ["total.unproven", "total.derived", "total.missing", "total.second_reading", "sum.off_by_cents"];

function sumsOf(cents: bigint, taxes: readonly SlipTax[], payload: InvoicePayload): Partial<InvoicePayload> {
  const total = fromCents(cents);
  if (payload.total === total && taxes.length === 0) return {};
  const vat = taxes.map(({ ratePercent, baseCents, taxCents }) => ({
    rate: ratePercent,
    base: fromCents(baseCents),
    amount: fromCents(taxCents),
    surchargeRate: null,
    surchargeAmount: null,
  }));
  const known = vat.length > 0;
  return {
    total,
    payable: total,
    vat,
    netTotal: known ? addAmounts(vat.map(({ base }) => base)) : null,
    vatTotal: known ? addAmounts(vat.map(({ amount }) => amount)) : null,
  };
}

function evidenceOf({ evidence }: InvoiceReading, { date, total }: Taken): readonly Evidence[] {
  const replaced = /^(?:total|payable|netTotal|vatTotal|vat\..*)$/u;
  const kept = total ? evidence.filter(({ path }) => !replaced.test(path)) : evidence;
  const found = [
    { path: "issueDate", at: date },
    { path: "total", at: total },
  ];
  return [
    ...kept,
    ...found.flatMap(({ path, at }) => (at ? [{ path, page: at.row.page, box: at.row.box, text: at.row.text.slice(0, 500) }] : [])),
  ];
}

const fair = 0.9;

function judged(
  { reasons, confidence }: InvoiceReading,
  payload: InvoicePayload,
  { date, total }: Taken,
  { today, ownTaxIds }: ReadingContext,
): Pick<InvoiceReading, "reasons" | "confidence" | "standing"> {
  const stale = /^(?:sum|net|total)\.|^issue_date\.missing$|^reading\.supported$/u;
  const own: Reason[] = [
    ...(date ? [{ code: "issue_date.uncertain", level: "doubt", path: "issueDate", detail: { read: date.value } } as const] : []),
    ...(total ? [{ code: "total.unproven", level: "doubt", path: "total", detail: { read: fromCents(total.value) } } as const] : []),
  ];
  const checks = checkInvoice(payload, ownTaxIds ? { today, ownTaxIds } : { today });
  const kept = reasons.filter(({ code }) => !stale.test(code) && !checks.some((check) => check.code === code));
  return {
    reasons: [...own, ...kept, ...checks],
    confidence: { ...confidence, ...(date && { issueDate: fair }), ...(total && { total: fair, payable: fair }) },
    standing: "needs_review",
  };
}
