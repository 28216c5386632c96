import { lineNet } from "@/components/invoices/arithmetic";
import {
  maxQuoteLines,
  type LineCandidate,
  type LinePrice,
  type QuotedItem,
  type QuoteLine,
  type QuotePayload,
} from "@/lib/agents/quotes/model";

export type AnyLine = QuotePayload["lines"][number];

/** A thing of the catalogue to put on a line; `counted`: what was asked for, in its own sales unit, where that was reckoned. */
export type FoundItem = { readonly item: QuotedItem; readonly counted: Pick<LineCandidate, "quantity" | "packs"> | null };

export const foundOf = ({ item, quantity, packs }: LineCandidate): FoundItem => ({ item, counted: { quantity, packs } });

/** What a person does to the lines of a quote. */
export type QuoteEdit =
  | { readonly kind: "quantity"; readonly id: string; readonly quantity: string }
  | { readonly kind: "price"; readonly id: string; readonly price: string }
  | { readonly kind: "discount"; readonly id: string; readonly discount: string }
  | { readonly kind: "text"; readonly id: string; readonly name?: string; readonly description?: string | null }
  | { readonly kind: "item"; readonly id: string; readonly found: FoundItem; readonly remember: QuoteLine["remember"] }
  | { readonly kind: "remember"; readonly id: string; readonly remember: QuoteLine["remember"] }
  | { readonly kind: "optional"; readonly id: string }
  | { readonly kind: "ruled"; readonly id: string }
  | { readonly kind: "claimed"; readonly id: string }
  | { readonly kind: "title"; readonly id: string; readonly title: string }
  | { readonly kind: "add"; readonly id: string; readonly found: FoundItem }
  | { readonly kind: "section"; readonly id: string; readonly title: string; readonly before: string | null }
  | { readonly kind: "move"; readonly id: string; readonly to: number }
  | { readonly kind: "remove"; readonly id: string };

type Lines = readonly AnyLine[];

/** Pure. What the server knows better (price of another quantity, taxes of another thing) it says afterwards. */
export function editQuoteLines(lines: Lines, edit: QuoteEdit): Lines {
  switch (edit.kind) {
    case "add":
      return lines.length >= maxQuoteLines ? lines : [...lines, newLine(edit.id, edit.found)];
    case "section":
      return lines.length >= maxQuoteLines ? lines : withSection(lines, edit);
    case "move":
      return moved(lines, edit.id, edit.to);
    case "remove":
      return lines.filter(({ id }) => id !== edit.id);
    case "title":
      return lines.map((line) => (line.id === edit.id && line.type === "title" ? { ...line, title: edit.title } : line));
    default:
      return lines.map((line) => (line.id === edit.id && line.type === "item" ? changed(line, edit) : line));
  }
}

type ItemEdit = Exclude<QuoteEdit, { readonly kind: "add" | "section" | "move" | "remove" | "title" }>;

function changed(line: QuoteLine, edit: ItemEdit): QuoteLine {
  switch (edit.kind) {
    case "quantity":
      return summed({ ...line, quantity: edit.quantity, packs: null, quantityDoubt: null });
    case "price":
      return priced(line, (now) => ({ ...now, price: edit.price, rule: "person", rulePrice: now.rulePrice ?? now.price }));
    case "discount":
      return priced(line, (now) => ({ ...now, discount: edit.discount, discountRule: "person" }));
    case "text":
      return { ...line, name: edit.name ?? line.name, description: edit.description === undefined ? line.description : edit.description };
    case "item":
      return { ...withItem(line, edit.found), remember: edit.remember };
    case "remember":
      return { ...line, remember: edit.remember };
    case "optional":
      return { ...line, isOptional: !line.isOptional };
    case "ruled":
      return { ...line, priced: null };
    case "claimed":
      return claimed(line);
  }
}

/** The things a line can be: what it is, then the others in their order. */
export function choicesOf(line: QuoteLine): readonly LineCandidate[] {
  return line.candidates.filter(({ item }) => item.isActive || item.key === line.item?.key);
}

/** What one key puts in place of what stands there: the next of the candidates, around. Null: there is no other. */
export function nextCandidate(line: QuoteLine, by: 1 | -1 = 1): LineCandidate | null {
  const choices = choicesOf(line);
  const at = choices.findIndex(({ item }) => item.key === line.item?.key);
  const next = at < 0 ? (by === 1 ? choices[0] : choices.at(-1)) : choices[(at + by + choices.length) % choices.length];
  return next === undefined || next.item.key === line.item?.key ? null : next;
}

/** The line stands for another thing: the name follows it, the price is asked for anew. */
function withItem(line: QuoteLine, { item, counted }: FoundItem): QuoteLine {
  return {
    ...line,
    state: "matched",
    item,
    candidates: withPrevious(line),
    name: item.name,
    // What a person typed stays; what was counted for the thing before is counted anew for this one.
    ...(counted === null || isTyped(line) ? {} : { ...counted, quantityDoubt: null }),
    priced: null,
  };
}

function isTyped(line: QuoteLine): boolean {
  const before = line.candidates.find(({ item }) => item.key === line.item?.key);
  return line.state === "matched" && before !== undefined && before.quantity !== line.quantity;
}

/** What stood there before can be had back with the same key. */
function withPrevious({ item, candidates, quantity, packs, priced: now }: QuoteLine): LineCandidate[] {
  if (item === null || candidates.some((one) => one.item.key === item.key)) return candidates;
  const previous = { item, probability: 0, because: [], quantity, packs, price: now?.rulePrice ?? now?.price ?? "0" };
  return [previous, ...candidates].slice(0, 12);
}

function newLine(id: string, { item, counted }: FoundItem): QuoteLine {
  return {
    type: "item",
    id,
    state: "matched",
    asked: null,
    repeats: null,
    item,
    candidates: [],
    name: item.name,
    description: null,
    quantity: counted?.quantity ?? "1",
    packs: counted?.packs ?? null,
    quantityDoubt: null,
    priced: null,
    isOptional: false,
    remember: "no",
  };
}

function withSection(lines: Lines, { id, title, before }: Extract<QuoteEdit, { kind: "section" }>): Lines {
  const at = before === null ? lines.length : lines.findIndex((line) => line.id === before);
  const place = at < 0 ? lines.length : at;
  return [...lines.slice(0, place), { type: "title", id, title }, ...lines.slice(place)];
}

function moved(lines: Lines, id: string, to: number): Lines {
  const line = lines.find((one) => one.id === id);
  if (line === undefined || to < 0 || to >= lines.length) return lines;
  const rest = lines.filter((one) => one.id !== id);
  return [...rest.slice(0, to), line, ...rest.slice(to)];
}

function priced(line: QuoteLine, change: (now: LinePrice) => LinePrice): QuoteLine {
  return line.priced === null ? line : summed({ ...line, priced: change(line.priced) });
}

/** What the customer says it costs, because a person presses the button. */
function claimed(line: QuoteLine): QuoteLine {
  const said = line.asked?.claimed;
  if (!said) return line;
  if (said.kind === "discount") return changed(line, { kind: "discount", id: line.id, discount: said.amount });
  // The customer names the price that is paid: our discount does not come on top of it.
  const atPrice = changed(line, { kind: "price", id: line.id, price: said.amount });
  return changed(atPrice, { kind: "discount", id: line.id, discount: "0" });
}

/** The base of the line as it stands, to the cent. */
function summed(line: QuoteLine): QuoteLine {
  if (line.priced === null) return line;
  const { price, discount } = line.priced;
  return { ...line, priced: { ...line.priced, net: lineNet({ quantity: line.quantity, unitPrice: price, discount }) ?? "0.00" } };
}

/** Lines in which a person still has a say, in the order of the quote. */
export function openLines(lines: Lines): readonly QuoteLine[] {
  return lines.filter((line): line is QuoteLine => line.type === "item" && line.state !== "matched");
}
