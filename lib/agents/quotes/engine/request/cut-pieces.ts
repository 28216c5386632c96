import { beginsClause } from "@/lib/agents/quotes/engine/request/alternatives";
import { isA } from "@/lib/agents/quotes/engine/request/phrases";
import { plainOrder, withoutLabels } from "@/lib/agents/quotes/engine/request/plain-order";
import type { Context, Piece } from "@/lib/agents/quotes/engine/request/pieces";
import { unitOf } from "@/lib/language/units";
import type { Token } from "@/lib/language/tokens";

/** Lines without their list marks, each cut into sentences. */
export function cutPieces(context: Context, tokens: readonly Token[]): readonly Piece[] {
  const lines = linesOf(tokens).map((line) => withoutLabels(context, line));
  const isNumbered = areNumbered(lines);
  return lines.flatMap((whole) => {
    const line = isNumbered ? whole : withoutFrame(whole);
    const mark = listMark(line);
    const rest = line.slice(mark);
    return withClauses(cutSentences(rest))
      .flatMap(cutLong)
      .map((sentence) => ({ tokens: plainOrder(context, sentence), listed: mark > 0 }));
  });
}

/** "6 palas Rubi. Si no hay, Tesa.": what will do instead belongs to the sentence before it. */
function withClauses(sentences: readonly (readonly Token[])[]): readonly (readonly Token[])[] {
  return sentences.reduce<readonly (readonly Token[])[]>((whole, sentence) => {
    const last = whole.at(-1);
    return last && beginsClause(sentence, 0) ? [...whole.slice(0, -1), [...last, ...sentence]] : [...whole, sentence];
  }, []);
}

/** The figure of "(6) palas", "[6] palas", "6: palas" with what frames it; null for other lines. */
function framedFigure(line: readonly Token[]): Token | null {
  const [first, second, third, fourth] = line;
  if (/^[([]$/.test(first?.text ?? "") && second?.kind === "number" && /^[)\]]$/.test(third?.text ?? "")) return fourth ? second : null;
  return first?.kind === "number" && second?.text === ":" && third?.kind === "word" ? first : null;
}

/** Framed figures that run from 1 on number the lines; others count what stands in them. */
function areNumbered(lines: readonly (readonly Token[])[]): boolean {
  const figures = lines.flatMap((line) => framedFigure(line) ?? []);
  return figures.length > 1 && figures.every((figure, at) => figure.text === String(at + 1));
}

function withoutFrame(line: readonly Token[]): readonly Token[] {
  const figure = framedFigure(line);
  return figure ? [figure, ...line.slice(line[0] === figure ? 2 : 3)] : line;
}

/** Tokens of a sentence that are read together; what the reading costs grows with their square. */
const mostTokens = 200;

/** A list of hundreds of things in one sentence is cut at its commas. */
function cutLong(sentence: readonly Token[]): readonly (readonly Token[])[] {
  const parts: (readonly Token[])[] = [];
  let from = 0;
  while (sentence.length - from > mostTokens) {
    const comma = sentence.slice(from + mostTokens / 2, from + mostTokens).findLastIndex((token) => /^[,;]$/.test(token.text));
    const to = comma < 0 ? from + mostTokens : from + mostTokens / 2 + comma;
    parts.push(sentence.slice(from, to));
    from = to;
  }
  return [...parts, sentence.slice(from)];
}

export function linesOf(tokens: readonly Token[]): readonly (readonly Token[])[] {
  const lines: Token[][] = [[]];
  for (const token of tokens) {
    if (token.kind === "break") lines.push([]);
    else lines.at(-1)?.push(token);
  }
  return lines.filter((line) => line.length > 0);
}

/** How many tokens the mark of a list takes: "-", "•", "1.", "2)", "a)", "[ ]". */
export function listMark(line: readonly Token[]): number {
  const [first, second, third] = line;
  if (!first || !second) return 0;
  if (first.kind === "mark" && /^[-*·•–—>▪‣◦○●✓✔☐+#~»›→]$/u.test(first.text)) return 1;
  if (/^\d{1,2}[ºª°]$/.test(first.text)) return /^[.)]$/.test(second.text) ? 2 : 1;
  if (first.text === "[" && (second.text === "]" || third?.text === "]")) return second.text === "]" ? 2 : 3;
  const numbered = (first.kind === "number" && /^\d{1,3}$/.test(first.text)) || /^[a-z]$/i.test(first.text);
  const closed = /^[.)]$/.test(second.text) && second.start === first.end && third !== undefined;
  if (numbered && closed && (first.kind === "number" || second.text === ")" || third?.kind === "number")) return 2;
  const dashed = first.kind === "number" && /^[-–]$/.test(second.text) && second.start === first.end && third !== undefined;
  return dashed ? 2 : first.text === "(" && second.kind === "number" && third?.text === ")" && line.length > 3 ? 3 : 0;
}

const abbreviation =
  /^(?:ref|art|cod|paq|pqte|pq|uds?|unds?|unid|u|pzas?|pz|aprox|num|no|n|tel|tlf|esp|mod|t|c|cj|cjs|ej|sr|sra|srs|dr|dra|av|avda|ctra|pl|pol|ind|máx|max|min|mín|dto|dcto|incl|etc|vs|st|approx|pcs?|ut|uts|ml|gr|kg|mm|cm|lts?|hrs?|transp|blanc|nat)$/i;

/** Sentences end at . ! ? before a new beginning; and where a capital opens one after something else, as notes have it. */
function cutSentences(tokens: readonly Token[]): readonly (readonly Token[])[] {
  const sentences: Token[][] = [[]];
  let depth = 0;
  for (const [at, token] of tokens.entries()) {
    depth = Math.max(0, depth + (/^[([]$/.test(token.text) ? 1 : /^[)\]]$/.test(token.text) ? -1 : 0));
    if (depth === 0 && at > 0 && opensSentence(tokens, at)) sentences.push([]);
    sentences.at(-1)?.push(token);
    if (depth === 0 && endsSentence(tokens, at, sentences.at(-1)?.length ?? 0)) sentences.push([]);
  }
  return sentences.filter((sentence) => sentence.some((token) => token.kind !== "mark"));
}

function endsSentence(tokens: readonly Token[], at: number, length: number): boolean {
  const token = tokens[at];
  const next = tokens[at + 1];
  if (!token || !next || next.start === token.end) return false;
  if (/^[!?]$/.test(token.text)) return true;
  const before = tokens[at - 1];
  if (token.text !== "." || !before || before.end !== token.start) return false;
  if (/^(?:\p{L}\.)+\p{L}$/u.test(before.text)) return isStarter(next);
  if (/^(?:ref|cod|art|num|no|n|sku|ean|tel)$/.test(before.fold)) return false;
  const begins = /^(?:[,;(+]|y|i|and)$/.test(tokens[at - 3]?.fold ?? ",");
  const counted = unitOf(before.fold) !== null && tokens[at - 2]?.kind === "number" && length > 4 && !begins;
  const closes = unitOf(before.fold) !== null && /^\p{Lu}\p{Ll}/u.test(next.text) && (before.fold.length > 4 || isNamed(tokens, at));
  if (closes && !/^(?:de|d'|of)$/.test(next.fold)) return true;
  if (counted) return next.kind === "word" && !/^(?:de|d'|of)$/.test(next.fold);
  if (abbreviation.test(before.text) || unitOf(before.fold) !== null || /^\p{L}$/u.test(before.text)) return isStarter(next);
  if (/^[¿¡]$/.test(next.text)) return true;
  if (isStarter(next)) return true;
  if (/^[)\]]$/.test(before.text) || before.kind === "number") return next.kind === "word";
  const capital = /^\p{Lu}/u.test(next.text) && next.kind === "word";
  // "descaf. Saula": a word cut short ends in a consonant that closes no whole word.
  const whole = !/[bcdfghjkmpqtvwx]$/.test(before.fold);
  const named = capital && /^\p{Lu}\p{Ll}{4,}$/u.test(before.text);
  if (named) return true;
  return whole && (capital || (next.kind === "word" && before.fold.length >= 4 && /[aeiouysnrldztm]$/.test(before.fold)));
}

/** "Bengalas 8 uds.": the thing stands before its figure, so the unit closes it. */
const isNamed = (tokens: readonly Token[], at: number): boolean =>
  tokens[at - 2]?.kind === "number" &&
  tokens[at - 3]?.kind === "word" &&
  unitOf(tokens[at - 3]?.fold ?? "") === null &&
  tokens[at - 3]?.fold.length !== 1;

const starters = new Set(
  "para per lo los las el la els les de del por si no que en nos os me te hi ho li es a al un una adjunto hay we i it the please could can you payment delivery by for if also y i and pero tambien cualquier".split(" "),
); // prettier-ignore

const isStarter = (token: Token): boolean =>
  token.kind === "word" &&
  (starters.has(token.fold) || (["ask", "deliver", "pay", "valid", "leave", "sentence"] as const).some((name) => isA(token.fold, name)));

/** "… x2 cajas de 100 ud Para el martes": a capital on a word of sentences after something that ended none. */
function opensSentence(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  const before = tokens[at - 1];
  if (!token || !before || token.kind !== "word" || !/^\p{Lu}\p{Ll}/u.test(token.text)) return false;
  if (before.kind === "mark" && !/^[)\]"”€%]$/.test(before.text)) return false;
  return isStarter(token) && !/^(?:el|la|los|las|les|els|de|del|un|una|a|al|i|y|en)$/.test(token.fold)
    ? true
    : /^(?:de|lo|el|los|las)$/.test(token.fold) &&
        (before.kind === "number" || /^[)\]]$/.test(before.text) || unitOf(before.fold) !== null);
}
