import type { RequestReading } from "@/lib/agents/quotes/engine/model";
import { isA } from "@/lib/agents/quotes/engine/request/phrases";
import { spanOf, textOf, type Context } from "@/lib/agents/quotes/engine/request/pieces";
import type { SpokenDate } from "@/lib/language/spoken-dates";
import type { Token } from "@/lib/language/tokens";

type Said = NonNullable<RequestReading["place"]>;

const leadsToDate =
  /^(?:para|per|pel|by|for|before|on|antes|abans|de|del|el|al|la|a|the|fecha|data|entrega|entregar|dia|plazo|limite|maximo|termini|este|this|aquest|de|cara|hasta|fins|:|,|d'|\()$/;
const binds = /^(?:para|per|pel|by|for|before|on|antes|abans|fecha|data|entrega|plazo|hasta|fins|el|al|aquest|este|this|dia)$/;

/** The first day in a sentence that a delivery is asked for, with the words that lead to it; among things only after such words. */
export function deliveryIn(
  tokens: readonly Token[],
  dates: readonly SpokenDate[],
  amongThings: boolean,
): { readonly date: SpokenDate; readonly from: number; readonly to: number } | null {
  for (const date of dates) {
    const first = tokens.findIndex((token) => token.end > date.start && token.start < date.end);
    const last = tokens.findLastIndex((token) => token.end > date.start && token.start < date.end);
    if (first < 0) continue;
    let from = first;
    while (from > 0 && leadsToDate.test(tokens[from - 1]?.fold ?? "")) from--;
    const bound =
      tokens.slice(from, first).some((token) => binds.test(token.fold)) || /^(?:para|per|el|la|by|on)\b/.test(tokens[first]?.fold ?? "");
    const cue = tokens.some((token, at) => (at < first || at > last) && isA(token.fold, "deliver"));
    if (bound || (cue && !amongThings)) return { date, from, to: last + 1 };
  }
  return null;
}

const places = /(?:\b(?:entreg\w*|direccion de (?:entrega|envio)|lugar de entrega|lliur\w+|adreca de lliurament|deliver\w*|delivery address|ship(?:ped)?|enviad?(?:lo|melo)?|llevadlo|traedlo)\b[^.\n]{0,30}?\b(?:en|a|al|at|to)\b (?!partir|las? \d|primera|finales|mediados|tiempo|mas|time)|direccion(?: de entrega)? (?:es )?(?:la )?|(?:delivery|ship to|entrega en|entrega a|lliurament a|adreca)\s*:\s*)/; // prettier-ignore

/** "Entregar en la nave 3, polígono Sur": where it should go. */
export function placeIn(context: Context, tokens: readonly Token[]): Said | null {
  const text = tokens.map((token) => token.fold).join(" ");
  if (!places.test(text)) return null;
  return { text: textOf(context, tokens), span: spanOf(tokens) };
}

/** "El pago, a 30 días", "validez 15 días": the sentence, when a word of that class and a figure or usage stand in it. */
export function conditionIn(context: Context, tokens: readonly Token[], name: "pay" | "valid"): Said | null {
  if (!tokens.some((token) => isA(token.fold, name))) return null;
  return { text: textOf(context, tokens), span: spanOf(tokens) };
}

/** Clauses at the end that are about paying or how long an offer holds ("…, pago a 30 días"), apart from the things. */
export function withoutConditions(
  context: Context,
  tokens: readonly Token[],
): { readonly rest: readonly Token[]; readonly payment: Said | null; readonly validity: Said | null } {
  const cuts = tokens.flatMap((token, at) => (at > 0 && /^[,;.]$/.test(token.text) && clauseOf(tokens, at + 1) ? [at] : []));
  const [first] = cuts;
  if (first === undefined) return { rest: tokens, payment: null, validity: null };
  const clauses = cuts.map((at, index) => tokens.slice(at + 1, cuts[index + 1]));
  const of = (name: "pay" | "valid") => clauses.map((clause) => conditionIn(context, clause, name)).find((found) => found !== null) ?? null;
  return { rest: tokens.slice(0, first), payment: of("pay"), validity: of("valid") };
}

const clauseOf = (tokens: readonly Token[], at: number): boolean =>
  tokens.slice(at, at + 3).some((token, index) => (index === 0 || /^(?:el|la|con|y|forma|amb|i|the|with)$/.test(tokens[at]?.fold ?? "")) && (isA(token.fold, "pay") || isA(token.fold, "valid"))); // prettier-ignore
