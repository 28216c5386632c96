import { foldText } from "@/lib/language/fold";
import type { NumberCandidate } from "./candidates";
import type { Row, Segment } from "./layout";
import type { Factors } from "./line-factors";
import type { LineFacts } from "./line-facts";
import { type TableHeader, cellUnder } from "./table-headers";
import type { Labelled } from "./tax-rows";

type Part = { readonly text: string; readonly segment: Segment };

/** The words of the line that are neither its numbers nor its reference. */
export function descriptionIn(row: Row, amount: NumberCandidate, factors: Factors, header: TableHeader | null): Part[] {
  const used = [factors.quantity, factors.price, factors.discount, amount].filter((n): n is NumberCandidate => n !== null);
  return row.segments.flatMap((segment) => {
    if (segment.box[0] > amount.box[2] + 2) return [];
    const cell = header ? cellUnder(header, segment.box) : null;
    const numeric = segment.words.every((word) =>
      /^[\d.,%€$£+\-−–/x×*()]+$|^(?:EUR|USD|kWh|kW|kg|ud|uds|u|h|m2|m3|ml|pk|rl|UD|UM|H|PCE)\.?$/u.test(word.text),
    );
    if (numeric && !(cell?.kinds.has("description") && /\d{3}/.test(segment.text) === false)) return [];
    if (cell && cell.kinds.has("unit") && segment.words.length === 1) return [];
    const words = segment.words.filter((_, i) => !used.some((n) => n.segment === segment && i >= n.start && (i < n.end || n === amount)));
    const text = words.map((word) => word.text).join(" ");
    return /\p{L}/u.test(text) ? [{ text, segment }] : [];
  });
}

/** Text of the same item on the lines around: before it where the line itself has none, else wrapped below it. */
export function textAround(
  facts: LineFacts,
  entry: Labelled,
  own: readonly Part[],
  previousRow: number,
  nextRow: number | null,
  header: TableHeader | null,
): Part[] {
  const { layout } = facts;
  const row = layout.rows[entry.number.row];
  if (!row) return [];
  const height = Math.max(4, entry.number.box[3] - entry.number.box[1]);
  const hasWords = own.some((part) => /\p{L}{3,}/u.test(part.text.replace(/\b(?:kg|EUR|€\/kg|x)\b/gu, "")));
  const free = (r: Row | undefined): r is Row =>
    r !== undefined &&
    r.page === row.page &&
    !facts.labelled.some((l) => l.number.row === r.index && l.number.decimals === 2 && Math.abs(l.number.box[2] - entry.number.box[2]) < 3);
  if (!hasWords) {
    const before = layout.rows[entry.number.row - 1];
    const isItem =
      free(before) && before.index > previousRow && before.index > (header?.lastRow ?? -1) && row.box[1] - before.box[3] < 1.5 * height;
    return isItem
      ? before.segments
          .filter((s) => /\p{L}{2}/u.test(s.text))
          .slice(0, 2)
          .map((segment) => ({ text: segment.text, segment }))
      : [];
  }
  const anchor = own[0]?.segment.box;
  const parts: Part[] = [];
  let last = row;
  const end = nextRow === null ? row.index + 4 : needsTitle(layout.rows[nextRow]) ? nextRow - 1 : nextRow;
  for (let at = row.index + 1; anchor && at < end && parts.length < 4; at++) {
    const below = layout.rows[at];
    if (!free(below) || below.box[1] - last.box[3] > 0.75 * height) break;
    const segment = below.segments.find((s) => own.some((part) => s.box[0] > part.segment.box[0] - 4 && s.box[0] < part.segment.box[2]));
    if (!segment || below.segments.length > 3 || isHeading(segment.text)) break;
    parts.push({ text: segment.text, segment });
    last = below;
  }
  return parts;
}

/** A line of nothing but quantity, unit and price: its name stands on the line before. */
const needsTitle = (row: Row | undefined): boolean =>
  row !== undefined && !/\p{L}{3,}/u.test(row.text.replace(/\b(?:kg|EUR|uds?|x)\b/giu, ""));

/** Delivery notes and orders head the lines that follow; they are no part of the line before. */
const isHeading = (text: string): boolean =>
  /^(?:albaran|pedido|entrega|obra|comanda|albara|lieferschein|commande|order|delivery|linea|suma|total|subtotal)\b/.test(foldText(text));
