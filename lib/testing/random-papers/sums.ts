import type { Fixed } from "@/lib/language/decimal";
import type { DealTax } from "./deal";
import type { Pen } from "./paper-facts";
import { pageWidth } from "./sheet";

const left = 42;
const right = pageWidth - 42;

/** A heading that does not fit its column is shortened, as programs do. */
const short = (head: string): string => (head.length > 9 ? "R.E." : head);

type Row = readonly [label: string, value: string];

/** Bases, taxes, deductions and totals, in one of many arrangements. Returns where they end. */
export function printSums(pen: Pen, y: number): number {
  const { chance, facts } = pen;
  const isSimple = facts.deal.taxes.length === 1;
  const style = facts.deal.pricesWithTax
    ? chance.word("ticket|ticket|rightBlock|table")
    : chance.word(
        isSimple ? "rightBlock|rightBlock|leftBlock|table|tableAndBlock|strip|strip" : "rightBlock|table|tableAndBlock|tableAndBlock",
      );
  switch (style) {
    case "leftBlock":
      return printBlock(pen, [...openingRows(pen), ...taxRows(pen), ...closingRows(pen)], left, left + 190, y);
    case "table":
      return printClosing(pen, printTaxTable(pen, printOpening(pen, y)));
    case "tableAndBlock": {
      const table = printTaxTable(pen, y + 30);
      return Math.max(table, printBlock(pen, [...openingRows(pen), ...summaryRows(pen), ...closingRows(pen)], 370, right, y));
    }
    case "strip":
      return printStrip(pen, y);
    case "boxes":
      return printBoxes(pen, y);
    case "ticket":
      return printTaxTable(pen, printClosing(pen, y) + 8);
    default:
      return printBlock(pen, [...openingRows(pen), ...taxRows(pen), ...closingRows(pen)], 350, right, y);
  }
}

function printBlock({ sheet, manner, chance }: Pen, rows: readonly Row[], labelX: number, valueX: number, from: number): number {
  let y = from;
  const emphasis = chance.one([0, 0, 2, 5]);
  for (const [label, value] of rows) {
    const bold = label === manner.label("total");
    const size = manner.size + (bold ? emphasis : 0);
    sheet.put(label, labelX, y, { size, bold });
    sheet.put(value, valueX, y, { size, bold }, "right");
    y += size + 5;
  }
  return y;
}

function openingRows({ chance, facts, manner }: Pen): Row[] {
  const { deal } = facts;
  if (deal.discount === null || deal.pricesWithTax) return [];
  const share = chance.is(0.5) ? ` ${manner.percent(deal.discount.rate)}` : "";
  return [
    [manner.label("sum"), manner.amount(deal.gross)],
    [`${manner.term("globalDiscount")}${share}`, manner.amount(chance.is(0.6) ? -deal.discount.amount : deal.discount.amount)],
  ];
}

function summaryRows({ facts, manner }: Pen): Row[] {
  const tax = facts.deal.taxes.reduce((all, one) => all + one.amount + (one.surcharge?.amount ?? 0n), 0n);
  return [[manner.label("base"), manner.amount(facts.deal.net)], [`Total ${facts.taxName}`, manner.amount(tax)]]; // prettier-ignore
}

/** "Base imponible 100,00 / IVA 21 % 21,00", a pair for each rate. */
function taxRows({ chance, facts, manner }: Pen): Row[] {
  const { taxes, net } = facts.deal;
  const named = facts.taxName;
  const several = taxes.length > 1;
  const over = chance.is(0.4);
  const rows: Row[] = [];
  if (!several || chance.is(0.3)) rows.push([manner.label("base"), manner.amount(net)]);
  for (const tax of taxes) {
    const rate = manner.percent(tax.rate);
    if (several) rows.push([`${manner.term("base")} ${rate}`, manner.amount(tax.base)]);
    if (tax.rate === 0n && chance.is(0.5)) continue;
    rows.push([
      over && several
        ? `${named} ${rate} ${chance.word("s/|sobre|de")} ${manner.amount(tax.base)}`
        : `${named} ${chance.is(0.3) ? `(${rate})` : rate}`,
      manner.amount(tax.amount),
    ]);
    if (tax.surcharge)
      rows.push([`${manner.term("surcharge")} ${manner.percent(tax.surcharge.rate)}`, manner.amount(tax.surcharge.amount)]);
  }
  return rows;
}

/** Total, what is held back, what was paid, what is left. */
function closingRows({ chance, facts, manner }: Pen): Row[] {
  const { deal } = facts;
  const held = deal.withholding;
  const signed = (value: Fixed) => manner.amount(chance.is(0.7) ? -value : value);
  const heldRow: Row[] = held ? [[`${manner.term("withholding")} ${manner.percent(held.rate)}`, signed(held.amount)]] : [];
  const others: Row[] = [];
  if (deal.disbursement) others.push([manner.term("disbursement"), manner.amount(deal.disbursement)]);
  if (deal.paid) others.push([manner.term("paid"), signed(deal.paid)]);
  const total: Row = [manner.label("total"), manner.money(deal.total)];
  if (deal.payable === deal.total) return [total];
  return [total, ...heldRow, ...others, [manner.label("payable"), manner.money(deal.payable)]];
}

function printOpening(pen: Pen, y: number): number {
  const rows = openingRows(pen);
  return rows.length ? printBlock(pen, rows, 350, right, y) + 6 : y;
}

function printClosing(pen: Pen, y: number): number {
  const [labelX, valueX] = pen.chance.one([
    [350, right],
    [350, right],
    [right - 220, right],
    [left, 260],
    [left, 260],
  ] as const);
  return printBlock(pen, closingRows(pen), labelX, valueX, y + 6);
}

const taxHead = ({ facts, manner }: Pen): string =>
  facts.taxName === manner.term("taxName") ? manner.term("tax") : `Cuota ${facts.taxName}`;

/** Headings over one row for each rate; the columns change their order from paper to paper. */
function printTaxTable(pen: Pen, from: number): number {
  const { chance, facts, manner, sheet } = pen;
  const { taxes } = facts.deal;
  const { size } = manner;
  const columns: { head: string; of: (tax: DealTax) => string }[] = [
    { head: manner.term("base"), of: (tax) => manner.amount(tax.base) },
    { head: `% ${facts.taxName}`, of: (tax) => (chance.is(0.5) ? manner.percent(tax.rate) : manner.number(tax.rate)) },
    { head: taxHead(pen), of: (tax) => manner.amount(tax.amount) },
  ];
  if (chance.is(0.3)) columns.unshift(...columns.splice(1, 1));
  if (taxes.some((tax) => tax.surcharge))
    columns.push(
      { head: "% R.E.", of: (tax) => manner.number(tax.surcharge?.rate ?? 0n) },
      { head: short(manner.term("surcharge")), of: (tax) => manner.amount(tax.surcharge?.amount ?? 0n) },
    );
  if (chance.is(0.3)) columns.push({ head: "Total", of: (tax) => manner.amount(tax.base + tax.amount + (tax.surcharge?.amount ?? 0n)) });
  const gap = 62;
  columns.forEach(({ head }, i) => sheet.put(head, left + (i + 1) * gap, from, { size: size - 1, bold: true }, "right"));
  let y = from + size + 4;
  for (const tax of taxes) {
    columns.forEach(({ of }, i) => sheet.put(of(tax), left + (i + 1) * gap, y, { size }, "right"));
    y += size + 4;
  }
  return y;
}

/** Every sum in a box of its own, the label small over the value. */
function printBoxes(pen: Pen, from: number): number {
  const { manner, sheet } = pen;
  const rows = [...openingRows(pen), ...taxRows(pen), ...closingRows(pen)];
  const wide = pen.chance.one([3, 4]);
  rows.forEach(([label, value], i) => {
    const x = left + (i % wide) * ((right - left) / wide);
    const y = from + Math.floor(i / wide) * (2 * manner.size + 14);
    sheet.put(label, x, y, { size: manner.size - 2 });
    sheet.put(value, x, y + manner.size, { size: manner.size });
  });
  return from + Math.ceil(rows.length / wide) * (2 * manner.size + 14);
}

/** All sums side by side under their headings, in one line of the foot. */
function printStrip(pen: Pen, from: number): number {
  const { facts, manner, sheet } = pen;
  const { size } = manner;
  const y = printOpening(pen, from);
  const [tax] = facts.deal.taxes;
  if (!tax) return y;
  const cells: Row[] = [
    [manner.term("base"), manner.amount(tax.base)],
    [`% ${facts.taxName}`, manner.percent(tax.rate)],
    [taxHead(pen), manner.amount(tax.amount)],
  ];
  if (tax.surcharge)
    cells.push(["% R.E.", manner.percent(tax.surcharge.rate)], [short(manner.term("surcharge")), manner.amount(tax.surcharge.amount)]);
  const isPlain = facts.deal.payable === facts.deal.total;
  if (isPlain) cells.push([manner.term("total"), manner.money(facts.deal.total)]);
  const gap = (right - left) / cells.length;
  cells.forEach(([head, value], i) => {
    sheet.put(head, left + (i + 0.5) * gap, y, { size: size - 1, bold: true }, "center");
    sheet.put(value, left + (i + 0.5) * gap, y + size + 5, { size }, "center");
  });
  const end = y + 2 * size + 14;
  return isPlain ? end : printBlock(pen, closingRows(pen), 350, right, end);
}
