import type { AskedItem, QuoteRequest, RequestReading } from "@/lib/agents/quotes/engine/model";
import { splitAlternatives } from "@/lib/agents/quotes/engine/request/alternatives";
import { readAskedItem } from "@/lib/agents/quotes/engine/request/asked-item";
import { amendPrice, amendQuantity } from "@/lib/agents/quotes/engine/request/amend";
import { conditionIn, deliveryIn, placeIn, withoutConditions } from "@/lib/agents/quotes/engine/request/conditions";
import { withHeads } from "@/lib/agents/quotes/engine/request/with-heads";
import { cutCallHead } from "@/lib/agents/quotes/engine/request/call-head";
import { cutItems } from "@/lib/agents/quotes/engine/request/cut-items";
import { takeCorrection, takeRemark } from "@/lib/agents/quotes/engine/request/extras";
import { isA } from "@/lib/agents/quotes/engine/request/phrases";
import { mostItems, spanOf, textOf, trim, type Context, type Piece } from "@/lib/agents/quotes/engine/request/pieces";
import { bareTrail, leadingQuantity, trailingQuantity } from "@/lib/agents/quotes/engine/request/readings";
import { exceptionsIn } from "@/lib/agents/quotes/engine/request/exceptions";
import { declinedWords, isIntroduction, isTalk, repeatLength, skipAsking } from "@/lib/agents/quotes/engine/request/sentences";
import { foldKeepingLength } from "@/lib/language/dates";
import { findInstructions } from "@/lib/language/instructions";
import { isGoodbye } from "@/lib/language/message-parts";
import { findSpokenDates, type SpokenDate } from "@/lib/language/spoken-dates";
import type { Token } from "@/lib/language/tokens";

/** What the sentences of a request gave. */
export type Findings = {
  items: AskedItem[];
  declined: RequestReading["declined"][number][];
  repeat: RequestReading["repeat"];
  delivery: RequestReading["delivery"];
  place: RequestReading["place"];
  validity: RequestReading["validity"];
  payment: RequestReading["payment"];
  notes: RequestReading["notes"][number][];
  /** Who called, as the head of a call note says. */
  head: readonly Token[];
};

export const emptyFindings = (): Findings => ({
  items: [],
  declined: [],
  repeat: null,
  delivery: null,
  place: null,
  validity: null,
  payment: null,
  notes: [],
  head: [],
});

type State = Context & {
  readonly found: Findings;
  readonly dates: readonly SpokenDate[];
  /** Lines without a figure that may be things, when others are. */
  /** A line of asking that ends in a colon or question mark was the last that was read. */
  opened: boolean;
  /** A thing without a figure that was named just before, and how to take it back. */
  named: { readonly tokens: readonly Token[]; readonly takeBack: () => void } | null;
  /** Tables gave things already. */
  readonly tabled: boolean;
  readonly pending: {
    readonly item: AskedItem;
    readonly tokens: readonly Token[];
    readonly sure: "always" | "figure" | "alone" | "between" | "opened";
  }[];
};

/** Reads sentence by sentence: goodbye, repeat, declined, when, where, paying, things, or a note. */
export function readPieces(context: Context, pieces: readonly Piece[], channel: QuoteRequest["channel"], tabled = false): Findings {
  const found = emptyFindings();
  const state: State = {
    ...context,
    found,
    dates: findSpokenDates(context.text, context.received),
    pending: [],
    opened: false,
    named: null,
    tabled,
  };
  const note = channel === "call" ? cutCallHead(context, pieces) : { head: [], pieces };
  found.head = note.head;
  const orders = findInstructions(foldKeepingLength(context.text));
  for (const piece of note.pieces) {
    if (found.items.length > mostItems) break;
    const { start, end } = spanOf(piece.tokens);
    if (orders.some((order) => order.start < end && start < order.end)) addNote(state, piece.tokens);
    else readPiece(state, piece);
  }
  settlePending(state);
  return found;
}

function readPiece(state: State, { tokens: all, listed }: Piece): void {
  const tokens = takeConditions(state, trim(all));
  if (tokens.length === 0) return;
  const piece = { tokens, listed };
  const repeated = piece.listed ? 0 : repeatLength(tokens);
  if (repeated > 0) {
    state.found.repeat ??= spanOf(tokens.slice(0, repeated));
    const rest = trim(tokens.slice(repeated));
    if (rest.some((token) => !isFrame(token) && token.kind !== "mark" && token.fold !== "mes"))
      readPiece(state, { ...piece, tokens: rest });
    else readExceptions(state, tokens);
    return;
  }
  if (isGoodbye(tokens.map((token) => token.fold).join(" ")) && (tokens.length <= 3 || !hasQuantity(state, tokens))) return;
  if (!listed && introducesSelf.test(tokens.map((token) => token.fold).join(" ")) && !hasQuantity(state, tokens)) return;
  if (readDeclined(state, tokens)) return;
  if (amend(state, tokens)) return;
  if (!piece.listed && readCondition(state, tokens)) return;
  const opens = all.at(-1)?.text ?? "";
  const rest = withoutDelivery(state, tokens);
  const delivers = rest.length < tokens.length && !listed && !hasThings(state, rest);
  if (!delivers) readThings(state, { ...piece, tokens: rest }, opens);
}

/** "Carlos soy Julián", "Ferran aquí", "Carles q tal": nobody sells that. */
const introducesSelf =
  /^(?:\S+ )?(?:soy|soc|som|i'm|this is) \S+(?: \S+){0,5}$|^\p{L}+ (?:aqui|al habla|al aparato|speaking)$|^(?:\S+ ){0,2}(?:q|que|com|how) (?:tal|va|anem|vais|are you)$/u;

/** Puts clauses of paying and validity where they belong, when there are things before them. */
function takeConditions(state: State, tokens: readonly Token[]): readonly Token[] {
  const { rest, payment, validity } = withoutConditions(state, tokens);
  if (rest.length === tokens.length || !hasThings(state, trim(rest))) return tokens;
  state.found.payment ??= payment;
  state.found.validity ??= validity;
  return trim(rest);
}

/** A sentence that changes an item said before: its quantity or its price. */
function amend(state: State, tokens: readonly Token[]): boolean {
  const { items } = state.found;
  const { start, end } = spanOf(tokens);
  if (state.dates.some((date) => date.start >= start && date.end <= end)) return false;
  const amended = amendQuantity(state, items, tokens) ?? amendPrice(state, items, tokens);
  if (amended) items[amended.at] = amended.item;
  return amended !== null;
}

/** Whether a sentence names things with quantities once the day of delivery is taken out of it. */
function hasThings(state: State, tokens: readonly Token[]): boolean {
  const rest = trim(tokens.slice(skipAsking(state, tokens).from));
  return rest.length > 1 && cutItems(state, { tokens: rest, listed: false }).some((item) => isQuantified(readAskedItem(state, item)));
}

/** What a repeated order should have less or more of. */
function readExceptions(state: State, tokens: readonly Token[]): void {
  for (const { less, words } of exceptionsIn(tokens)) {
    if (less) state.found.declined.push({ text: textOf(state, words), span: spanOf(words) });
    else if (leadingQuantity(state, words)) state.found.items.push(readAskedItem(state, words));
    else addNote(state, words);
  }
}

function readDeclined(state: State, tokens: readonly Token[]): boolean {
  const words = declinedWords(state, tokens);
  if (!words) return false;
  if (takeCorrection(state, tokens).corrected || splitAlternatives(tokens).others.length > 0) return false;
  if (words.length === 0) return false;
  if (cutItems(state, { tokens, listed: false }).filter((item) => hasQuantity(state, item)).length > 1) return false;
  const remark = takeRemark(tokens);
  if (remark.remark.length > 0 && (leadingQuantity(state, remark.rest) || trailingQuantity(state, remark.rest)?.strong)) return false;
  const tail = wantedInstead(state, tokens);
  state.found.declined.push({ text: textOf(state, words), span: spanOf(tail ? tokens.slice(0, -tail.length) : tokens) });
  if (tail) readPiece(state, { tokens: tail, listed: false });
  return true;
}

const explains =
  /^(?:que|ya|ja|porque|perque|pues|encara|aun|todavia|aqui|tenemos|tenim|tengo|tinc|queda|quedan|because|since|as|we|i|still)$/;

/** "Lo de siempre no, esta vez solo 6 palas": what is wanted behind the comma, unless it says why. */
function wantedInstead(state: State, tokens: readonly Token[]): readonly Token[] | null {
  const no = tokens.findIndex((token) => /^(?:no|not)$/.test(token.fold));
  const tail = no > 0 && /^[,;]$/.test(tokens[no + 1]?.text ?? "") ? trim(tokens.slice(no + 2)) : [];
  const from = tail.findIndex((_, at) => (leadingQuantity(state, tail.slice(at))?.quantity.by ?? "article") !== "article");
  const leads = from >= 0 && from <= 5 && tail.slice(0, from).every((token) => token.kind === "mark" || isFrame(token) || /^(?:sol[oa]|nomes|only)$/.test(token.fold)); // prettier-ignore
  return leads && !explains.test(tail[0]?.fold ?? "") ? tail.slice(from) : null;
}

/** Paying, validity, place: sentences of their own. */
function readCondition(state: State, tokens: readonly Token[]): boolean {
  if (leadingQuantity(state, tokens) && !isA(tokens[0]?.fold ?? "", "pay")) return false;
  const { found } = state;
  const payment = conditionIn(state, tokens, "pay");
  const validity = conditionIn(state, tokens, "valid");
  const place = placeIn(state, tokens);
  const early = tokens.slice(0, 4).some((token) => isA(token.fold, "pay") || isA(token.fold, "valid"));
  if ((hasQuantity(state, skipped(state, tokens)) && !early) || !(payment ?? validity ?? place)) return false;
  if (payment) found.payment ??= payment;
  else if (validity) found.validity ??= validity;
  else if (place) found.place ??= place;
  withoutDelivery(state, tokens);
  return true;
}

const skipped = (state: State, tokens: readonly Token[]): readonly Token[] => tokens.slice(skipAsking(state, tokens).from);

const hasQuantity = (state: State, tokens: readonly Token[]): boolean => {
  const lead = leadingQuantity(state, tokens);
  return (lead !== null && lead.quantity.by !== "article") || (trailingQuantity(state, tokens)?.strong ?? false);
};

/** Notes the day of delivery and gives the words without it. */
function withoutDelivery(state: State, tokens: readonly Token[]): readonly Token[] {
  const { start, end } = spanOf(tokens);
  const here = state.dates.filter((date) => date.start >= start && date.end <= end);
  const delivery = here.length > 0 ? deliveryIn(tokens, here, hasThings(state, tokens)) : null;
  if (delivery && delivery.date.date < state.received) return tokens;
  if (!delivery) return tokens;
  const { date, start: from, end: to } = delivery.date;
  state.found.delivery ??= { date, span: { start: from, end: to } };
  return trim([...tokens.slice(0, delivery.from), ...tokens.slice(delivery.to)]);
}

function readThings(state: State, piece: Piece, opens: string): void {
  const { tokens } = piece;
  if (tokens.length === 0) return;
  const { from, asked } = skipAsking(state, tokens);
  const rest = trim(tokens.slice(from));
  const items = withHeads((rest.length > 0 ? cutItems(state, { ...piece, tokens: rest }) : []).map((item) => readAskedItem(state, item)));
  const quantified = items.some((item) => isQuantified(item));
  const { named } = state;
  state.named = null;
  const figure = named ? figureAlone(state, rest) : null;
  if (named && figure) {
    const thing = readAskedItem(state, named.tokens);
    named.takeBack();
    state.found.items.push({ ...thing, readings: thing.readings.map((reading) => ({ ...reading, quantity: figure })) });
    return;
  }
  if (!quantified && (isIntroduction(tokens) || opens === ":" || (opens === "?" && isAsking(tokens)))) {
    state.opened = true;
    if (rest.some((token) => token.kind === "word" && !isFrame(token))) state.named = { tokens: unframed(rest), takeBack: () => undefined };
    if (!isAsking(tokens)) addNote(state, tokens);
    return;
  }
  const talk = isTalk(rest) && !asked && !piece.listed;
  const plain = items.length > 0 && !isTalk(rest) && rest.some((token) => token.kind !== "mark" && !isFrame(token));
  if (quantified && items.every((item) => !isSure(item)) && !asked && !piece.listed && bareTrail(state, rest)) {
    // Only the lines around it tell "copas 24" from a house number.
    if (isTalk(rest)) addNote(state, tokens);
    else state.pending.push(...items.map((item) => ({ item, tokens: rest, sure: "figure" as const })));
  } else if (quantified && (!talk || items.some((item) => isSure(item)))) {
    state.found.items.push(...items);
  } else if (plain && (asked || piece.listed) && !isLeftover(rest)) {
    state.pending.push(...items.map((item) => ({ item, tokens: rest, sure: piece.listed ? ("always" as const) : ("alone" as const) })));
  } else if (plain && !isLeftover(rest))
    state.pending.push({ item: readAskedItem(state, rest), tokens: rest, sure: state.opened ? "opened" : "between" });
  else if (!isLeftover(tokens)) addNote(state, tokens);
  if (!quantified && items.length === 1 && opens === "?") state.named = { tokens: unframed(rest), takeBack: takingBack(state, rest) };
}

/** "¿Tenéis agujas 25G? Querría 2 cajas": a figure and nothing that it counts. */
function figureAlone(state: State, tokens: readonly Token[]): AskedItem["readings"][number]["quantity"] {
  const item = readAskedItem(state, unframed(tokens));
  const alone = item.references.length === 0 && item.instead.length === 0 ? item.readings.find(({ words }) => words === "") : undefined;
  return alone?.quantity ?? null;
}

/** Without the words of asking and of talking in front. */
function unframed(tokens: readonly Token[]): readonly Token[] {
  const first = tokens.findIndex((token) => token.kind !== "mark" && !isFrame(token));
  return tokens.slice(Math.max(0, first));
}

/** Takes out what the last sentence gave, as a note or as a thing that waits. */
const takingBack = (state: State, tokens: readonly Token[]) => (): void => {
  const { start } = spanOf(tokens);
  const isIt = (span: { readonly start: number; readonly end: number }): boolean => span.end > start;
  state.found.notes = state.found.notes.filter(({ span }) => !isIt(span));
  const kept = state.pending.filter(({ item }) => !isIt(item.span));
  state.pending.splice(0, state.pending.length, ...kept);
};

const isQuantified = (item: AskedItem): boolean =>
  item.readings[0]?.quantity !== null || item.references.some((reference) => reference.labelled);

/** A quantity that can be nothing else, at an end of the words. */
const isSure = (item: AskedItem): boolean => item.readings.every((reading) => reading.quantity !== null);

const isAsking = (tokens: readonly Token[]): boolean =>
  tokens.some((token) => isA(token.fold, "ask") || isA(token.fold, "paper") || isA(token.fold, "pointer"));

const isFrame = (token: Token): boolean =>
  (["ask", "paper", "pointer", "small", "deliver", "sentence"] as const).some((name) => isA(token.fold, name));

/** Nothing is left but small words: "si puede ser", "como muy tarde". */
const isLeftover = (tokens: readonly Token[]): boolean =>
  tokens.filter(
    (token) =>
      token.kind !== "mark" &&
      !isFrame(token) &&
      !/^(?:tarde|tard|late|latest|posible|possible|ser|muy|molt|como|com|gracias|gracies|thanks|ok|vale)$/.test(token.fold),
  ).length === 0;

function addNote(state: State, tokens: readonly Token[]): void {
  state.found.notes.push({ text: textOf(state, tokens), span: spanOf(tokens) });
}

/** Lines without a figure are things where a list mark or words of asking say so, or things stand around them. */
function settlePending(state: State): void {
  const { found, pending } = state;
  const around = found.items.length > 0 || state.tabled;
  const last = Math.max(
    -1,
    ...found.items.map((item) => item.span.start),
    ...pending.map(({ item, sure }) => (sure === "figure" ? item.span.start : -1)),
  );
  const figures = pending.filter(({ sure }) => sure === "figure").length;
  for (const { item, tokens, sure } of pending) {
    const words = tokens.filter((token) => token.kind !== "mark").length;
    const figured = sure === "figure" && words <= 14 && (around || figures > 1 || state.opened || pending.length === 1);
    const between = words >= 2 && words <= 12 && last > item.span.start;
    if (
      sure === "always" ||
      figured ||
      (sure === "alone" && !around) ||
      (sure === "opened" && !around && words <= 12) ||
      (sure !== "alone" && sure !== "figure" && between)
    )
      found.items.push(item);
    else addNote(state, tokens);
  }
  found.items.sort((a, b) => a.span.start - b.span.start);
}
