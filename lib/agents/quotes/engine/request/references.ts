import type { SaidReference } from "@/lib/agents/quotes/engine/model";
import { spanOf, textOf, type Context } from "@/lib/agents/quotes/engine/request/pieces";
import type { Token } from "@/lib/language/tokens";

export type FoundReferences = {
  readonly references: readonly SaidReference[];
  /** Tokens without the labelled references and their labels. */
  readonly rest: readonly Token[];
};

const label =
  /^(?:refs?|referencias?|reference|referencies?|cod|codigos?|codis?|code|arts?|articulo|article|item|sku|ean|ean13|gtin|upc|pn|p\/n|part|num|numero|no|n|nº|n°|id|model|modelo)$/;
const weak = /^(?:num|numero|no|n|id|part|item|article|articulo|model|modelo|code)$/;
const inside = /^(?:de|d'|barras|barres|no|nº|n°|num|numero|number|art|articulo|article|[.:#º°-])$/;
const owner = /^(?:nuestra|nuestro|vuestra|vuestro|nostra|nostre|vostra|vostre|our|your|my|mi|tu|su|la|el|with|con|amb)$/;

/** Part numbers in the words of an item: after a label in whatever form, and what looks like one by itself. */
export function findReferences(context: Context, tokens: readonly Token[]): FoundReferences {
  const references: SaidReference[] = [];
  const gone = new Set<Token>();
  for (let at = 0; at < tokens.length; at++) {
    const value = label.test(tokens[at]?.fold ?? "") ? labelledValue(tokens, at) : null;
    if (!value) continue;
    const run = tokens.slice(value.from, value.to);
    references.push({ text: textOf(context, run), span: spanOf(run), labelled: true });
    for (const token of tokens.slice(ownerStart(tokens, at), value.to)) gone.add(token);
    at = value.to - 1;
  }
  for (const run of bareCodes(tokens.filter((token) => !gone.has(token))))
    references.push({ text: textOf(context, run), span: spanOf(run), labelled: false });
  return { references, rest: tokens.filter((token) => !gone.has(token)) };
}

function ownerStart(tokens: readonly Token[], at: number): number {
  let from = at;
  while (from > 0 && owner.test(tokens[from - 1]?.fold ?? "")) from--;
  return from;
}

/** What follows a label: a code or number, or short words that end in digits ("ref. FON MAGN 00936"). */
function labelledValue(tokens: readonly Token[], at: number): { readonly from: number; readonly to: number } | null {
  let from = at + 1;
  while (from < tokens.length && (inside.test(tokens[from]?.fold ?? "") || label.test(tokens[from]?.fold ?? ""))) from++;
  const first = tokens[from];
  if (!first || (weak.test(tokens[at]?.fold ?? "") && from === at + 1 && !/\d{3}|\p{L}-?\d/u.test(first.text))) return null;
  if (first.kind === "code") return { from, to: from + 1 };
  if (/^[x×]$/iu.test(first.text) && tokens[from + 1]?.start === first.end) return { from, to: from + 2 };
  if (first.kind === "number") return first.text.length >= 3 || !weak.test(tokens[at]?.fold ?? "") ? { from, to: from + 1 } : null;
  const spaced = spacedCode(tokens, from);
  return spaced ? { from, to: spaced } : null;
}

/** End of "FON MAGN 00936": up to three short words and a number of three digits or more. */
function spacedCode(tokens: readonly Token[], from: number): number | null {
  for (let at = from; at < Math.min(tokens.length, from + 4); at++) {
    const token = tokens[at];
    if (token?.kind === "number") return at > from && /^\d{3,}$/.test(token.text) ? at + 1 : null;
    if (token?.kind === "code" && at > from && /^[a-z]{0,4}\d{3,}$/.test(token.fold)) return at + 1;
    if (token?.kind !== "word" || token.text.length > 6) return null;
  }
  return null;
}

/** Codes without a label: letters and at least three digits in one piece, long numbers, "FON MAGN 00936". */
function bareCodes(tokens: readonly Token[]): readonly (readonly Token[])[] {
  const runs: (readonly Token[])[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at];
    if (!token) continue;
    const spaced = token.kind === "word" && /^[a-z]{1,5}$/.test(token.fold) ? spacedCode(tokens, at) : null;
    if (spaced && /^(?:0\d{2,}|\d{4,})$/.test(tokens[spaced - 1]?.text ?? "")) {
      runs.push(tokens.slice(at, spaced));
      at = spaced - 1;
    } else if (looksLikeCode(token)) runs.push([token]);
  }
  return runs;
}

const looksLikeCode = (token: Token): boolean =>
  token.kind === "code"
    ? /\d{3}|\d.*[-./].*\d|[a-z].*[-/].*\d/.test(token.fold) &&
      !/^\d+(?:[.,]\d+)?(?:[x×]\d+(?:[.,]\d+)?)+|@|^\d+(?:[.,]\d+)?[a-zµ]{1,3}[²³23]?$|^\d+\/\d+$/.test(token.fold)
    : token.kind === "number" && /^\d{6,14}$/.test(token.text);
