import type { Page } from "@/lib/documents/model";
import type { Evidence } from "@/lib/kernel/evidence";
import { addAmounts, fromCents, percentOf, toCents } from "@/lib/kernel/money";
import { checkInvoice } from "../check";
import type { InvoicePayload, VatRow } from "../model";
import type { InvoiceReading } from "../reading";
import { rateIsPossible, withholdingRates } from "../vat-rates";
import { readAnchor } from "./anchors";
import type { SupplierProfile } from "./profile";
import { remembered, sureValue } from "./remembered";

type Sums = Pick<InvoicePayload, "netTotal" | "vat" | "vatTotal" | "withholding" | "total" | "payable">;
const amountPaths = ["netTotal", "vatTotal", "withholding.amount", "total", "payable"] as const;
type AmountPath = (typeof amountPaths)[number];
type Found = Partial<Record<AmountPath, { readonly value: string; readonly evidence: Evidence }>>;

/** Amounts from the places where they once were corrected: all of them together, and only where the sums agree. */
export const withAmounts =
  (pages: readonly Page[], today: string) =>
  (reading: InvoiceReading, profile: SupplierProfile): InvoiceReading => {
    const anchors = profile.anchors.filter(({ path }) => amountPaths.some((known) => known === path));
    const found: Found = Object.fromEntries(anchors.flatMap((anchor) => {
      const value = readAnchor(anchor, pages);
      return value ? [[anchor.path, value]] : [];
    })); // prettier-ignore
    const first = amountPaths.find((path) => found[path] !== undefined);
    if (first === undefined) return reading;
    const { payload } = reading;
    const sums = solve(payload, found);
    const trial = sums && { ...payload, ...sums };
    if (!trial || checkInvoice(trial, { today }).some(({ code, level }) => level === "doubt" && /^(?:sum|withholding|vat)\./.test(code))) {
      const value = found[first]?.value ?? "";
      return { ...reading, reasons: [...reading.reasons, { code: "memory.contradicted", level: "info", path: first, detail: { value } }] };
    }
    if (JSON.stringify(sums) === JSON.stringify(sumsOf(payload))) return reading;
    // The sums of the paper hold, and the places tell others: one of the two is a trap.
    const other = sureValue(reading, "total", payload.total);
    const isTried = anchors.every(({ seen }) => seen >= 2) && other === null;
    const places = Object.values(found).map(({ evidence }) => evidence);
    const moved = new Set(places.map(({ path }) => path));
    return {
      ...reading,
      payload: trial,
      evidence: [...reading.evidence.filter(({ path }) => !moved.has(path) && !/^vat\./.test(path)), ...places],
      confidence: { ...reading.confidence, ...Object.fromEntries(amountPaths.map((path) => [path, isTried ? 0.97 : 0.85])) },
      reasons: [
        ...reading.reasons.filter(({ code }) => !isAboutSums(code)),
        remembered({ path: "total", read: trial.total ?? "", profile, isTried, other }),
      ],
    };
  };

/** What the reading said of sums that are no longer its own. */
const isAboutSums = (code: string): boolean => /^(?:sum|total)\./.test(code) || code === "withholding.unread";

const sumsOf = ({ netTotal, vat, vatTotal, withholding, total, payable }: InvoicePayload): Sums => ({
  netTotal,
  vat,
  vatTotal,
  withholding,
  total,
  payable,
});

/** The sums that follow from the places, the reading filling what they leave open; null where nothing fits. */
function solve(payload: InvoicePayload, found: Found): Sums | null {
  const held = withheldOf(payload, found);
  if (held === undefined) return null;
  const sums = netTaxTotal(payload, found, held?.amount ?? "0.00");
  if (!sums) return null;
  const vat = rowsOf(payload, sums);
  if (!vat) return null;
  const withholding = held && { ...held, base: payload.withholding && !found["withholding.amount"] ? held.base : sums.net };
  const rate = withholding && rateOf(withholding.amount, withholding.base, withholdingRates);
  if (withholding && !rate) return null;
  const payable = fromCents(toCents(sums.total) - toCents(withholding?.amount ?? "0.00"));
  if (found.payable && found.payable.value !== payable) return null;
  return {
    netTotal: sums.net,
    vat,
    vatTotal: sums.tax,
    withholding: withholding && rate ? { ...withholding, rate } : null,
    total: sums.total,
    payable,
  };
}

/** What is withheld is printed with and without its sign. Undefined: it cannot be. */
function withheldOf({ withholding }: InvoicePayload, found: Found): InvoicePayload["withholding"] | undefined {
  const printed = found["withholding.amount"]?.value;
  if (printed === undefined) return withholding;
  const amount = printed.replace("-", "");
  return toCents(amount) === 0n ? undefined : { rate: "0", base: "0.00", amount };
}

type Three = { readonly net: string; readonly tax: string; readonly total: string };

/** Of net, tax and total two give the third; the places go before the reading. */
function netTaxTotal(payload: InvoicePayload, found: Found, held: string): Three | null {
  const total = found.total?.value ?? (found.payable ? addAmounts([found.payable.value, held]) : null);
  const net = found.netTotal?.value ?? null;
  const tax = found.vatTotal?.value ?? null;
  const minus = (a: string, b: string) => fromCents(toCents(a) - toCents(b));
  const options: readonly (Three | null)[] = [
    net !== null && tax !== null ? { net, tax, total: total ?? addAmounts([net, tax]) } : null,
    net !== null && total !== null ? { net, tax: tax ?? minus(total, net), total } : null,
    tax !== null && total !== null ? { net: net ?? minus(total, tax), tax, total } : null,
    net !== null ? full({ net, tax: payload.vatTotal, total: payload.total }) : null,
    tax !== null ? full({ net: payload.netTotal, tax, total: payload.total }) : null,
    full({ net: net ?? payload.netTotal, tax: tax ?? payload.vatTotal, total: total ?? payload.total }),
    total !== null && payload.netTotal !== null ? { net: payload.netTotal, tax: minus(total, payload.netTotal), total } : null,
  ];
  return options.find((three) => three !== null && addAmounts([three.net, three.tax]) === three.total) ?? null;
}

const full = ({ net, tax, total }: { [K in keyof Three]: string | null }): Three | null =>
  net === null || tax === null || total === null ? null : { net, tax, total };

/** The table as it was read where it leads to these sums, else the one rate that does; null: neither. */
function rowsOf({ vat, issueDate }: InvoicePayload, { net, tax }: Three): VatRow[] | null {
  const bases = addAmounts(vat.map((row) => row.base));
  const taxes = addAmounts(vat.flatMap((row) => [row.amount, row.surchargeAmount ?? "0.00"]));
  if (vat.length > 0 && bases === net && taxes === tax) return [...vat];
  const rate = rateOf(tax, net, ["21", "10", "4", "5", "7.5", "2", "0"]);
  if (!rate || (issueDate !== null && !rateIsPossible("IVA", rate, issueDate))) return null;
  return [{ rate, base: net, amount: tax, surchargeRate: null, surchargeAmount: null }];
}

const rateOf = (part: string, base: string, rates: readonly string[]): string | null =>
  rates.find((rate) => {
    const far = toCents(percentOf(base, rate)) - toCents(part);
    return far <= 2n && far >= -2n;
  }) ?? null;
