import type { Layout, Segment } from "../page/layout";
import { foldText } from "@/lib/language/fold";

/** "Página 2 de 3": the second of three. */
export type PageLabel = { readonly at: number; readonly of: number };

const called = /\b(?:pagina|pagines|pag|pg|p|page|hoja|folio|fulla|full|orrialdea|orria|seite|blatt|foglio|folha)\b/;
const counted = /(?:^|[^\d.,/-])(\d{1,3})\s*(?:\/|\||-|de|del|of|von|sur|di|da|\()\s*(\d{1,3})(?![\d.,/-]*\d)/;
const bare = /^-?\s*(\d{1,2})\s*(?:\/|de|of|von|sur|di)\s*(\d{1,2})\s*-?$/;

/**
 * What a page calls itself: a count beside a word for page wherever it stands, or a bare count at the foot. Several where it
 * is counted more than once, as by its invoice and by a scanner.
 */
export function pageLabelsOf(layout: Layout): readonly PageLabel[] {
  const found = layout.segments.flatMap((segment) => labelIn(layout, segment) ?? []);
  return [...new Map(found.map((label) => [`${label.at}/${label.of}`, label])).values()];
}

function labelIn({ pages, rows }: Layout, segment: Segment): PageLabel | null {
  const own = foldText(segment.text).trim();
  if (!/\d/.test(own)) return null;
  const height = pages.find(({ number }) => number === segment.page)?.height ?? 0;
  const row = foldText(rows[segment.row]?.text ?? "");
  const word = called.exec(own) ?? (own.length < 12 ? called.exec(row) : null);
  const count = word ? counted.exec(called.test(own) ? own.slice(called.exec(own)?.index ?? 0) : own) : null;
  const match = count ?? (segment.box[1] > 0.9 * height ? bare.exec(own) : null);
  const [at, of] = [Number(match?.[1]), Number(match?.[2])];
  return at >= 1 && at <= of ? { at, of } : null;
}
