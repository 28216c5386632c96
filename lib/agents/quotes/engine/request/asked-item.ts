import type { AskedItem, ItemReading } from "@/lib/agents/quotes/engine/model";
import { splitAlternatives } from "@/lib/agents/quotes/engine/request/alternatives";
import { lastWithout, takeClaim, takeCorrection, takeRemark } from "@/lib/agents/quotes/engine/request/extras";
import { isA } from "@/lib/agents/quotes/engine/request/phrases";
import { spanOf, textOf, trim, wordsOf, type Context } from "@/lib/agents/quotes/engine/request/pieces";
import { placed, readingsOf, trailingQuantity } from "@/lib/agents/quotes/engine/request/readings";
import { findReferences } from "@/lib/agents/quotes/engine/request/references";
import type { SpokenQuantity } from "@/lib/language/quantities";
import type { Token } from "@/lib/language/tokens";

/** Reads the tokens of one item: claim, correction, remark and alternatives first, then quantity and thing. */
export function readAskedItem(context: Context, all: readonly Token[]): AskedItem {
  const tokens = withoutTopic(withoutPlease(withoutProviso(withoutClause(trim(all)))));
  const { claimed, rest: priceless } = takeClaim(context, tokens);
  const { corrected, rest: uncorrected } = takeCorrection(context, priceless);
  const { first, others } = splitAlternatives(uncorrected);
  const { remark, rest } = takeRemark(first);
  const quantity = corrected ? placed(corrected, priceless) : null;
  const { core, tail } = remarkAfterQuantity(context, trim(rest));
  const { main, instead } = quantityOfAll(context, core, others);
  const item = readItem(context, main.tokens, quantity ?? main.quantity);
  const left = [...tail, ...remark];
  return {
    span: spanOf(tokens),
    text: textOf(context, tokens),
    ...item,
    claimed,
    instead: instead.filter((other) => other.length > 0).map((other) => readInstead(context, other, item.readings)),
    remark: left.length > 0 ? wordsOf(context, left) : null,
  };
}

/** "…, y que nos lo traigáis": a clause of its own after the thing. */
function withoutClause(tokens: readonly Token[]): readonly Token[] {
  const at = tokens.findIndex((token, index) => index > 0 && /^(?:y|i|,|and)$/.test(token.fold) && /^(?:que|that)$/.test(tokens[index + 1]?.fold ?? "") && /^(?:se|me|nos|os|lo|la|los|las|em|ens|ho|us|te|it|they)$/.test(tokens[index + 2]?.fold ?? "")); // prettier-ignore
  const priced = at > 0 && tokens.slice(at).some((token) => token.kind === "number");
  return at > 0 && !priced ? tokens.slice(0, at) : tokens;
}

/** "… si llegan", "… siempre que podáis": on what terms, with no word of a thing. */
function withoutProviso(tokens: readonly Token[]): readonly Token[] {
  const at = tokens.findIndex(
    (token, index) =>
      index > 0 &&
      (/^(?:si|if|provided)$/.test(token.fold) || (/^(?:siempre|sempre)$/.test(token.fold) && tokens[index + 1]?.fold === "que")),
  );
  const tail = at < 0 ? [] : tokens.slice(at + 1);
  const frames = (token: Token) =>
    token.kind === "mark" || (["small", "sentence", "deliver"] as const).some((name) => isA(token.fold, name));
  return tail.length > 0 && tail.every(frames) && !tail.some((token) => token.fold === "no") ? trim(tokens.slice(0, at)) : tokens;
}

/** "De palas, 6", "de los picos, 4": the thing that is spoken of. */
function withoutTopic(tokens: readonly Token[]): readonly Token[] {
  const of = /^(?:de|d'|d’|del|dels|of)$/.test(tokens[0]?.fold ?? "") ? 1 : 0;
  const article = of > 0 && /^(?:el|la|los|las|els|les|l'|l’|the)$/.test(tokens[1]?.fold ?? "") ? 1 : 0;
  return tokens.length > of + article + 1 ? tokens.slice(of + article) : tokens;
}

const polite =
  /^(?:porfa|porfavor|porfi|please|pls|plz|sisplau|gracias|gracies|thanks|favor|por|si|us|plau|per|cuando|puedas|quan|puguis|asap|tambien|tambe|too|also|mas|more)$/;

/** "…, por favor" closes many a list and is no word of the last thing. */
function withoutPlease(tokens: readonly Token[]): readonly Token[] {
  const last = tokens.findLastIndex((token) => !polite.test(token.fold) && token.kind !== "mark");
  const tail = tokens.slice(last + 1);
  const cut = tail.findIndex((token) => token.kind === "word");
  return cut < 0 ? tokens : trim(tokens.slice(0, last + 1 + cut));
}

function readItem(context: Context, tokens: readonly Token[], quantity: SpokenQuantity | null): Pick<AskedItem, "readings" | "references"> {
  const { references, rest } = findReferences(context, tokens);
  const readings = readingsOf(context, rest, quantity);
  const nameless = references.length === 0 && readings[0]?.words === "";
  return { references, readings: nameless ? readings.toReversed() : readings };
}

/** "9 sin maletín": after a quantity that closes the words, "sin …" is no word of the thing. */
function remarkAfterQuantity(context: Context, tokens: readonly Token[]): { core: readonly Token[]; tail: readonly Token[] } {
  const at = lastWithout(tokens);
  const before = at > 0 ? tokens.slice(0, /^(?:pero|but|[(,])$/.test(tokens[at - 1]?.fold ?? "") ? at - 1 : at) : [];
  const closes = at > 0 && (trailingQuantity(context, before)?.strong ?? false);
  return closes ? { core: before, tail: tokens.slice(at) } : { core: tokens, tail: [] };
}

/** A quantity behind the last alternative is that of all: "A; si no tenéis, B --> 3". */
function quantityOfAll(context: Context, first: readonly Token[], others: readonly (readonly Token[])[]) {
  const last = others.at(-1);
  const trail = last ? trailingQuantity(context, trim(last)) : null;
  if (!last || !trail?.strong) return { main: { tokens: first, quantity: null }, instead: others.map(trim) };
  return { main: { tokens: first, quantity: trail.quantity }, instead: [...others.slice(0, -1), trail.rest].map(trim) };
}

/**
 * What will do instead, whole: where only a maker or a size was said, the words of the first are filled in. Which of its
 * words gives way only the catalogue can tell, so there are several readings.
 */
function readInstead(context: Context, tokens: readonly Token[], first: readonly ItemReading[]): AskedItem {
  const own = readItem(context, tokens, null);
  const base = first[0];
  const quantity = own.readings[0]?.quantity ?? base?.quantity ?? null;
  const words = own.readings[0]?.words ?? "";
  const filled = base ? fillIn(base.words, words) : [];
  const count = words.split(" ").length;
  const enough = count >= 3 && base !== undefined && count * 2 >= base.words.split(" ").length;
  const texts = [...new Set(enough ? [words] : [...filled, words])];
  return {
    span: spanOf(tokens),
    text: textOf(context, tokens),
    readings: texts.map((text) => ({ quantity, words: text, span: spanOf(tokens) })),
    references: own.references,
    claimed: null,
    instead: [],
    remark: null,
  };
}

/** "brocas de 8 Hilti" + "Irwin": in the brackets, for the last words, or added. */
function fillIn(base: string, said: string): readonly string[] {
  const bracket = /\([^)]*\)\s*$/;
  if (bracket.test(base)) return [base.replace(bracket, said).trim(), `${base.replace(bracket, "").trim()} ${said}`];
  const words = base.split(" ");
  const count = said.split(" ").length;
  const cuts = [1, count, 2, 3].filter((cut, at, all) => cut < words.length && all.indexOf(cut) === at);
  return [...cuts.map((cut) => [...words.slice(0, -cut), said].join(" ")), `${base} ${said}`];
}
