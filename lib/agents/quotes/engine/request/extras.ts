import type { ClaimedPrice } from "@/lib/agents/quotes/engine/model";
import { isA } from "@/lib/agents/quotes/engine/request/phrases";
import { spanOf, type Context } from "@/lib/agents/quotes/engine/request/pieces";
import { readQuantity, type SpokenQuantity } from "@/lib/language/quantities";
import { digitsOf } from "@/lib/language/spoken-numbers";
import type { Token } from "@/lib/language/tokens";

const currency = /^(?:€|eur|eu[ro]{2,3}s?|e|\$|usd|£|gbp|dolares|dolars|dollars)$/;
const priceWords = new Set(
  ("al a precio preu price at @ por per for que de d' del la lo los les el en me te nos os ens em us vam va quedamos quedar quedado acordado acordada acordat acordats acordamos acordar agreed as you said told dijiste dijisteis dijo digo dejaste dejasteis dejo dejas deixar deixat deixes " +
    "ofreciste ofrecisteis vas dir dit como com otra altra vez vegada cop last time ultima darrera was it were fue eren siempre sempre cada cadascun cadascuna uno una un each unidad unitat unit ud u c/u cu per pieza peca piece antes abans we our quote quoted price: precio: iva mas sin sense aparte menos neto net pone tarifa pactado pactat pvp same mismo mateix usual before kg metro rollo caja " +
    "the less menys en razon rao especial special habitual nuestro nuestra nostre nostra su vuestro vuestra vostre vostra oferta offer segun segons rate mes month pasado passat con amb with i is they them it").split(" "),
); // prettier-ignore

/** A price or discount that the customer names, and the words without its clause. */
export function takeClaim(
  context: Context,
  tokens: readonly Token[],
): { readonly claimed: ClaimedPrice | null; readonly rest: readonly Token[] } {
  for (const [at, token] of tokens.entries()) {
    const each = /^(\d+(?:[.,]\d{1,2})?)\/(?:u|ud|un|unit|unidad|unitat|pza|pc|kg|m|l|h)$/.exec(token.fold)?.[1] ?? null;
    const amount = token.kind === "number" ? digitsOf(token.text, context.language) : each;
    if (amount === null) continue;
    const kind = each && token.kind === "code" ? (/[.,]/.test(each) ? "price" : null) : claimKind(tokens, at);
    if (!kind) continue;
    const [from, to] = clauseAround(tokens, at);
    const run = tokens.slice(from, to);
    const value = decimalOf(each ?? token.text) ?? amount;
    return { claimed: { amount: value, kind, span: spanOf(run) }, rest: [...tokens.slice(0, from), ...tokens.slice(to)] };
  }
  return { claimed: null, rest: tokens };
}

/** A price has its decimals at the last mark, whatever the language of the letter. */
const decimalOf = (text: string): string | null => (/^\d+[.,]\d{1,2}$/.test(text) ? text.replace(",", ".") : null);

function claimKind(tokens: readonly Token[], at: number): ClaimedPrice["kind"] | null {
  const next = tokens[at + 1];
  const before = tokens[at - 1];
  if (next?.text === "%") {
    const around = tokens.slice(Math.max(0, at - 4), at + 5).map((token) => token.fold);
    return around.some((word) => speaksOfDiscount.test(word)) ? "discount" : null;
  }
  if (currency.test(next?.fold ?? "") || /^[€$£]$/.test(before?.text ?? "")) return "price";
  const decimals = /[.,]\d{2}$/.test(tokens[at]?.text ?? "");
  const led = /^(?:a|at|@|por)$/.test(before?.fold ?? "") || (/^(?:de|d')$/.test(before?.fold ?? "") && /preci?o?|preu|quedar|quedamos/.test(tokens[at - 2]?.fold ?? "")); // prettier-ignore
  const after = tokens.slice(at + 1, at + 4).map((token) => token.fold).join(" "); // prettier-ignore
  const said = /^(?:como|com|cada|la unidad|la unitat|each|per|por unidad|as |c\/u|la otra|l' ?altra|ud|u\b|la ultima|que )/.test(after);
  const closes = next === undefined || next.kind === "mark" || /^(?:y|i|and)$/.test(next.fold) || (isPricing(next) && !/^(?:de|d'|of)$/.test(next.fold)); // prettier-ignore
  const clause = tokens.slice(Math.max(0, at - 8), at).map((token) => token.fold);
  const cued = /^[@]$/.test(before?.text ?? "") || /^(?:a|at)$/.test(before?.fold ?? "") || clause.some((word) => claims.test(word));
  if (decimals && closes && cued) return "price";
  return led && said && (decimals || /^(?:cada|each|la unidad|as agreed|como|com )/.test(after)) ? "price" : null;
}

const speaksOfDiscount =
  /^(?:descuento|dto|dcto|descompte|discount|off|rebaja|menos|less|menys|habitual|siempre|sempre|usual|acordado|acordat|agreed)$/;

/** Words that say that a price was named, asked or paid before: verbs by their stems, nouns of price. */
const claims =
  /^(?:precio|preu|price|pvp|tarifa|(?:cobr[aeo]|dij|dejast|deja[rb]|dejo$|pusist|ofert[aeo]|ofrec|acord|pact|quedam|quedab|pag[aáuo]|costab|costav|factur|quot|paid$|charg|agre|deix|oferi|dir$|dit$|usual|habitual)\p{L}*)$/u;
/** … and those that only stand in a clause that names one. */
const holdsClaim = /^(?:(?:ten[ií]|estab|estav|salia|valia|vali|eran?$|eren$|fue|hab[ií]|pus|pon|vend|venem|was$|were$)\p{L}*)$/u;

/** The clause around an amount: its brackets, or its own words up to a mark or to the words of the thing. */
function clauseAround(tokens: readonly Token[], at: number): readonly [number, number] {
  const open = tokens.slice(0, at).findLastIndex((token) => /^[([]$/.test(token.text));
  const close = tokens.findIndex((token, index) => index > at && /^[)\]]$/.test(token.text));
  if (open >= 0 && close > at && !tokens.slice(open, at).some((token) => /^[)\]]$/.test(token.text)))
    return [usualBefore(tokens, open), close + 1];
  let from = at;
  while (from > 0 && (isPricing(tokens[from - 1]) || holdsClaim.test(tokens[from - 1]?.fold ?? ""))) from--;
  if (/^(?:i|y|and)$/.test(tokens[from]?.fold ?? "")) from++;
  const mark = tokens.slice(0, from).findLastIndex((token) => /^[,;–—-]$/.test(token.text));
  const between = tokens.slice(mark + 1, from);
  if (
    mark >= 0 &&
    between.length <= 5 &&
    between.some((token) => speaksOfPrice.test(token.fold)) &&
    !between.some((token) => token.kind === "number")
  )
    from = mark;
  else if (/^[,;–—-]$/.test(tokens[from - 1]?.text ?? "")) from = usualBefore(tokens, from - 1);
  let to = at + 1;
  while (to < tokens.length && (isPricing(tokens[to]) || endsPrice.test(tokens[to]?.fold ?? ""))) to++;
  while (to > at + 1 && /^(?:y|i|and|,|con|amb|with|a|de|en|que|por|per|for|el|la|los|las|els|les)$/.test(tokens[to - 1]?.fold ?? "")) to--;
  return [from, to];
}

/** "al de siempre, 73,97 €": words of price before the comma belong to the clause. */
function usualBefore(tokens: readonly Token[], comma: number): number {
  let from = comma;
  while (from > 0 && isPricing(tokens[from - 1])) from--;
  const speaks = tokens
    .slice(from, comma)
    .some((token) => /^(?:siempre|sempre|usual|precio|preu|price|anterior|antes|abans)$/.test(token.fold));
  return speaks ? from : comma;
}

const speaksOfPrice = /^(?:que|me|nos|te|lo|la|precio|preu|price|tarifa|quedamos|quedam|you|we|al|ofert\w*)$/;
const endsPrice =
  /^(?:[€%/]|eur|euros?|e|descuento|dto|descompte|discount|off|\w+\/u[dn]?|ud|kg|m|l|segun|segons|tu|su|vuestra|vuestro|vostra|oferta|offer|presupuesto)$/;

const isPricing = (token: Token | undefined): boolean =>
  token !== undefined &&
  (priceWords.has(token.fold) || claims.test(token.fold) || /^[€@:]$/.test(token.text) || /^[ld]?['’]/.test(token.text));

const fillers = new Set("que son sean mejor por favor porfa si us plau sisplau please no , . ; : - – ... … ( ) ! i".split(" "));

/** In tokens: "mil doscientas treinta y cinco cajas de cien unidades". */
const longestQuantity = 14;

/** "…, perdón, mejor 6", "(corrijo: 10)", "make it eleven": the last figure counts. */
export function takeCorrection(
  context: Context,
  tokens: readonly Token[],
): { readonly corrected: SpokenQuantity | null; readonly rest: readonly Token[] } {
  const last = tokens.findLastIndex((token) => token.kind !== "mark" && !fillers.has(token.fold));
  for (let at = tokens.length - 1; at > 1 && at > last - longestQuantity; at--) {
    const quantity = readQuantity(tokens, at, context.language);
    if (!quantity || quantity.next <= last) continue;
    let from = at;
    let cues = 0;
    while (from > 0 && isCorrecting(tokens[from - 1])) {
      from--;
      const word = tokens[from];
      if (word && word.kind === "word" && (word.fold === "no" || (isA(word.fold, "correct") && !fillers.has(word.fold)) || /^(?:mejor|millor|sean|siguin|sigui)$/.test(word.fold))) cues++; // prettier-ignore
    }
    if (cues > 0 && from > 0 && !/^(?:de|del|la|el|a|con|por|x|×)$/.test(tokens[from - 1]?.fold ?? ""))
      return { corrected: quantity, rest: tokens.slice(0, from) };
  }
  return { corrected: null, rest: tokens };
}

const isCorrecting = (token: Token | undefined): boolean =>
  token !== undefined && (fillers.has(token.fold) || isA(token.fold, "correct") || /^(?:[,.;:(–—-]|\.{2,}|…)$/.test(token.text));

const without = /^(?:sin|sense|without|excepto|salvo|excepte|menos|minus|except)$/;

/** What should not come with a thing: "el maletín no hace falta", "(soporte no, que ya tenemos)", "9 sin maletín". */
export function takeRemark(tokens: readonly Token[]): { readonly remark: readonly Token[]; readonly rest: readonly Token[] } {
  const no = tokens.findIndex((token, at) => token.fold === "no" && at > 0 && deniesWish(tokens, at));
  if (no < 0) return { remark: [], rest: tokens };
  const bracket = tokens.slice(0, no).findLastIndex((token) => /^[([]$/.test(token.text));
  if (bracket >= 0 && !tokens.slice(bracket, no).some((token) => /^[)\]]$/.test(token.text))) return split(tokens, bracket);
  const article = tokens.slice(0, no).findLastIndex((token, at) => /^(?:el|la|los|las|els|les|the)$/.test(token.fold) && no - at <= 5);
  const startsClause = /^[,;–-]$/.test(tokens[no - 1]?.text ?? "") || isA(tokens[no + 1]?.fold ?? "", "wish") || /^(?:me|nos|em|ens)$/.test(tokens[no + 1]?.fold ?? ""); // prettier-ignore
  const endsThere = /^(?:[,)]|que)$/.test(tokens[no + 1]?.text ?? ")");
  if (article > 0 && (endsThere || isLastClause(tokens, no))) return split(tokens, article);
  return startsClause || /needed|required/.test(tokens.at(-1)?.fold ?? "") ? split(tokens, no) : { remark: [], rest: tokens };
}

const split = (tokens: readonly Token[], at: number) => ({ remark: tokens.slice(at), rest: tokens.slice(0, at) });

function deniesWish(tokens: readonly Token[], at: number): boolean {
  const after = tokens.slice(at + 1, at + 6).map((token) => token.fold);
  if (after.length === 0 || after[0] === ")" || (after[0] === "," && after[1] === "que")) return true;
  return after.some((word) => isA(word, "wish"));
}

/** "no hace falta" with nothing after it. */
const isLastClause = (tokens: readonly Token[], no: number): boolean =>
  tokens
    .slice(no + 1)
    .every((token) => isA(token.fold, "wish") || isA(token.fold, "small") || token.kind === "mark" || isA(token.fold, "sentence"));

/** Index of a last "sin …" that may say what is left out or what the thing is like ("leche sin lactosa"); -1 for none. */
export const lastWithout = (tokens: readonly Token[]): number => tokens.findLastIndex((token, at) => at > 0 && without.test(token.fold));
