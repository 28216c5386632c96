import { percentOf, roundCents, sum } from "@/lib/language/decimal";
import type { DealLine } from "./deal";
import type { Pen } from "./paper-facts";
import { pageHeight, pageWidth, type Align } from "./sheet";

type Column = {
  readonly term: "code" | "description" | "quantity" | "price" | "discount" | "rate" | "amount" | "tax" | "lineTotal";
  readonly x: number;
  readonly align: Align;
};

const left = 42;
const right = pageWidth - 42;

/** The table of lines: columns and their order by chance, over as many pages as it needs. Returns where it ends. */
export function printLines(pen: Pen, from: number): number {
  const { chance, facts, sheet, manner } = pen;
  const { size } = manner;
  const columns = chooseColumns(pen);
  const step = size + chance.whole(4, 9);
  const heads = chance.is(0.95);
  let y = from + 8;
  const head = () => {
    if (heads)
      for (const { term, x, align } of columns)
        sheet.put(
          term === "rate" && facts.taxName !== manner.term("taxName") ? `% ${facts.taxName}` : manner.term(term),
          x,
          y,
          { size, bold: true },
          align,
        );
    y += size + 8;
  };
  head();
  const carries = chance.is(0.4);
  const codes = facts.deal.lines.map(() => chance.word(`${chance.digits(4)}|AB-${chance.digits(3)}|${chance.digits(6)}`));
  facts.deal.lines.forEach((line, i) => {
    if (y > pageHeight - 150) {
      if (carries)
        sheet.put(
          `${manner.term("carry")} ${manner.amount(sum(facts.deal.lines.slice(0, i).map((one) => one.amount)))}`,
          right,
          y + 20,
          { size },
          "right",
        );
      sheet.page++;
      y = 50;
      head();
    }
    for (const { term, x, align } of columns) {
      const text = cell(pen, term, line, codes[i] ?? "");
      if (text) sheet.put(text, x, y, { size }, align);
    }
    if (chance.is(0.08)) {
      y += size + 2;
      sheet.put(
        chance.word("incluye desplazamiento|s/ oferta 12|garantía 2 años"),
        columns.find((c) => c.term === "description")?.x ?? left,
        y,
        { size },
      );
    }
    y += step;
  });
  if (y > pageHeight - 290) {
    sheet.page++;
    y = 60;
  }
  return y + chance.one([6, 20, 60]);
}

function chooseColumns({ chance, facts }: Pen): Column[] {
  const hasRate = new Set(facts.deal.lines.map((line) => line.rate)).size > 1 || chance.is(0.35);
  const hasDiscount = facts.deal.lines.some((line) => line.discount !== null);
  const simple = facts.kind !== "receipt" && chance.is(0.12) && !hasDiscount;
  const withTotals = !simple && !hasDiscount && facts.deal.discount === null && !facts.deal.pricesWithTax && chance.is(0.1);
  const before: Column["term"][] = withTotals ? [] : chance.is(0.35) ? ["code"] : [];
  const middle: Column["term"][] = simple ? [] : ["price", ...(hasDiscount ? (["discount"] as const) : [])];
  const quantityFirst = chance.is(0.25);
  if (hasRate) middle.splice(chance.whole(0, middle.length), 0, "rate");
  if (!simple && !quantityFirst) middle.unshift("quantity");
  const firstX = left + (quantityFirst && !simple ? 45 : 0) + (before.length ? 55 : 0);
  const columns: Column[] = [];
  if (quantityFirst && !simple) columns.push({ term: "quantity", x: left + 30, align: "right" });
  if (before.length) columns.push({ term: "code", x: firstX - 52, align: "left" });
  columns.push({ term: "description", x: firstX, align: "left" });
  middle.forEach((term, i) =>
    columns.push({ term, x: right - (middle.length - i + (withTotals ? 2 : 0)) * (withTotals ? 56 : 62), align: "right" }),
  );
  columns.push({ term: "amount", x: right - (withTotals ? 124 : 0), align: "right" });
  if (withTotals) columns.push({ term: "tax", x: right - 62, align: "right" }, { term: "lineTotal", x: right, align: "right" });
  return columns;
}

function cell({ manner }: Pen, term: Column["term"], line: DealLine, code: string): string {
  switch (term) {
    case "code":
      return code;
    case "description":
      return line.description;
    case "quantity":
      return manner.number(line.quantity);
    case "price":
      return line.price % 1_000_000n === 0n ? manner.amount(line.price) : manner.number(line.price);
    case "discount":
      return line.discount === null ? "" : manner.number(line.discount);
    case "rate":
      return manner.percent(line.rate);
    case "amount":
      return manner.amount(line.amount);
    case "tax":
      return manner.amount(roundCents(percentOf(line.amount, line.rate)));
    case "lineTotal":
      return manner.amount(line.amount + roundCents(percentOf(line.amount, line.rate)));
  }
}
