import { type Fixed, absolute, divide, formatFixed, roundCents } from "@/lib/language/decimal";
import type { NumberCandidate } from "./candidates";
import type { Segment } from "./layout";
import { chooseFactors } from "./line-factors";
import type { LineFacts } from "./line-facts";
import { rateOf } from "./line-rate";
import { textAround, descriptionIn } from "./line-text";
import { type TableHeader, cellUnder } from "./table-headers";
import type { AmountColumn } from "./tables";
import type { Labelled } from "./tax-rows";

export type ReadLine = {
  readonly description: string;
  readonly descriptionFrom: readonly Segment[];
  readonly quantity: Fixed | null;
  readonly unitPrice: Fixed | null;
  readonly discount: Fixed | null;
  readonly net: Fixed;
  readonly rate: Fixed | null;
  readonly from: {
    readonly net: NumberCandidate;
    readonly quantity: NumberCandidate | null;
    readonly unitPrice: NumberCandidate | null;
    readonly discount: NumberCandidate | null;
  };
  /** quantity × price − discount gives the printed amount. */
  readonly multiplies: boolean;
};

export function readLine(facts: LineFacts, column: AmountColumn, entry: Labelled, previousRow: number, nextRow: number | null): ReadLine {
  const { layout } = facts;
  const row = layout.rows[entry.number.row];
  const header = headerOver(facts, column, entry);
  const beside = facts.labelled
    .map((l) => l.number)
    .filter((n) => n.row === entry.number.row && n !== entry.number && n.end - n.start <= 3);
  const left = beside.filter((n) => n.box[2] <= entry.number.box[0] + 1);
  const factors = chooseFactors(entry.number, left, header);
  const own = row ? descriptionIn(row, entry.number, factors, header) : [];
  const segments = [...own, ...textAround(facts, entry, own, previousRow, nextRow, header)];
  const description = segments
    .map((part) => part.text)
    .join(" ")
    .replace(/\s+/g, " ")
    .trim();
  return {
    description: description.slice(0, 2000),
    descriptionFrom: segments.map((part) => part.segment),
    quantity: factors.quantity?.value ?? factors.derivedQuantity,
    unitPrice: factors.price?.value ?? null,
    discount: factors.discount ? absolute(factors.discount.value) : null,
    net: entry.number.value,
    rate: rateOf(facts, entry.number, beside, header),
    from: { net: entry.number, quantity: factors.quantity, unitPrice: factors.price, discount: factors.discount },
    multiplies: factors.multiplies,
  };
}

/** The nearest heading above on the page; pages without their own use the one that the column began with. */
function headerOver(facts: LineFacts, column: AmountColumn, entry: Labelled): TableHeader | null {
  const own = facts.headers
    .filter((h) => h.lastRow < entry.number.row && h.page === entry.number.page && cellUnder(h, entry.number.box, ["amount"]))
    .at(-1);
  return own ?? column.header;
}

/** The price as printed, else what the quantity leaves of the net. */
export function unitPriceOf(line: ReadLine): string | null {
  if (line.unitPrice !== null) return formatFixed(line.unitPrice);
  if (line.quantity === null || line.quantity === 0n) return null;
  return formatFixed(roundCents(divide(line.net, line.quantity)));
}
