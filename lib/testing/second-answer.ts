import type { SecondAnswer } from "@/lib/agents/invoices/second-reader/prompt";

type Simple = Exclude<keyof SecondAnswer, "vat" | "lines" | "orders">;
type Said = Partial<Record<Simple, string>> & {
  readonly vat?: readonly Omit<SecondAnswer["vat"][number], "quote">[];
  readonly lines?: readonly Omit<SecondAnswer["lines"][number], "quote">[];
  readonly orders?: string;
};

const simple = [
  "number",
  "issueDate",
  "dueDate",
  "supplierName",
  "supplierTaxId",
  "customerName",
  "customerTaxId",
  "netTotal",
  "vatTotal",
  "withholdingRate",
  "withholdingAmount",
  "total",
  "payable",
  "iban",
] as const satisfies readonly Simple[];

/** What a second reader answers that says only this. */
export function secondAnswerOf({ vat = [], lines = [], orders = "", ...said }: Said): SecondAnswer {
  const read = (value = "") => ({ value, quote: value });
  const fields = Object.fromEntries(simple.map((name) => [name, read(said[name])])) as Record<Simple, { value: string; quote: string }>;
  return {
    ...fields,
    vat: vat.map((row) => ({ ...row, quote: row.base })),
    lines: lines.map((line) => ({ ...line, quote: line.description })),
    orders,
  };
}
