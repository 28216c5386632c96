import type { PurchaseItem, PurchasePlan } from "@/lib/holded/push-plan";
import { addAmounts, fromCents, toCents } from "@/lib/kernel/money";
import { ok, refuse, type Result } from "@/lib/kernel/result";
import { checkTaxId } from "@/lib/kernel/tax-id";
import { absolute, divide, fixed, formatCents, formatFixed, multiply, percentOf, roundCents, type Fixed } from "@/lib/language/decimal";
import { foldText } from "@/lib/language/fold";
import type { InvoiceFacts, KnownTax } from "./facts";
import type { SupplierProfile } from "./memory/profile";
import type { InvoicePayload, VatRow } from "./model";
import { matchSupplier } from "./supplier";

export type PlanFacts = Pick<InvoiceFacts, "taxes" | "contacts" | "defaultAccountId" | "approveInHolded"> & {
  /** Absent: nothing is set by hand for the supplier. */
  readonly profile?: Pick<SupplierProfile, "taxKeys"> | null;
  readonly document: PurchasePlan["attachment"];
};

/** Lines that Holded will add up, with the amounts they stand for. */
type Draft = {
  readonly name: string;
  readonly units: string;
  readonly price: string;
  readonly discount: string;
  readonly net: bigint;
  readonly row: number;
  readonly account: string | null;
};

/**
 * What an approved invoice will do in Holded. Every line's net is exact to the cent, so that Holded reaches the bases of
 * the paper whichever way it rounds; where the lines of the paper do not lead to its bases, one line per rate is posted.
 * Refuses `proposal.incomplete`, and `holded.tax_key_missing` with the rate when the account lacks a tax.
 */
export function planPurchase(payload: InvoicePayload, facts: PlanFacts): Result<PurchasePlan> {
  const { number, issueDate, netTotal } = payload;
  if (!number || !issueDate || netTotal === null || payload.total === null) return refuse("proposal.incomplete");
  const contact = contactOf(payload, facts);
  if (!contact) return refuse("proposal.incomplete", { field: "supplier.name" });
  const refund = payload.docType === "credit_note" || toCents(payload.total) < 0n;
  const sign = toCents(payload.total) < 0n ? -1n : 1n;
  const rows = vatRowsOf(payload);
  const drafts = draftLines(payload, rows, sign);
  const keys = chooseKeys(payload, rows, facts.taxes, facts.profile?.taxKeys ?? {});
  if (!keys.ok) return keys;
  const withheldLines = withheldAmong(payload, drafts, sign);
  const items = drafts.map((draft, i): PurchaseItem => ({
    name: draft.name, units: draft.units, price: draft.price, discount: draft.discount,
    taxes: [...(keys.value.rows[draft.row] ?? []), ...(keys.value.withholding && withheldLines.has(i) ? [keys.value.withholding] : [])],
    account: draft.account ?? knownAccount(payload, facts) ?? facts.defaultAccountId,
  })); // prettier-ignore
  return ok({
    kind: "purchase",
    refund,
    contact,
    body: { number, date: issueDate, dueDate: payload.dueDate, currency: payload.currency, ...labelsOf(payload), items },
    attachment: facts.document,
    approve: facts.approveInHolded,
    expect: totalsInHolded(items, facts.taxes),
  });
}

/**
 * Holded's arithmetic: the sum of the line nets, and each tax key once on the sum of its lines, rounded to the cent.
 * @param taxes rates by key; a self-assessed group has none and adds nothing.
 */
export function totalsInHolded(items: readonly PurchaseItem[], taxes: readonly Pick<KnownTax, "key" | "rate">[]): PurchasePlan["expect"] {
  const rates = new Map(taxes.map((tax) => [tax.key, fixed(tax.rate ?? "0")]));
  const bases = new Map<string, Fixed>();
  let subtotal = 0n;
  for (const item of items) {
    const net = itemNet(item);
    subtotal += net;
    for (const key of item.taxes) bases.set(key, (bases.get(key) ?? 0n) + net);
  }
  const tax = [...bases].reduce((total, [key, base]) => total + roundCents(percentOf(base, rates.get(key) ?? 0n)), 0n);
  return { subtotal: formatCents(subtotal), tax: formatCents(tax), total: formatCents(roundCents(subtotal) + tax) };
}

/** units × price × (1 − discount / 100), rounded to the cent. */
export function itemNet({ units, price, discount }: Pick<PurchaseItem, "units" | "price" | "discount">): Fixed {
  const plain = multiply(fixed(units), fixed(price));
  return roundCents(plain - percentOf(plain, fixed(discount)));
}

function contactOf(payload: InvoicePayload, facts: PlanFacts): PurchasePlan["contact"] | null {
  const { contact } = matchSupplier(payload, facts.contacts);
  const id = payload.supplier.contactId ?? contact?.id;
  if (id) return { mode: "known", id };
  if (!payload.supplier.name) return null;
  const { taxId: code, email, phone, address, postalCode, city } = payload.supplier;
  const reached = {
    ...(email && { email }),
    ...(phone && { phone }),
    ...(address && { address }),
    ...(postalCode && { postalCode }),
    ...(city && { city }),
  };
  return { mode: "ensure", name: payload.supplier.name, code, countryCode: code ? checkTaxId(code).country : null, ...reached };
}

const labelsOf = ({ tags, projectId }: InvoicePayload) => ({
  ...(tags && tags.length > 0 ? { tags } : {}),
  ...(projectId === undefined ? {} : { projectId }),
});

const knownAccount = (payload: InvoicePayload, facts: PlanFacts): string | null =>
  facts.contacts.find((c) => c.id === payload.supplier.contactId)?.expenseAccountId ?? null;

/** A paper without a tax table has one base on which nothing is charged. */
function vatRowsOf(payload: InvoicePayload): readonly VatRow[] {
  if (payload.vat.length > 0) return payload.vat;
  return [{ rate: "0", base: payload.netTotal ?? "0.00", amount: "0.00", surchargeRate: null, surchargeAmount: null }];
}

function draftLines(payload: InvoicePayload, rows: readonly VatRow[], sign: bigint): readonly Draft[] {
  const own = payload.lines.map((line) => ({
    line,
    row: rowOf(line.vatRate, rows),
    net: line.net === null ? null : toCents(line.net) * sign,
  }));
  const usable = own.length > 0 && own.every(({ row, net, line }) => row >= 0 && net !== null && line.description.trim() !== "");
  const differences = rows.map(
    (row, i) => toCents(row.base) * sign - own.filter((o) => o.row === i).reduce((total, o) => total + (o.net ?? 0n), 0n),
  );
  const close = differences.every((difference, i) => absolute(difference) * 2n <= absolute(toCents(rows[i]?.base ?? "0.00")));
  if (!usable || !close || rows.some((_, i) => !own.some((o) => o.row === i))) return rows.map((row, i) => byRate(payload, row, i, sign));
  const drafts = own.map(({ line, row, net }) => exactLine(line, net ?? 0n, row));
  const rest = differences.flatMap((difference, row): Draft[] => (difference === 0n ? [] : [adjustment(difference, row)]));
  return [...drafts, ...rest];
}

function rowOf(rate: string | null, rows: readonly VatRow[]): number {
  if (rows.length === 1) return 0;
  return rate === null ? -1 : rows.findIndex((row) => fixed(row.rate) === fixed(rate));
}

/** What stands between the lines and the base of a rate: a discount on the document, a charge, or cents of rounding. */
function adjustment(difference: bigint, row: number): Draft {
  const name = absolute(difference) <= 5n ? "Redondeo" : difference < 0n ? "Descuento según factura" : "Otros cargos según factura";
  return { name, ...single(difference), net: difference, row, account: null };
}

function byRate(payload: InvoicePayload, row: VatRow, index: number, sign: bigint): Draft {
  const subject = payload.lines
    .find((line) => rowOf(line.vatRate, payload.vat) === index)
    ?.description.split("\n")[0]
    ?.trim();
  const name = `${subject ? `${subject.slice(0, 200)} · ` : ""}${Number(row.rate) === 0 ? "Sin impuesto" : `Base al ${row.rate.replace(".", ",")} %`}`;
  return { name, ...single(toCents(row.base) * sign), net: toCents(row.base) * sign, row: index, account: null };
}

/** Quantity, price and discount as printed where they give the net exactly; else the price that does; else one unit. */
function exactLine(line: InvoicePayload["lines"][number], net: bigint, row: number): Draft {
  const name = line.description.replace(/\s+/g, " ").trim().slice(0, 480);
  const account = line.accountId;
  const target = fixed(fromCents(net));
  const units = line.quantity === null ? null : fixed(line.quantity);
  const signed = units !== null && units !== 0n && line.unitPrice !== null ? signedUnits(units, fixed(line.unitPrice), target) : units;
  if (signed !== null && signed !== 0n && line.unitPrice !== null) {
    const price = fixed(line.unitPrice) < 0n ? -fixed(line.unitPrice) : fixed(line.unitPrice);
    const discount = fixed(line.discount ?? "0");
    const product = multiply(signed, price);
    if (product - percentOf(product, discount) === target)
      return { name, units: formatFixed(signed), price: formatFixed(price), discount: formatFixed(discount), net, row, account };
  }
  if (signed !== null && signed !== 0n) {
    const price = divide(target, signed);
    if (multiply(signed, price) === target && formatFixed(price).replace(/^.*\./, "").length <= 6 && price >= 0n)
      return { name, units: formatFixed(signed), price: formatFixed(price), discount: "0", net, row, account };
  }
  const printed =
    line.quantity && line.unitPrice && line.quantity !== "1"
      ? ` (${line.quantity.replace(".", ",")} × ${line.unitPrice.replace(".", ",")})`
      : "";
  return { name: `${name}${printed}`.slice(0, 500), ...single(net), net, row, account };
}

/** The sign of the net belongs to the units: a price is never negative. */
function signedUnits(units: Fixed, price: Fixed, net: Fixed): Fixed {
  const size = absolute(units);
  return net < 0n && price !== 0n ? -size : size;
}

const single = (cents: bigint) => ({ units: cents < 0n ? "-1" : "1", price: fromCents(cents < 0n ? -cents : cents), discount: "0" });

type Keys = { readonly rows: readonly (readonly string[])[]; readonly withholding: string | null };

function chooseKeys(
  payload: InvoicePayload,
  rows: readonly VatRow[],
  taxes: readonly KnownTax[],
  byHand: Readonly<Record<string, string>>,
): Result<Keys> {
  const found: string[][] = [];
  for (const row of rows) {
    const key = keyByHand(row, taxes, byHand) ?? vatKey(row, taxes);
    if (!key) return refuse("holded.tax_key_missing", { tax: row.tax ?? "IVA", rate: row.rate });
    const keys = [key];
    if (row.surchargeRate !== null && Number(row.surchargeRate) !== 0) {
      const surcharge = byRateIn(taxes, "rec", row.surchargeRate);
      if (!surcharge) return refuse("holded.tax_key_missing", { tax: "recargo", rate: row.surchargeRate });
      keys.push(surcharge);
    }
    found.push(keys);
  }
  if (!payload.withholding) return ok({ rows: found, withholding: null });
  const withholding = withholdingKey(payload, taxes);
  return withholding ? ok({ rows: found, withholding }) : refuse("holded.tax_key_missing", { tax: "IRPF", rate: payload.withholding.rate });
}

/** Keys of Holded for what is charged on nothing; an account may lack some of them. */
const exemptionKeys: Readonly<Record<NonNullable<VatRow["exemption"]>, readonly string[]>> = {
  intra_goods: ["p_iva_adqintrab_21"],
  intra_services: ["p_iva_adqintras_21"],
  reverse_charge: ["p_iva_invsuj"],
  export: ["p_iva_exento", "p_iva_0"],
  exempt: ["p_iva_exento", "p_iva_0"],
  not_subject: ["p_iva_nosujeto", "p_iva_exento", "p_iva_0"],
};

function vatKey(row: VatRow, taxes: readonly KnownTax[]): string | null {
  const own = new Set(taxes.filter(isPurchase).map((tax) => tax.key));
  if (Number(row.rate) === 0 && row.exemption) return exemptionKeys[row.exemption].find((key) => own.has(key)) ?? null;
  if (row.tax === "IGIC") return byRateIn(taxes, "igic", row.rate);
  if (row.tax === "IPSI" || row.tax === "foreign") return null;
  return byRateIn(taxes, "iva", row.rate);
}

/**
 * The key that people set for the supplier at this rate, while the account has it and it charges that rate of that tax:
 * what Holded has no key for stays without one.
 */
function keyByHand(row: VatRow, taxes: readonly KnownTax[], byHand: Readonly<Record<string, string>>): string | null {
  if (row.tax === "IPSI" || row.tax === "foreign") return null;
  const wanted = Object.entries(byHand).find(([rate]) => fixed(rate) === fixed(row.rate))?.[1];
  const tax = taxes.find(({ key }) => key === wanted);
  const isKind = tax && tax.group !== "ret" && (tax.group === "igic") === (row.tax === "IGIC");
  const isFit = isKind && isPurchase(tax) && absolute(fixed(tax.rate ?? "0")) === absolute(fixed(row.rate));
  return isFit ? tax.key : null;
}

/** The plain key of a group at a rate: the shortest, since special ones ("bi", "nd", "rent") carry more in their name. */
function byRateIn(taxes: readonly KnownTax[], group: string, rate: string): string | null {
  const fitting = taxes.filter(
    (tax) =>
      isPurchase(tax) &&
      tax.group === group &&
      tax.rate !== null &&
      absolute(fixed(tax.rate)) === absolute(fixed(rate)) &&
      !/_\d+_\d$/.test(tax.key),
  );
  return fitting.map((tax) => tax.key).sort((a, b) => a.length - b.length || (a < b ? -1 : 1))[0] ?? null;
}

/** Rent has its own key where the account has one: it is declared on another form. */
function withholdingKey(payload: InvoicePayload, taxes: readonly KnownTax[]): string | null {
  const rate = payload.withholding?.rate ?? "0";
  const text = foldText(payload.lines.map((line) => line.description).join(" "));
  const isRent = /\b(?:alquiler|renta|arrendamiento|lloguer|aluguer|alokairua|rent)\b/.test(text);
  const fitting = taxes.filter(
    (tax) => isPurchase(tax) && tax.group === "ret" && tax.rate !== null && absolute(fixed(tax.rate)) === absolute(fixed(rate)),
  );
  const rent = fitting.find((tax) => /rent/.test(tax.key) || /alquiler|arrend/.test(foldText(tax.name)));
  const plain = fitting.filter((tax) => tax !== rent).sort((a, b) => a.key.length - b.key.length)[0];
  return ((isRent ? rent : null) ?? plain ?? rent)?.key ?? null;
}

const isPurchase = (tax: KnownTax): boolean => tax.scope === "purchases" || (tax.scope === null && tax.key.startsWith("p_"));

/** The lines the withholding is taken from: all where its base is the net, else those of one rate, else the first run that fits. */
function withheldAmong(payload: InvoicePayload, drafts: readonly Draft[], sign: bigint): ReadonlySet<number> {
  const all = new Set(drafts.keys());
  if (!payload.withholding) return new Set();
  const base = toCents(payload.withholding.base) * sign;
  const sum = (set: Iterable<number>) => [...set].reduce((total, i) => total + (drafts[i]?.net ?? 0n), 0n);
  if (sum(all) === base) return all;
  for (const row of new Set(drafts.map((draft) => draft.row))) {
    const ofRow = new Set([...all].filter((i) => drafts[i]?.row === row));
    if (sum(ofRow) === base) return ofRow;
  }
  for (let from = 0; from < drafts.length; from++) {
    let run = 0n;
    for (let to = from; to < drafts.length; to++) {
      run += drafts[to]?.net ?? 0n;
      if (run === base) return new Set([...all].filter((i) => i >= from && i <= to));
    }
  }
  return all;
}

/** Cents by which Holded's total will miss the paper's (its total less the withholding); "0.00" when they agree. */
export function roundingDifference(plan: PurchasePlan, payload: InvoicePayload): string {
  const paper = absolute(toCents(payload.total ?? "0.00")) - absolute(toCents(payload.withholding?.amount ?? "0.00"));
  return addAmounts([plan.expect.total, fromCents(-paper)]);
}
