import { Decimal } from "decimal.js";
import type { InvoicePayload, VatRow } from "@/lib/agents/invoices/model";
import { addAmounts, fromCents, multiply, percentOf, roundAmount, toCents } from "@/lib/kernel/money";

/** One equation of the invoice. `off`: printed minus computed, as a decimal string. `unknown`: something is missing. */
export type Check = { readonly status: "ok" | "unknown" } | { readonly status: "off"; readonly computed: string; readonly off: string };

export type Arithmetic = {
  /** Σ lines = base. */
  readonly lines: Check;
  /** Σ bases of the VAT table = base. */
  readonly bases: Check;
  /** base × rate = IVA, row by row. */
  readonly vatRows: readonly Check[];
  /** Σ IVA + recargo = IVA in all. */
  readonly vatTotal: Check;
  /** base × rate = retención. */
  readonly withholding: Check;
  /** base + IVA = total. */
  readonly total: Check;
  /** total − retención = a pagar. */
  readonly payable: Check;
};

const unknown: Check = { status: "unknown" };

/** Every sum that stands on the invoice, done again. Pure; runs at each key stroke. */
export function arithmeticOf(invoice: InvoicePayload): Arithmetic {
  const { netTotal, vatTotal, total, payable, withholding, lines, vat } = invoice;
  const withheld = withholding?.amount ?? "0.00";
  return {
    // Each printed line was rounded on its own: half a cent per line may add up.
    lines: compare(netTotal, sum(lines.map((line) => line.net)), lines.length > 1 ? Math.ceil(lines.length / 2) : 0),
    bases: vat.length === 0 ? unknown : compare(netTotal, sum(vat.map((row) => row.base)), 0),
    vatRows: vat.map((row) => compare(addAmounts([row.amount, row.surchargeAmount ?? "0.00"]), taxOf(row), 1)),
    vatTotal: vat.length === 0 ? unknown : compare(vatTotal, sum(vat.flatMap((row) => [row.amount, row.surchargeAmount ?? "0.00"])), 0),
    withholding: withholding === null ? unknown : compare(withholding.amount, percentOf(withholding.base, withholding.rate), 1),
    total: compare(total, sum([netTotal, vatTotal]), 0),
    payable: compare(payable, total === null ? null : subtract(total, withheld), 0),
  };
}

/** The printed totals replaced by what the lines say: net, VAT per rate, withholding at its rate, total, payable. */
export function totalsFromLines(invoice: InvoicePayload): InvoicePayload {
  const rates = [...new Set(invoice.lines.filter((line) => line.net !== null).map((line) => line.vatRate ?? "0"))];
  const vat = rates.map((rate): VatRow => {
    const base = sum(invoice.lines.filter((line) => line.net !== null && (line.vatRate ?? "0") === rate).map((line) => line.net)) ?? "0.00";
    const printed = invoice.vat.find((row) => sameNumber(row.rate, rate));
    const surchargeRate = printed?.surchargeRate ?? null;
    const surchargeAmount = surchargeRate === null ? null : percentOf(base, surchargeRate);
    // Which tax it is, and why nothing is charged, no line says.
    return { ...printed, rate, base, amount: percentOf(base, rate), surchargeRate, surchargeAmount };
  });
  const netTotal = sum(vat.map((row) => row.base)) ?? "0.00";
  const vatTotal = sum(vat.flatMap((row) => [row.amount, row.surchargeAmount ?? "0.00"])) ?? "0.00";
  const total = addAmounts([netTotal, vatTotal]);
  const kept = invoice.withholding;
  const withholding = kept === null ? null : { rate: kept.rate, base: netTotal, amount: percentOf(netTotal, kept.rate) };
  return { ...invoice, vat, netTotal, vatTotal, withholding, total, payable: subtract(total, withholding?.amount ?? "0.00") };
}

/** quantity × price less discount, to the cent; null while a factor is missing. */
export function lineNet(line: { quantity: string | null; unitPrice: string | null; discount: string | null }): string | null {
  if (line.quantity === null || line.unitPrice === null) return null;
  const kept = new Decimal(100)
    .sub(line.discount ?? "0")
    .div(100)
    .toFixed();
  return roundAmount(multiply(multiply(line.quantity, line.unitPrice), kept));
}

function subtract(a: string, b: string): string {
  return fromCents(toCents(a) - toCents(b));
}

function taxOf(row: VatRow): string {
  const surcharge = row.surchargeRate === null ? "0.00" : percentOf(row.base, row.surchargeRate);
  return addAmounts([percentOf(row.base, row.rate), surcharge]);
}

/** Null as soon as one part is unknown: half a sum proves nothing. */
function sum(amounts: readonly (string | null)[]): string | null {
  if (amounts.length === 0) return null;
  let cents = 0n;
  for (const amount of amounts) {
    if (amount === null) return null;
    cents += toCents(amount);
  }
  return fromCents(cents);
}

function compare(printed: string | null, computed: string | null, toleranceCents: number): Check {
  if (printed === null || computed === null) return unknown;
  const off = toCents(printed) - toCents(computed);
  const distance = off < 0n ? -off : off;
  return distance <= BigInt(toleranceCents) ? { status: "ok" } : { status: "off", computed, off: fromCents(off) };
}

export function sameNumber(a: string, b: string): boolean {
  return new Decimal(a).eq(b);
}
