import type { AskedItem } from "@/lib/agents/quotes/engine/model";
import { takeClaim } from "@/lib/agents/quotes/engine/request/extras";
import { isA } from "@/lib/agents/quotes/engine/request/phrases";
import type { Context } from "@/lib/agents/quotes/engine/request/pieces";
import { said } from "@/lib/agents/quotes/engine/request/readings";
import { foldKeepingLength } from "@/lib/language/dates";
import { readQuantity, type SpokenQuantity } from "@/lib/language/quantities";
import type { Token } from "@/lib/language/tokens";

/** An earlier item with what a later sentence changes in it; null when the sentence changes none. */
export type Amended = { readonly at: number; readonly item: AskedItem };

const changes =
  /^(?:perdon[ae]?|bueno|disculp\w+|mejor|corrijo|correccion|rectifico|rectificacion|sean|cambia\w*|ponme|pon|digo|millor|perdo|corregeixo|siguin|canvi\w*|sorry|actually|make|correction|rather|instead|change|final|finalmente|finalment)$/;

/** "Perdona, los codos que sean 12", "las 4 mejor 6": a later sentence that corrects the quantity of one earlier item. */
export function amendQuantity(context: Context, items: readonly AskedItem[], tokens: readonly Token[]): Amended | null {
  const isTopic = /^(?:de|del|dels|d'|d’)$/.test(tokens[0]?.fold ?? "") && tokens.some((token) => token.text === ":");
  if (items.length === 0 || !(isTopic || tokens.some((token) => changes.test(token.fold)))) return null;
  const quantities = quantitiesOf(context, tokens);
  const last = quantities.at(-1);
  if (!last || quantities.length > 2) return null;
  const words = tokens.filter(
    (token, at) => token.kind !== "mark" && !isHeld(token) && !quantities.some((quantity) => at >= quantity.from && at < quantity.next),
  );
  const before = quantities.length === 2 ? quantities[0]?.value : null;
  const fitting = items.flatMap((item, at) => {
    const named = words.length > 0 && words.every((word) => names(item, word.fold));
    const counted = before !== null && item.readings[0]?.quantity?.value === before && words.every((word) => names(item, word.fold));
    return (before === null ? named : counted) ? [at] : [];
  });
  const alone = words.length === 0 && before === null ? [items.length - 1] : fitting;
  const [at] = alone;
  const item = at === undefined ? undefined : items[at];
  if (alone.length !== 1 || at === undefined || !item) return null;
  const value = said(last, tokens);
  const readings = item.readings.map((reading) => ({ ...reading, quantity: { ...(reading.quantity ?? value), value: value.value, upTo: value.upTo, span: value.span, unit: value.unit ?? reading.quantity?.unit ?? null } })); // prettier-ignore
  return { at, item: { ...item, readings } };
}

/** "Precio 9,50 € como siempre", "los picos me los dejaste a 3": the price of what is named, or of what was asked just before. */
export function amendPrice(context: Context, items: readonly AskedItem[], tokens: readonly Token[]): Amended | null {
  const { claimed, rest } = takeClaim(context, tokens);
  const more = rest.filter((token) => token.kind !== "mark" && !isHeld(token) && !isA(token.fold, "paper"));
  if (!claimed || more.length > 6) return null;
  const named = items.flatMap((item, at) => (more.every((token) => names(item, token.fold)) ? [at] : []));
  const at = more.length === 0 ? items.length - 1 : named.length === 1 ? named[0] : undefined;
  const item = at === undefined ? undefined : items[at];
  return at !== undefined && item?.claimed === null ? { at, item: { ...item, claimed } } : null;
}

function quantitiesOf(context: Context, tokens: readonly Token[]): readonly SpokenQuantity[] {
  const found: SpokenQuantity[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const quantity = readQuantity(tokens, at, context.language);
    if (!quantity || quantity.by === "article") continue;
    found.push(quantity);
    at = quantity.next - 1;
  }
  return found;
}

const isHeld = (token: Token): boolean =>
  (["correct", "small", "sentence", "pointer", "ask"] as const).some((name) => isA(token.fold, name)) ||
  /^(?:en vez|lugar|vez|solo|nomes|al|final|finalmente|finalment|end)$/.test(token.fold);

/** The first letters agree: "codos" of "codos 87º", "broca" of "brocas". */
const names = (item: AskedItem, word: string): boolean => {
  const stem = word.slice(0, Math.max(4, word.length - 2));
  return foldKeepingLength(item.readings[0]?.words ?? "").split(/[^\p{L}\p{N}]+/u).some((own) => own.startsWith(stem)); // prettier-ignore
};
