import type { ItemReading, SaidQuantity } from "@/lib/agents/quotes/engine/model";
import { lastWithout } from "@/lib/agents/quotes/engine/request/extras";
import { isA } from "@/lib/agents/quotes/engine/request/phrases";
import { spanOf, trim, wordsOf, type Context } from "@/lib/agents/quotes/engine/request/pieces";
import { readQuantity, type SpokenQuantity } from "@/lib/language/quantities";
import { likelyUnit, unitOf } from "@/lib/language/units";
import type { Token } from "@/lib/language/tokens";

/** Quantity at one end of the words of an item. */
type End = {
  readonly quantity: Placed;
  /** The words without it. */
  readonly rest: readonly Token[];
  /** Nothing else can be meant: a unit, or a mark that leads to a quantity. */
  readonly strong: boolean;
};

/** Every way to tell quantity and thing apart, best first. */
export function readingsOf(context: Context, tokens: readonly Token[], corrected: SpokenQuantity | null): readonly ItemReading[] {
  const core = trim(tokens);
  const alone = onlyQuantity(context, core);
  if (alone) return aloneReadings(context, core, alone, corrected);
  const lead = leadingQuantity(context, core);
  const trail = trailingQuantity(context, core);
  const readings: ItemReading[] = [];
  const add = (quantity: SpokenQuantity | null, words: readonly Token[]) => {
    for (const said of [words, ...withoutTail(words)]) push(readings, context, correctedBy(quantity, corrected), said);
  };
  for (const end of ordered(lead, trail)) {
    const folded = end === lead ? packInBrackets(context, end) : unitInFront(end);
    const named = end === lead ? nameOfUnit(end) : "no";
    const whole = () => add({ ...end.quantity, unit: null }, unitInWords(core, end.quantity));
    if (named === "likely") whole();
    add(folded.quantity, folded.rest);
    if (named === "maybe") whole();
  }
  const bare = lead || trail ? null : bareTrail(context, core);
  if (bare) add(bare.quantity, bare.rest);
  if (trail ? !trail.strong && !lead : !lead || mayDescribe(lead)) add(null, core);
  return readings.length > 0 ? readings : [{ quantity: correctedBy(null, corrected), words: wordsOf(context, core), span: spanOf(core) }];
}

/** "9 cajas": of what a reference says; without one the word of the unit is the thing ("4 palets"). */
function aloneReadings(context: Context, core: readonly Token[], alone: Placed, corrected: SpokenQuantity | null): readonly ItemReading[] {
  const counted = { quantity: correctedBy(alone, corrected), words: "", span: spanOf(core) };
  const named = alone.unit?.kind === "pack" && alone.packOf === null ? wordsOf(context, unitInWords(core, alone)) : "";
  return named ? [counted, { ...counted, quantity: correctedBy({ ...alone, unit: null }, corrected), words: named }] : [counted];
}

/** Whether the unit may be the name of the thing ("3 pares de guantes", "4 cajas fuertes") rather than what it comes in. */
function nameOfUnit({ quantity }: End): "likely" | "maybe" | "no" {
  const { unit } = quantity;
  if (unit?.kind !== "pack" || quantity.packOf !== null) return "no";
  if (!/^(?:box|pack|roll|sack|bag|jug)$/.test(unit.family)) return "likely";
  return quantity.linked || quantity.tokens[quantity.thing]?.kind === "word" ? "maybe" : "no";
}

/** "16 230 V": a bare figure before another may be a size. */
const mayDescribe = ({ quantity, strong }: End): boolean => !strong && quantity.tokens[quantity.thing]?.kind !== "word";

/** "9 cajas" and nothing else: the thing stands in a reference. */
function onlyQuantity(context: Context, tokens: readonly Token[]): Placed | null {
  const from = tokens.findIndex((token) => !leads.test(token.text));
  const quantity = from < 0 ? null : readQuantity(tokens, from, context.language);
  return quantity && endOf(tokens, quantity) >= tokens.findLastIndex((token) => !/^[).\]!]$/.test(token.text)) + 1
    ? placed(quantity, tokens)
    : null;
}

function push(readings: ItemReading[], context: Context, quantity: SaidQuantity | null, words: readonly Token[]): void {
  const text = wordsOf(context, words);
  const same = (one: ItemReading) => one.words === text && one.quantity?.value === quantity?.value && one.quantity?.unit === quantity?.unit;
  if ((text || readings.length === 0) && !readings.some(same)) readings.push({ quantity, words: text, span: spanOf(words) });
}

/** A bare figure in front gives way to a figure behind a mark ("3 en 1: 5"); otherwise the front counts. */
function ordered(lead: End | null, trail: End | null): readonly End[] {
  if (!lead || !trail) return [lead, trail].filter((end) => end !== null);
  return !lead.strong && trail.strong ? [trail, lead] : [lead, trail];
}

export function said(quantity: SpokenQuantity, tokens: readonly Token[]): SaidQuantity {
  return {
    value: quantity.value,
    upTo: quantity.upTo,
    unit: quantity.unit?.word ?? null,
    packOf: quantity.packOf,
    packUnit: quantity.packUnit?.word ?? null,
    span: spanOf(tokens.slice(quantity.from, quantity.next)),
  };
}

type Placed = SpokenQuantity & { readonly tokens: readonly Token[] };

function correctedBy(quantity: SpokenQuantity | null, corrected: SpokenQuantity | null): SaidQuantity | null {
  const first = quantity as Placed | null;
  const last = corrected as Placed | null;
  if (!last) return first ? said(first, first.tokens) : null;
  const own = said(last, last.tokens);
  return { ...own, unit: own.unit ?? first?.unit?.word ?? null, packOf: own.packOf ?? first?.packOf ?? null, packUnit: own.packUnit ?? first?.packUnit?.word ?? null }; // prettier-ignore
}

export const placed = (quantity: SpokenQuantity, tokens: readonly Token[]): Placed => ({ ...quantity, tokens });

/** "12 …", "x 12 …", "3 cajas de 50 de …". */
export function leadingQuantity(context: Context, tokens: readonly Token[]): End | null {
  const at = /^[x×]$/iu.test(tokens[0]?.text ?? "") ? 1 : 0;
  const quantity = readQuantity(tokens, at, context.language);
  if (!quantity || quantity.thing >= tokens.length) return null;
  const next = tokens[quantity.thing];
  if (quantity.by === "article" && quantity.unit === null && next?.kind !== "word" && next?.kind !== "code") return null;
  if (next && /^[,:;.)]$/.test(next.text) && quantity.unit === null) return null;
  const strong = quantity.unit !== null || quantity.linked || quantity.by === "words";
  return { quantity: placed(quantity, tokens), rest: tokens.slice(quantity.thing), strong };
}

const leads = /^(?:[:=;,(×x*|–—-]|\t+|\[|[-=–—]+>+|→|⇒|\.{2,}|…)$/iu;

/** "…: 12", "… x12 cajas de 50", "… --> 6", "… (24 uds)", "…, 8", "… 12 uds"; the longest that reaches the end. */
export function trailingQuantity(context: Context, tokens: readonly Token[]): End | null {
  const end = tokens.findLastIndex((token) => !/^[).\]!]$/.test(token.text)) + 1;
  for (let at = Math.max(1, end - 9); at < end; at++) {
    const before = tokens[at - 1];
    if (!before) continue;
    const wanted = isA(before.fold, "ask") && /^[,;:?-]$/.test(tokens[at - 2]?.text ?? "");
    const marked = leads.test(before.text) || wanted;
    const quantity = withLastUnit(tokens, end, marked, readQuantity(tokens, at, context.language));
    if (!quantity || endOf(tokens, quantity) < end) continue;
    const dimension = /^[x×]$/iu.test(before.text) && at > 1 && /\d$|^["”″]$/.test(tokens[at - 2]?.text ?? "") && !isGlued(tokens, at);
    const counted = quantity.unit !== null && quantity.unit.kind !== "measure" && quantity.by !== "article";
    if (!marked && !(counted && quantity.by === "digits")) continue;
    if (quantity.by === "article" && !marked) continue;
    const from = wanted ? at - 2 : marked ? at - 1 : at;
    const strong = (marked && !dimension && !(before.text === "," && quantity.unit === null && /[.,]/.test(tokens[at]?.text ?? ""))) || (counted && quantity.by === "digits"); // prettier-ignore
    return { quantity: placed(quantity, tokens), rest: withClosing(tokens, from), strong };
  }
  return null;
}

/** Behind these a figure says what the thing is like: "llave del 12", "talla 46", "modelo 3". */
const leadsToSize = /^(?:de|del|d'|dels|of|a|y|i|o|and|or|con|amb|with|por|per|by|en|la|el|las|los|numero|num|no|nº|n|talla|talle|size|mod|modelo|model|tipo|tipus|type|serie|series|ref|art|clase|classe|class|metrica|seccion|calibre|diametro|formato|format|grado|grau|grade|dn|ø)$/; // prettier-ignore

const namesThing = (token: Token): boolean =>
  token.kind === "code" ||
  (token.kind === "word" &&
    token.text.length > 1 &&
    !(["ask", "paper", "pointer", "small", "sentence", "correct"] as const).some((name) => isA(token.fold, name)));

/**
 * "Toalla baño blanca 100", "cabo negro 45 metros", "ancla de 16 kg una": a figure without any mark at the end of a line,
 * as people type on a phone. It may as well be a size, so the whole words stay another reading; the catalogue decides.
 */
export function bareTrail(context: Context, tokens: readonly Token[]): End | null {
  const end = tokens.findLastIndex((token) => token.kind !== "mark") + 1;
  for (let at = Math.max(1, end - 4); at < end; at++) {
    const before = tokens[at - 1];
    const quantity = readQuantity(tokens, at, context.language);
    if (!before || !quantity || quantity.next < end || quantity.packOf !== null || !/^\d{1,4}(?:\.5)?$/.test(quantity.value)) continue;
    const isSize = before.kind === "mark" || leadsToSize.test(before.fold);
    const isPart = tokens[at]?.start === before.end || !tokens.slice(0, at).some(namesThing);
    return isSize || isPart ? null : { quantity: placed(quantity, tokens), rest: withClosing(tokens, at), strong: false };
  }
  return null;
}

/** ": 11 cajss": behind a mark and a figure a last word can only be the unit. */
function withLastUnit(tokens: readonly Token[], end: number, marked: boolean, quantity: SpokenQuantity | null): SpokenQuantity | null {
  if (!marked || !quantity || quantity.unit !== null || quantity.next !== end - 1) return quantity;
  const unit = likelyUnit(tokens[end - 1]?.fold ?? "");
  return unit && unit.kind !== "attribute" ? { ...quantity, unit, next: end, thing: end } : quantity;
}

/** "TE 30 x6": the sign hangs on the figure after it alone. */
const isGlued = (tokens: readonly Token[], at: number): boolean =>
  tokens[at - 1]?.end === tokens[at]?.start && tokens[at - 2]?.end !== tokens[at - 1]?.start;

const endOf = (tokens: readonly Token[], quantity: SpokenQuantity): number => {
  const dangling = tokens[quantity.next];
  return dangling && /^(?:de|del|of|d'|x|×)$/.test(dangling.fold) && quantity.next + 1 >= tokens.length ? quantity.next + 1 : quantity.next;
};

/** The words before, and the two halves of a bracket either both or none. */
function withClosing(tokens: readonly Token[], from: number): readonly Token[] {
  return trim(tokens.slice(0, from));
}

/** "12 cajas guantes (100 uds)": what stands in brackets at the end is the pack of what was counted in front. */
function packInBrackets(context: Context, lead: End): End {
  const { quantity, rest } = lead;
  if (quantity.unit?.kind !== "pack" || quantity.packOf !== null || rest.at(-1)?.text !== ")") return lead;
  const open = rest.findLastIndex((token) => token.text === "(");
  const inside = open > 0 ? readQuantity(rest, open + 1, context.language) : null;
  if (!inside || inside.next !== rest.length - 1 || !/^(?:piece|measure)$/.test(inside.unit?.kind ?? "")) return lead;
  return { ...lead, quantity: { ...quantity, packOf: inside.value, packUnit: inside.unit }, rest: rest.slice(0, open) };
}

/** "paquetes de folios: 13": the figure counts what the words begin with. */
function unitInFront(trail: End): End {
  const [first, second] = trail.rest;
  const unit =
    trail.quantity.unit === null && first?.kind === "word" && /^(?:de|d'|of)$/.test(second?.fold ?? "") ? unitOf(first.fold) : null;
  return unit?.kind === "pack" ? { ...trail, quantity: { ...trail.quantity, unit } } : trail;
}

/** "3 pares de guantes": the unit may be the name of the thing. */
function unitInWords(core: readonly Token[], quantity: SpokenQuantity): readonly Token[] {
  const at = core.findIndex((token, index) => index >= quantity.from && index < quantity.thing && quantity.unit !== null && token.kind === "word" && token.fold.startsWith(quantity.unit.word.slice(0, 3)) && index > quantity.from); // prettier-ignore
  return at < 0 ? core.slice(quantity.thing) : core.slice(at);
}

/** "… sin maletín" may be no word of the thing. */
function withoutTail(words: readonly Token[]): readonly (readonly Token[])[] {
  const at = lastWithout(words);
  const left = words.slice(at + 1).filter((token) => token.kind !== "mark" && !/^(?:el|la|los|las|els|les|the|l')$/.test(token.fold));
  return at > 0 && left.length <= 2 ? [words.slice(0, at)] : [];
}
