import { isA } from "@/lib/agents/quotes/engine/request/phrases";
import type { Context, Piece } from "@/lib/agents/quotes/engine/request/pieces";
import { bareTrail, leadingQuantity, trailingQuantity } from "@/lib/agents/quotes/engine/request/readings";
import type { Token } from "@/lib/language/tokens";

export type CallNote = {
  /** Who called, as the note says. */
  readonly head: readonly Token[];
  readonly pieces: readonly Piece[];
};

/** Cuts who called off a call note: up to the first quantity, word of asking, colon or dash. */
export function cutCallHead(context: Context, pieces: readonly Piece[]): CallNote {
  const head: Token[] = [];
  for (const [index, piece] of pieces.entries()) {
    const { tokens } = piece;
    const opens = isA(tokens[0]?.fold ?? "", "ask") || isA(tokens[0]?.fold ?? "", "paper") || leadingQuantity(context, tokens)?.strong;
    if (opens && index > 0) return { head, pieces: pieces.slice(index) };
    if (index > 0 && bareTrail(context, tokens)) return { head, pieces: pieces.slice(index) };
    const cut = headEnd(context, tokens);
    const left = tokens.slice(cut);
    const named = cut > 0 && index + 1 < pieces.length && onlyNames(left);
    if (cut > 0 && !named) {
      const { names, rest } = namesAfterAsking(left);
      return { head: [...head, ...tokens.slice(0, cut), ...names], pieces: [{ ...piece, tokens: rest }, ...pieces.slice(index + 1)] };
    }
    if (!named && (opens || trailingQuantity(context, tokens)?.strong)) return { head, pieces: pieces.slice(index) };
    head.push(...tokens);
  }
  return { head: [], pieces };
}

function headEnd(context: Context, tokens: readonly Token[]): number {
  const first = tokens.findIndex((token, at) => {
    if (at === 0 || /^\p{Lu}/u.test(token.text)) return false;
    const lead = leadingQuantity(context, tokens.slice(at));
    return lead !== null && lead.quantity.by !== "article" && lead.rest[0]?.kind !== "mark" && !isA(lead.rest[0]?.fold ?? "", "ask");
  });
  const before = first < 0 ? tokens : tokens.slice(0, first);
  const asks = before.findIndex((token, at) => at > 0 && isA(token.fold, "ask"));
  const colon = before.findIndex((token, at) => at > 0 && token.text === ":" && before[at - 1]?.kind !== "number");
  if (asks > 0 || colon > 0) return Math.min(...[asks, colon].filter((at) => at > 0));
  const dash = before.findIndex((token, at) => at > 0 && /^[-–—]$/.test(token.text) && tokens[at - 1]?.end !== token.start);
  return dash > 0 ? dash : first > 0 && !/^\p{Lu}/u.test(tokens[first - 1]?.text ?? "") ? first : -1;
}

const onlyNames = (tokens: readonly Token[]): boolean =>
  tokens.every((token) => token.kind === "mark" || /^\p{Lu}/u.test(token.text) || /^(?:de|del|la|el|les|els|y|i|e|d'|l'|\d+)$/.test(token.fold)); // prettier-ignore

/** "pide Iván, de Talleres Gil, 3 cajas …": names between the asking and the things belong to the head. */
function namesAfterAsking(tokens: readonly Token[]): { readonly names: readonly Token[]; readonly rest: readonly Token[] } {
  const named = /^\p{Lu}\p{Ll}/u;
  let at = 1;
  while (at < tokens.length && (named.test(tokens[at]?.text ?? "") || /^(?:,|de|del|la|el|d'|y|e|\()$/.test(tokens[at]?.fold ?? ""))) at++;
  const closed = tokens[at - 1]?.text === "," || tokens[at]?.kind === "number";
  const found = isA(tokens[0]?.fold ?? "", "ask") && named.test(tokens[1]?.text ?? "") && closed;
  return found ? { names: tokens.slice(1, at), rest: [...tokens.slice(0, 1), ...tokens.slice(at)] } : { names: [], rest: tokens };
}
