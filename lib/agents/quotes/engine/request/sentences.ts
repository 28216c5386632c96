import { isA } from "@/lib/agents/quotes/engine/request/phrases";
import type { Context } from "@/lib/agents/quotes/engine/request/pieces";
import { nearWords } from "@/lib/language/near-word";
import { readQuantity } from "@/lib/language/quantities";
import type { Token } from "@/lib/language/tokens";

const near = (words: string) => nearWords(words.split(" ").map((word) => [word, true] as const));
const again = near(
  "mismo misma mateix mateixa same igual repite repiteme repitenos repetid repetidme repetidnos repetir repetimos repita repitan repeteix repetiu repetim repetir repeat repetition again reorder volved volveros",
);
const earlier = near("ultimo ultima ultim pasado pasada anterior anteriores darrer darrera altra altre previous last before otra otro");
const bought = near(
  "pedido pedidos factura compra encargo albaran comanda order invoice purchase vez vegada cop time dia mes month semana setmana week",
);
const usual = /\b(?:lo|el) (?:de|d['’]) ?(?:siempre|sempre)\b|\b(?:the|our|my) usual\b|\blo (?:habitual|acostumbrado)\b|\b(?:pedido|comanda) (?:habitual|de siempre|de sempre)\b|\botra vez lo (?:de|del)\b/; // prettier-ignore
const goesOn = /^(?:ademas|mas|tambien|aparte|plus|anad\w+|afeg\w+|also|add|tambe|mes|suma|sumale|\+)$/;

/** How many tokens of a sentence ask for the last order again ("lo mismo que el último pedido"); 0 when it does not. */
export function repeatLength(tokens: readonly Token[]): number {
  const folded = tokens.map((token) => token.fold);
  const text = folded.join(" ");
  const said = (words: ReturnType<typeof near>, skip = -1) => folded.findIndex((word, at) => at !== skip && words.find(word) === true);
  const repeats = said(again);
  const resent = said(earlier) >= 0 && /\b(?:pedido|comanda|encargo|order)\b/.test(text) && tokens.some((token) => isA(token.fold, "ask")) && unknownWords(tokens) <= 3; // prettier-ignore
  const whole = resent || usual.test(text) || (repeats >= 0 && said(earlier, repeats) >= 0 && said(bought) >= 0) || (repeats >= 0 && /\b(?:lo|el) (?:ultimo|ultim|darrer)$/.test(text)); // prettier-ignore
  if (whole && isRefused(text)) return 0;
  if (!whole || /\b(?:precio|preu|price|pago|pagament|payment|color|modelo|marca)\b/.test(text)) return 0;
  if (tokens.some((token) => /^\d+[.,]\d{2}$/.test(token.text))) return 0;
  if (/\b(?:factura|invoice|albaran)\b/.test(text) && !/\b(?:lo|mism\w*|mateix\w*|same|igual|repit\w*|repet\w*)\b/.test(text)) return 0;
  const end = tokens.findIndex(
    (token, at) =>
      at > 1 &&
      (token.text === ":" ||
        (goesOn.test(token.fold) && at > repeats && !/^(?:de|d'|of)$/.test(folded[at + 1] ?? "")) ||
        (/^(?:y|i|and|,|;)$/.test(token.fold) && at > repeats && tokens[at + 1]?.kind === "number")),
  );
  return end < 0 ? tokens.length : end + 1;
}

/** "Lo de siempre no, …", "no quiero lo de siempre". */
const isRefused = (text: string): boolean =>
  /\b(?:siempre|sempre|habitual|usual|vez|vegada|time|pedido|comanda|order) (?:no|not)\b/.test(text) ||
  /\b(?:no|don't|not) (?!olvid|oblid|forget)(?:[a-z']+ ){0,3}(?:lo|el|the|our|my) (?:de siempre|d' ?sempre|de sempre|habitual|usual|mismo|mateix|same)\b/.test(text); // prettier-ignore

const unknownWords = (tokens: readonly Token[]): number =>
  tokens.filter(
    (token) => token.kind !== "mark" && !(["ask", "small", "sentence", "pointer"] as const).some((name) => isA(token.fold, name)),
  ).length;

/** Words of a thing that is named and not wanted ("de X no me pongas", "olvida X", "X no, que ya tenemos"); null when the sentence declines nothing. */
export function declinedWords(context: Context, tokens: readonly Token[]): readonly Token[] | null {
  const first = tokens.findIndex(
    (token) => token.kind !== "mark" && !/^(?:y|i|and|pero|but|please|por|favor|ah|oh|tambien|lo|de|esta|vez)$/.test(token.fold),
  );
  const head = tokens[first];
  if (!head) return null;
  const rest = tokens.slice(first + 1);
  if (
    isA(head.fold, "leave") ||
    (head.fold === "leave" && rest.some((token, at) => (at === 0 || at === rest.length - 1) && /^(?:out|off)$/.test(token.fold)))
  )
    return thing(rest);
  const none = tokens.findIndex((token, at) => /^(?:nada|res|none|ningun|ninguna)$/.test(token.fold) && /^(?:de|d'|of)$/.test(tokens[at + 1]?.fold ?? "")); // prettier-ignore
  if (none >= 0 && none < 5) return thing(tokens.slice(none + 2));
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
  if (after.length === 0 || (/^(?:,|;)$/.test(tokens[at + 1]?.text ?? "") && at > 0)) return !/\d/.test(tokens[at + 2]?.text ?? "");
  const verb = after.slice(0, 4).findIndex((token) => isA(token.fold, "wish"));
  if (verb >= 0 && after.slice(0, verb).every((token) => isA(token.fold, "small") || isA(token.fold, "sentence"))) return true;
  return (
    at === 0 &&
    /^no$/.test(tokens[0]?.fold ?? "") &&
    /\b(?:for now|this time|today|de momento|por ahora)\b/.test(after.map((token) => token.fold).join(" "))
  );
}

const frame = new Set(
  "we i nosotros yo nosaltres jo they you de del lo la los las el els les the del pedido comanda order lista llista esta vez this time momento moment ahora aquest aquesta vegada cop que ya ja out off from nos me em ens hace hacen falta cal calen need pongas incluyas mandes for now please por favor".split(
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
  const so = tokens.findIndex((token, at) => at < 9 && /^asi$/.test(token.fold) && tokens[at + 1]?.fold === "que");
  let from = so < 0 ? 0 : so + 2;
  let asked = so >= 0;
  for (; from < tokens.length; from++) {
    const token = tokens[from];
    if (!token) break;
    if (token.kind === "mark" && !/^[x×([#"]$/i.test(token.text)) continue;
    if (from === 0 && token.kind === "word" && tokens[1]?.text === "," && isA(tokens[2]?.fold ?? "", "small")) continue;
    const quantity = readQuantity(tokens, from, context.language);
    if (quantity && quantity.by !== "article") break;
    if (quantity && asked && quantity.thing < tokens.length && !isOneOfAsking(tokens, quantity.thing)) break;
    const asks = isA(token.fold, "ask") || (isA(token.fold, "paper") && (asked || nextAsks(tokens, from)));
    const holds =
      asks ||
      (asked && isVerbForm(tokens, from)) ||
      isA(token.fold, "small") ||
      isA(token.fold, "pointer") ||
      /^(?:['’]|[dl]['’]$)/.test(token.text);
    const verb =
      asked && /^(?:me|nos|te|os|lo|los|se|em|ens|us|que)$/.test(tokens[from - 1]?.fold ?? "") && isFigure(context, tokens, from + 1);
    if (!holds && !verb && !(from < 3 && !asked && asksSoon(context, tokens, from))) break;
    asked ||= asks;
  }
  if (asked) return { from: afterColon(context, tokens, from), asked };
  const framed = afterFrame(context, tokens);
  if (framed > 0) return { from: framed, asked: true };
  const soon = /^(?:me|nos|em|ens|m'|te|us|os)$/.test(tokens[0]?.fold ?? "")
    ? [1, 2, 3].find((at) => isFigure(context, tokens, at))
    : undefined;
  return { from: soon ?? 0, asked: soon !== undefined };
}

const isFigure = (context: Context, tokens: readonly Token[], at: number): boolean => {
  const quantity = readQuantity(tokens, at, context.language);
  return quantity !== null && (quantity.by !== "article" || quantity.unit !== null);
};

/** "Quisiera encargar para la boda: 20 centros": what comes before a colon is no thing when a quantity with its thing follows. */
function afterColon(context: Context, tokens: readonly Token[], from: number): number {
  const colon = tokens.findIndex((token, at) => at > from && at < from + 10 && token.text === ":");
  const quantity = colon > 0 ? readQuantity(tokens, colon + 1, context.language) : null;
  const thing = quantity ? tokens[quantity.thing] : undefined;
  const figured = tokens.slice(from, colon).some((_, at) => isFigure(context, tokens, from + at) && tokens[from + at + 1]?.kind === "word");
  return quantity &&
    thing?.kind === "word" &&
    !figured &&
    tokens.slice(Math.max(0, from - 3), from).some((token) => /^(?:para|per|for)$/.test(token.fold))
    ? colon + 1
    : from;
}

/** The first quantity with its thing after at most eight words that all hold a sentence together; 0 for none. */
function afterFrame(context: Context, tokens: readonly Token[]): number {
  let purpose = false;
  for (let at = 1; at < Math.min(tokens.length, 10); at++) {
    const before = tokens[at - 1];
    if (!before) return 0;
    const framing = before.kind === "mark" || isVerbForm(tokens, at - 1) || /^(?:sin|sense|asi|doncs|so|therefore|tanto|tant)$/.test(before.fold) || (["ask", "paper", "pointer", "small", "sentence"] as const).some((name) => isA(before.fold, name)); // prettier-ignore
    purpose = before.kind === "word" && /^(?:para|per|pel|for)$/.test(before.fold) && at < 4 ? true : purpose && !closesPurpose(before);
    if (!framing && !purpose) return 0;
    const quantity = readQuantity(tokens, at, context.language);
    const thing = quantity ? tokens[quantity.thing] : undefined;
    if (
      quantity &&
      !purpose &&
      quantity.by !== "article" &&
      !/^(?:hour|day|month)$/.test(quantity.unit?.family ?? "") &&
      thing &&
      (thing.kind !== "mark" || /^[[(]$/.test(thing.text))
    )
      return at;
  }
  return 0;
}

/** "Para una reforma nos hacen falta 6 …", "Para el taller: 6 …": up to the asking or a colon. */
const closesPurpose = (token: Token): boolean => token.text === ":" || token.text === "," || isA(token.fold, "ask");

/**
 * Forms that only verbs have: with a pronoun behind ("resérvanos"), asking several ("tomad"), conditional ("trataría"), the
 * first person of several and the infinitive after words that hold a sentence together ("vamos a querer", "we'll take").
 */
function isVerbForm(tokens: readonly Token[], at: number): boolean {
  const fold = tokens[at]?.fold ?? "";
  if (tokens[at]?.kind !== "word" || (at > 0 && /^\p{Lu}/u.test(tokens[at]?.text ?? ""))) return false;
  if (
    /^\p{L}{3,}[aeid](?:me|nos)(?:l[aeo]s?)?$|^\p{L}{2,}[aei]d$|^\p{L}{2,}r(?:ia|iamos|iais|ian|iem|ien|ieu)$|^\p{L}{3,}[aeo]u$/u.test(fold)
  )
    return true;
  if (/['’](?:ll|d|re)$/.test(fold)) return true;
  if (at === 0) return /^\p{L}{3,}(?:amos|emos|imos)$/u.test(fold);
  const before = tokens[at - 1];
  const held =
    before !== undefined && before.kind === "word" && (["ask", "small", "sentence"] as const).some((name) => isA(before.fold, name));
  const modal = /(?:['’]ll|^(?:to|will|can|could|would|shall|you|we))$/.test(before?.fold ?? "");
  return (held && /^\p{L}{2,}(?:[aei]r|re)(?:nos|me|vos|os)?$/u.test(fold)) || modal || /^(?:able|possible)$/.test(fold);
}

/** One unknown word before the asking, at the beginning of a sentence. */
const asksSoon = (context: Context, tokens: readonly Token[], at: number): boolean =>
  isA(tokens[at + 1]?.fold ?? "", "ask") && !readQuantity(tokens, at, context.language);

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
