import { daysBetween, type PlainDate } from "@/lib/kernel/calendar";
import { findDates, foldKeepingLength, voteDateOrder } from "@/lib/language/dates";
import { foldText } from "@/lib/language/fold";
import type { Layout, Row } from "./layout";
import { isNear, likelyRates, provenAmounts, type SlipRow } from "./slip-sums";

/** Found on a slip, with the row it stands in. */
type OnSlip<T> = { readonly value: T; readonly row: Row };

export type SlipTax = { readonly baseCents: bigint; readonly taxCents: bigint; readonly ratePercent: string };

export type TillSlip = {
  /** What was paid, tax included, in cents. */
  readonly total: (OnSlip<bigint> & { readonly isSure: boolean }) | null;
  readonly date: (OnSlip<string> & { readonly isSure: boolean }) | null;
  /** The table of taxes included; empty when none adds up to the total. */
  readonly taxes: readonly SlipTax[];
};

/**
 * Date, total and included taxes of a slip from a till. Its total is told apart by what was paid: the amount of the
 * card, or what was given less the change. Null when the paper shows no payment at a till.
 */
export function readTillSlip(layout: Layout, today: string): TillSlip | null {
  const rows = layout.rows.map((row): SlipRow => ({ row, text: asPrinted(foldText(row.text)), amounts: amountsIn(row.text) }));
  if (!rows.some(({ text }) => atTill.test(text))) return null;
  const total = findTotal(rows);
  return { total, date: findSlipDate(layout.rows, today), taxes: total === null ? [] : findTaxes(rows, total.value) };
}

/** "otal", "tota,", "t0tal": a label that lost a letter at its edge, or has a digit for one, is still the label. */
const asPrinted = (text: string): string => text.replace(/(?<![a-z\d])(?:t?[o0]ta[l1|]|t[o0]ta)(?![a-z\d])/gu, "total");

const atTill =
  /\b(?:cash|change|cambio|efectivo|entregado|entregat|canvi|tarjeta|targeta|visa|mastercard|amex|girocard|kartenzahlung|ec-karte|bar|ruckgeld|rueckgeld|especes|rendu|carte bancaire|contanti|resto|tendered|cashier|cajero|caja|kasse|bon|ticket|tique|tiquet|receipt|factura simplificada|simplified)\b/u;

/** Amounts with two decimals, in cents; a blank that recognition put behind the mark is overlooked. */
function amountsIn(text: string): bigint[] {
  return [...text.matchAll(/(?<![\d.,/-])(-?\d{1,3}(?:[.,]\d{3})*|-?\d+)[.,]\s?(\d{2})(?![\d.,]?\d|\s?%)/gu)].map(
    ([, whole = "", decimals = ""]) => {
      const cents = BigInt(`${whole.replace(/\D/gu, "")}${decimals}`);
      return whole.startsWith("-") ? -cents : cents;
    },
  );
}

const included =
  /\b(?:grand|gross|final)\s+total\b|\btotal\b.*\b(?:incl\w*|inc|payable|due|rounded|after|a pagar|with)\b|\bnett?\s+(?:total|amount)\b|\btotal\s+(?:amt|amount|rm|eur|€)|\bamount due\b|\b(?:amt|amount) payable\b|\bto pay\b|\bzu zahlen\b|\bgesamt\w*|\bsumme\b|\bimporte total\b|\btotal a pagar\b|\bendbetrag\b|\btotal ttc\b|\ba payer\b|\btotale\b/u;
const plain = /\btotal\b|\bimporte\b|\bbetrag\b/u;
const notTotal =
  /\bsub\s?-?\s?total|\bexcl\w*|\bbefore\b|\bwithout\b|\bnetto\b|\btotal\s+(?:gst|tax|vat|iva|qty|item|discount|sales tax)|\bdiscount|\bdto\b|\bdescuento|\bsav(?:ed|ing)|\bahorro|\bqty\b|\bitems?\b|\bunidades\b|\barticulos\b|\bchange\b|\bcambio\b|\bcash\b|\befectivo\b|\bruckgeld\b|\brounding\b|\badj|\bpoints?\b|\bpuntos\b|\bsummary\b|\bcanvi\b/u;
const card = /\b(?:visa|master\s?card|amex|card|tarjeta|targeta|girocard|ec-karte|maestro|debit|betrag|carte)\b/u;
const given = /\b(?:cash|efectivo|entregado|entregat|gegeben|bar|tender(?:ed)?|especes|contanti)\b/u;
const back = /\b(?:change|cambio|canvi|devolucion|ruckgeld|rueckgeld|zuruck|rendu|resto)\b/u;

/** At least a label, or two hints of payment. */
const enough = 2.5;
/** An amount and the same one rounded: the latter is what was paid. */
const asPaid = 0.5;
/** A label of what is to be paid and the payment itself. */
const sure = 5;

function findTotal(rows: readonly SlipRow[]): TillSlip["total"] {
  const votes = new Map<bigint, { score: number; row: Row }>();
  const vote = (cents: bigint | undefined, score: number, row: Row) => {
    if (cents === undefined || cents <= 0n) return;
    const sofar = votes.get(cents);
    votes.set(cents, { score: (sofar?.score ?? 0) + score, row: sofar?.row ?? row });
  };
  for (const { row, text, amounts } of rows) {
    const last = amounts.at(-1) ?? unmarked(row, rows);
    if (included.test(text) && !/\bexcl/u.test(text)) vote(last, 4, row);
    else if (plain.test(text) && !notTotal.test(text)) vote(last, 2.5, row);
    if (card.test(text)) vote(last, 1.5, row);
  }
  const returned = lastOf(rows, ({ text }) => back.test(text));
  const paid = lastOf(rows.map(asTendered), ({ text }) => given.test(text) && !back.test(text));
  if (paid) vote(paid.value - (returned?.value ?? 0n), returned ? 3 : 1.5, paid.row);
  if (paid && !returned && rows.some(({ row, amounts }) => row !== paid.row && amounts.at(-1) === paid.value))
    vote(paid.value, 1, paid.row);
  for (const { value, row, points } of provenAmounts(rows, isLabelled)) vote(value, points, row);
  for (const [cents, { score }] of [...votes]) for (const row of roundedRows(rows, cents)) vote(row.cents, score + asPaid, row.row);
  const taxed = [...votes].map(([cents, { score, row }]) => ({
    cents,
    row,
    score: score + (findTaxes(rows, cents).length > 0 ? 1.5 : 0),
  }));
  const [best] = taxed.sort((a, b) => b.score - a.score || Number(b.cents - a.cents));
  return best && best.score >= enough ? { value: best.cents, row: best.row, isSure: best.score >= sure } : null;
}

const isLabelled = ({ text }: SlipRow): boolean => included.test(text) || plain.test(text);

/** "TOTAL 1 38": an amount whose mark got lost, if the same one stands elsewhere with its mark. */
function unmarked({ text }: Row, rows: readonly SlipRow[]): bigint | undefined {
  const [, whole, decimals] = /(?<![\d.,])(\d{1,4})\s{1,3}(\d{2})$/u.exec(text.trim()) ?? [];
  const cents = whole === undefined ? undefined : BigInt(`${whole}${decimals ?? ""}`);
  return rows.some(({ amounts }) => cents !== undefined && amounts.includes(cents)) ? cents : undefined;
}

/** Where coins are rounded, the amount that is paid stands there as well, a few cents off. */
function roundedRows(rows: readonly SlipRow[], cents: bigint): { readonly cents: bigint; readonly row: Row }[] {
  const roundings = rows
    .filter(({ text }) => rounded.test(text))
    .flatMap(({ amounts }) => amounts.map((one) => (one < 0n ? -one : one)))
    .filter((one) => one > 0n && one < 5n);
  const possible = roundings.flatMap((one) => [cents - one, cents + one]).filter((one) => one % 5n === 0n);
  return rows.flatMap(({ row, amounts }) => possible.flatMap((one) => (amounts.includes(one) ? [{ cents: one, row }] : [])));
}

const rounded = /\b(?:rounding|rounded|redondeo|arrodoniment)\b/u;

/** "100.000" beside the word for cash is a note with a nought too many, not a hundred thousand. */
function asTendered({ row, text, amounts }: SlipRow): SlipRow {
  const note = amounts.length === 0 ? /(?<![\d.,])(\d{1,3})[.,]000(?!\d)/u.exec(row.text)?.[1] : undefined;
  return { row, text, amounts: note === undefined ? amounts : [100n * BigInt(note)] };
}

function lastOf(rows: readonly SlipRow[], what: (row: SlipRow) => boolean): OnSlip<bigint> | null {
  const found = rows.findLast((row) => what(row) && row.amounts.length > 0);
  const value = found?.amounts.at(-1);
  return found && value !== undefined ? { value, row: found.row } : null;
}

/** Rows that hold a base and its tax at a usual rate and that add up to the total; each pair once. */
function findTaxes(rows: readonly SlipRow[], totalCents: bigint): SlipTax[] {
  const pairs = new Map<string, SlipTax>();
  for (const { amounts } of rows) for (const pair of pairsIn(amounts)) pairs.set(`${pair.baseCents} ${pair.taxCents}`, pair);
  const single = [...pairs.values()].find(({ baseCents, taxCents }) => isNear(baseCents + taxCents, totalCents));
  if (single) return [single];
  const all = [...pairs.values()];
  const sum = all.reduce((cents, { baseCents, taxCents }) => cents + baseCents + taxCents, 0n);
  return all.length > 1 && isNear(sum, totalCents) ? all : [];
}

function pairsIn(amounts: readonly bigint[]): SlipTax[] {
  return amounts.flatMap((a) =>
    amounts.flatMap((taxCents) => {
      const rate = a > taxCents && taxCents > 0n ? likelyRates.find((one) => isNear(a * BigInt(one), taxCents * 1000n, 600n)) : undefined;
      return rate === undefined ? [] : [{ baseCents: a, taxCents, ratePercent: String(rate / 10) }];
    }),
  );
}

const time = /\b\d{1,2}[:.]\d{2}(?:[:.]\d{2})?\s?(?:am|pm|uhr|h)?\b/u;
const longestAgoDays = 3_660;

/** The date with a time beside it or a label before it, else the one that stands there most often. */
function findSlipDate(rows: readonly Row[], today: string): TillSlip["date"] {
  const order = voteDateOrder(rows.map(({ text }) => text));
  const votes = new Map<string, { score: number; row: Row }>();
  for (const row of rows) {
    // Recognition takes the dots of a date for commas.
    const text = foldKeepingLength(row.text).replace(/(?<=\d),(?=\d{2}[.,/-]\d)|(?<=\d[./-]\d{2}),(?=\d{2,4}\b)/gu, ".");
    for (const { date, start, end } of findDates(text, order, false)) {
      const age = daysBetween(date as PlainDate, today as PlainDate);
      if (age < -1 || age > longestAgoDays) continue;
      const around = `${text.slice(Math.max(0, start - 20), start)} ${text.slice(end, end + 14)}`;
      const score =
        1 +
        (time.test(around) ? 1.5 : 0) +
        (/fecha|date|datum|data\b/u.test(text.slice(0, start)) ? 1 : 0) +
        (/(?:19|20)\d{2}/u.test(text.slice(start, end)) ? 0.25 : 0);
      const sofar = votes.get(date);
      votes.set(date, { score: (sofar?.score ?? 0) + score, row: sofar?.row ?? row });
    }
  }
  const [best] = [...votes].sort((a, b) => b[1].score - a[1].score);
  return best ? { value: best[0], row: best[1].row, isSure: best[1].score >= sureDate } : null;
}

/** With a time or a label beside it. */
const sureDate = 2;
