import { isA } from "@/lib/agents/quotes/engine/request/phrases";
import type { Context } from "@/lib/agents/quotes/engine/request/pieces";
import { readQuantity } from "@/lib/language/quantities";
import type { Token } from "@/lib/language/tokens";

const again =
  /\b(?:mismo|misma|mateix|mateixa|same|igual|repite|repiteme|repitenos|repetid|repetidme|repetir|repetimos|repetidnos|repita|repeteix|repetiu|repetim|repeat|otra vez|un altre cop|una altra vegada|again|reorder)\b/;
const earlier =
  /\b(?:ultimo|ultima|ultim|anterior|pasado|pasada|darrer|darrera|last|previous|otra vez|otro dia|altra vegada|altre cop|altre dia|l' ?altra)\b/;
const bought =
  /\b(?:pedido|pedidos|vez|factura|compra|encargo|albaran|dia|comanda|vegada|cop|factura|order|time|invoice|purchase|mes|semana|setmana|month|week)\b/;
const usual =
  /\b(?:lo|el) (?:de|d') ?(?:siempre|sempre)\b|\b(?:the|our|my) usual\b|\blo (?:habitual|acostumbrado)\b|\bel(?:s)? (?:pedido|comanda) (?:habitual|de siempre|de sempre)\b/;

/** How many tokens of a sentence ask for the last order again ("lo mismo que el último pedido"); 0 when it does not. */
export function repeatLength(tokens: readonly Token[]): number {
  const text = tokens.map((token) => token.fold).join(" ").replace(/(?<=[dl]['’]) /g, ""); // prettier-ignore
  const whole = usual.test(text) || (again.test(text) && earlier.test(text.replace(again, "")) && bought.test(text)) || /\botra vez lo de\b/.test(text); // prettier-ignore
  if (!whole || /\b(?:precio|preu|price|pago|pagament|payment)\b/.test(text)) return 0;
  const end = tokens.findIndex(
    (token, at) =>
      at > 1 && (token.text === ":" || /^(?:ademas|mas|tambien|aparte|plus|anade|anadid|anadir|afegeix|afegiu|also|add)$/.test(token.fold)),
  );
  return end < 0 ? tokens.length : end + 1;
}

/** Words of a thing that is named and not wanted ("de X no me pongas", "olvida X", "X no, que ya tenemos"); null when the sentence declines nothing. */
export function declinedWords(context: Context, tokens: readonly Token[]): readonly Token[] | null {
  const first = tokens.findIndex(
    (token) => token.kind !== "mark" && !/^(?:y|i|and|pero|but|please|por|favor|ah|oh|tambien|lo|de|esta|vez)$/.test(token.fold),
  );
  const head = tokens[first];
  if (!head) return null;
  const rest = tokens.slice(first + 1);
  if (isA(head.fold, "leave") || (head.fold === "leave" && /^(?:out|off)$/.test(rest[0]?.fold ?? ""))) return thing(rest);
  const no = tokens.findIndex(
    (token, at) =>
      /^(?:no|don't|tampoco|tampoc|without)$/.test(token.fold) && !/^(?:si|if)$/.test(tokens[at - 1]?.fold ?? "") && denies(tokens, at),
  );
  const later = /\b(?:dejamos|deja|dejalo|aplazamos|pospon\w+|deixem|leave)\b.*\b(?:otro|otra|mas adelante|proximo|proxima|altre|altra|later|next)\b/.test(tokens.map((token) => token.fold).join(" ")); // prettier-ignore
  if (no < 0 && !later) return null;
  if (readQuantity(tokens, 0, context.language)?.by === "digits") return null;
  const before = thing(tokens.slice(0, no < 0 ? undefined : no));
  return before.length > 0 ? before : thing(tokens.slice(no + 1));
}

/** "no" with a wish after it, at the end, before a comma, or opening a sentence of things. */
function denies(tokens: readonly Token[], at: number): boolean {
  const after = tokens.slice(at + 1).filter((token) => token.kind !== "mark");
  if (after.length === 0 || (/^(?:,|;)$/.test(tokens[at + 1]?.text ?? "") && at > 1)) return !/\d/.test(tokens[at + 2]?.text ?? "");
  const verb = after.slice(0, 4).findIndex((token) => isA(token.fold, "wish"));
  if (verb >= 0 && after.slice(0, verb).every((token) => isA(token.fold, "small") || isA(token.fold, "sentence"))) return true;
  return (
    at === 0 &&
    /^no$/.test(tokens[0]?.fold ?? "") &&
    /\b(?:for now|this time|today|de momento|por ahora)\b/.test(after.map((token) => token.fold).join(" "))
  );
}

const frame = new Set(
  "de del lo la los las el els les the del pedido comanda order lista llista esta vez this time aquest aquesta vegada cop que ya ja out off from nos me em ens hace hacen falta cal calen need pongas incluyas mandes for now please por favor".split(
    " ",
  ),
);

function thing(tokens: readonly Token[]): readonly Token[] {
  const stop = tokens.findIndex((token, at) => at > 0 && /^[,;.]$/.test(token.text));
  const said = stop < 0 ? tokens : tokens.slice(0, stop);
  let from = 0;
  let to = said.length;
  while (from < to && (said[from]?.kind === "mark" || frame.has(said[from]?.fold ?? "") || isA(said[from]?.fold ?? "", "wish"))) from++;
  while (to > from && (said[to - 1]?.kind === "mark" || frame.has(said[to - 1]?.fold ?? "") || /^(?:lo|la|dejamos|para|otro|mes|ya)$/.test(said[to - 1]?.fold ?? ""))) to--; // prettier-ignore
  return said.slice(from, to);
}

/** Where the things begin: after words of asking, of pointing and of holding together; the first quantity ends them. */
export function skipAsking(context: Context, tokens: readonly Token[]): { readonly from: number; readonly asked: boolean } {
  let from = 0;
  let asked = false;
  for (; from < tokens.length; from++) {
    const token = tokens[from];
    if (!token) break;
    if (token.kind === "mark" && !/^[x×([#"]$/i.test(token.text)) continue;
    const quantity = readQuantity(tokens, from, context.language);
    if (quantity && quantity.by !== "article") break;
    if (quantity && asked && quantity.thing < tokens.length && !isOneOfAsking(tokens, quantity.thing)) break;
    const asks = isA(token.fold, "ask") || (isA(token.fold, "paper") && (asked || nextAsks(tokens, from)));
    if (!asks && !isA(token.fold, "small") && !isA(token.fold, "pointer") && !/^['’]/.test(token.text) && !/^[dl]['’]$/.test(token.fold))
      break;
    asked ||= asks;
  }
  return asked ? { from, asked } : { from: 0, asked };
}

/** "a price for", "un presupuesto de": the article is of the asking. */
const isOneOfAsking = (tokens: readonly Token[], at: number): boolean =>
  isA(tokens[at]?.fold ?? "", "paper") || isA(tokens[at]?.fold ?? "", "pointer");

const nextAsks = (tokens: readonly Token[], at: number): boolean =>
  at === 0 && /^(?:de|d'|para|per|for|of|:|por|on)$/.test(tokens[1]?.fold ?? "");

/** A sentence about something else: verbs and pronouns, or a question. */
export function isTalk(tokens: readonly Token[]): boolean {
  const words = tokens.filter((token) => token.kind === "word");
  const verbs = words.filter((token) => isA(token.fold, "sentence")).length;
  return tokens.some((token) => /^[?¿]$/.test(token.text)) || verbs >= 2 || (verbs === 1 && words.length >= 4);
}

/** Nothing but words of asking, pointing and politeness: "necesito precio de lo siguiente:". */
export function isIntroduction(tokens: readonly Token[]): boolean {
  return tokens.every(
    (token) => token.kind === "mark" || (["ask", "paper", "pointer", "small", "sentence"] as const).some((name) => isA(token.fold, name)),
  );
}
