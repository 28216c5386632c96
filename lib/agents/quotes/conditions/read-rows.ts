import type { Condition } from "@/lib/agents/quotes/condition-store";
import type { Known } from "@/lib/agents/quotes/conditions/known";
import type { ColumnMeaning, TableMapping, TableRow } from "@/lib/agents/quotes/conditions/mapping";
import { parseAmount, roundPrice } from "@/lib/kernel/money";

/** Why a row cannot be taken. */
export const rowFaults = [
  "contact_unknown",
  "contact_several",
  "contact_missing",
  "item_unknown",
  "item_several",
  "item_missing",
  "list_unknown",
  "list_several",
  "category_unknown",
  "number",
  "percent",
  "discount_of_item",
  "break_of_contact",
  "says_nothing",
  "twice",
] as const;
export type RowFault = (typeof rowFaults)[number];

/** A fact with the line that says it and the names it is shown by. */
export type ReadFact = Condition & { readonly line: number; readonly contact: string | null; readonly about: string | null };
export type UnreadRow = { readonly line: number; readonly text: string; readonly fault: RowFault };
export type ReadTable = { readonly facts: readonly ReadFact[]; readonly unread: readonly UnreadRow[] };

class BadRow extends Error {
  constructor(readonly fault: RowFault) {
    super(fault);
  }
}

/** Reads the rows below the heading. A row is taken whole or not at all; one fact told in two ways is not taken the second time. Pure. */
export function readRows(rows: readonly TableRow[], mapping: TableMapping, known: Known): ReadTable {
  const body = rows.slice(mapping.headerRow === null ? 0 : mapping.headerRow + 1);
  const facts = new Map<string, ReadFact>();
  const unread: UnreadRow[] = [];
  for (const row of body) {
    try {
      const found = factsOf(row, mapping, known);
      if (found.some((one) => (facts.get(factKey(one))?.value ?? one.value) !== one.value)) throw new BadRow("twice");
      for (const one of found) facts.set(factKey(one), one);
    } catch (error) {
      if (!(error instanceof BadRow)) throw error;
      unread.push({ line: row.line, text: row.cells.join(" · ").slice(0, 200), fault: error.fault });
    }
  }
  return { facts: [...facts.values()], unread };
}

/** What makes two facts the same. */
export const factKey = ({ kind, contactId, subject, fromQuantity }: Omit<Condition, "value">): string =>
  JSON.stringify([kind, contactId, subject, Number(fromQuantity)]);

type Cells = (meaning: ColumnMeaning) => string;

function factsOf({ line, cells }: TableRow, { columns, decimal }: TableMapping, known: Known): readonly ReadFact[] {
  const all = (meaning: ColumnMeaning) =>
    columns.flatMap((one, at) => (one === meaning && (cells[at] ?? "") !== "" ? [cells[at] ?? ""] : []));
  const cell: Cells = (meaning) => all(meaning)[0] ?? "";
  const contact = one(all("contact"), known.contacts, "contact");
  const item = one(all("item"), known.items, "item");
  const number = (meaning: ColumnMeaning) => numberOf(cell(meaning), decimal);
  const fact = (kind: Condition["kind"], subject: string, value: string, about: string | null, fromQuantity = "0"): ReadFact => ({
    kind,
    contactId: kind === "quantity_break" ? "" : need(contact, "contact_missing").id,
    subject,
    fromQuantity,
    value,
    line,
    contact: contact?.name ?? null,
    about,
  });
  const found: ReadFact[] = [];
  if (cell("price_list") !== "") {
    const list = one(all("price_list"), known.lists, "list");
    if (list) found.push(fact("price_list", "", list.id, list.name));
  }
  if (cell("discount") !== "") found.push(discountOf(cell, number("discount"), item !== null, known, fact));
  if (cell("price") !== "") {
    const { id, name } = need(item, "item_missing");
    const price = roundPrice(number("price"));
    if (cell("quantity") === "") found.push(fact("agreed_price", id, price, name));
    else if (contact !== null) throw new BadRow("break_of_contact");
    else found.push(fact("quantity_break", id, price, name, quantityOf(number("quantity"))));
  }
  if (cell("reference") !== "") {
    const { id, name } = need(item, "item_missing");
    found.push(fact("reference", cell("reference").slice(0, 200), id, name));
  }
  if (found.length === 0) throw new BadRow("says_nothing");
  return found;
}

function discountOf(
  cell: Cells,
  percent: string,
  isOfItem: boolean,
  { categories }: Known,
  fact: (kind: Condition["kind"], subject: string, value: string, about: string | null) => ReadFact,
): ReadFact {
  // Prices know discounts of a customer and of a category; one of a single item is a price agreed.
  if (isOfItem) throw new BadRow("discount_of_item");
  if (Number(percent) > 100 || /\.\d{5}/u.test(percent)) throw new BadRow("percent");
  if (cell("category") === "") return fact("discount", "", percent, null);
  const category = one([cell("category")], categories, "category");
  return fact("category_discount", category?.id ?? "", percent, category?.name ?? null);
}

type Named = { readonly id: string; readonly name: string };

/** What all cells that say anything agree on; null: nothing stands there. */
function one(
  said: readonly string[],
  look: (text: string) => readonly Named[],
  about: "contact" | "item" | "list" | "category",
): Named | null {
  if (said.length === 0) return null;
  const found = said.map(look).filter((named) => named.length > 0);
  const [first] = found;
  if (first === undefined) throw new BadRow(`${about}_unknown`);
  const agreed = first.filter(({ id }) => found.every((others) => others.some((other) => other.id === id)));
  const [only, another] = agreed;
  if (only === undefined || another !== undefined) throw new BadRow(about === "category" ? "category_unknown" : `${about}_several`);
  return only;
}

function need<T>(value: T | null, fault: RowFault): T {
  if (value === null) throw new BadRow(fault);
  return value;
}

/** A figure of nought or more and below ten digits, with its per cent sign or currency cut. */
function numberOf(text: string, decimal: "," | "."): string {
  const value = parseAmount(text.replace(/%\s*$/u, ""), { decimal })?.value ?? null;
  if (value === null || value.startsWith("-") || /^\d{10}/u.test(value)) throw new BadRow("number");
  // "5,0" and "5" are one figure.
  return value.includes(".") ? value.replace(/\.?0+$/u, "") : value;
}

function quantityOf(value: string): string {
  if (Number(value) === 0 || /\.\d{5}/u.test(value)) throw new BadRow("number");
  return value;
}
