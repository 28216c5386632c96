import type { QuoteRequest, RequestReading } from "@/lib/agents/quotes/engine/model";
import { cutPieces } from "@/lib/agents/quotes/engine/request/cut-pieces";
import { mostItems } from "@/lib/agents/quotes/engine/request/pieces";
import { emptyFindings, readPieces, type Findings } from "@/lib/agents/quotes/engine/request/read-pieces";
import { readSender } from "@/lib/agents/quotes/engine/request/sender";
import { readTables } from "@/lib/agents/quotes/engine/request/tables";
import { findWarnings } from "@/lib/agents/quotes/engine/request/warnings";
import { guessLanguage } from "@/lib/language/guess-language";
import { messageParts, type MessageParts } from "@/lib/language/message-parts";
import { tokenize } from "@/lib/language/tokens";
import { isCountedUnit } from "@/lib/language/units";

/** Of the text with the earlier messages below it, and of what the writer says. */
const mostCharacters = 200_000;
const mostOwnCharacters = 60_000;
const mostWords = 15_000;
/** Not even a link with its tracking: nothing in it is a word, and none is as long as that. */
const overlong = /\S{300,}|\p{L}{81,}/gu;

/**
 * What a customer asks for in a mail, chat, call note or list: things with quantities, what is declined, when and where to,
 * who it may be. Knows nothing of the catalogue: where the words leave open what is quantity and what is the thing, an item
 * has several readings. Text is data: orders to a machine in it are a warning. `refusal` is a code: `request.empty`,
 * `request.too_long`, `request.nothing_asked`.
 */
export function readRequest(given: QuoteRequest): RequestReading {
  const request = { ...given, text: readable(given.text) };
  const { text } = request;
  const parts = messageParts(text);
  if (!text.trim()) return reading(request, parts, emptyFindings(), given.text.trim() ? "request.nothing_asked" : "request.empty");
  const isLong = given.text.length > mostCharacters || parts.body.end - parts.body.start > mostOwnCharacters;
  if (isLong) return reading(request, parts, emptyFindings(), "request.too_long");
  const own = readStretch(request, parts.body.start, parts.body.end);
  if (!own) return reading(request, parts, emptyFindings(), "request.too_long");
  const found = own.items.length === 0 && own.repeat === null && parts.history ? forwardedOr(own, request, parts) : own;
  const nothing = found.items.length === 0 && found.repeat === null && found.declined.length === 0;
  const refusal = found.items.length > mostItems ? "request.too_long" : nothing ? "request.nothing_asked" : null;
  return reading(request, parts, found, refusal);
}

/** Of the same length, with blanks for what is too long to be a word. */
const readable = (text: string): string => text.slice(0, mostCharacters).replace(overlong, (run) => " ".repeat(run.length));

/** A forwarded mail is the request when the one who forwards it asks for nothing. */
function forwardedOr(own: Findings, request: QuoteRequest, parts: MessageParts): Findings {
  const isForward = parts.history?.forwarded || /^\s*(?:fwd?|rv|reenv)\s*:/i.test(request.subject ?? "");
  if (!parts.history || !isForward) return own;
  const below = messageParts(request.text.slice(parts.history.content));
  const at = parts.history.content;
  return readStretch(request, at + below.body.start, at + Math.min(below.body.end, below.body.start + mostOwnCharacters)) ?? own;
}

/** Null when there are more words than anybody orders with. */
function readStretch(request: QuoteRequest, start: number, end: number): Findings | null {
  const { text } = request;
  const pieces = tokenize(text.slice(start, end), isCountedUnit);
  if (pieces.length > mostWords) return null;
  const tokens = pieces.map((token) => ({
    ...token,
    start: token.start + start,
    end: token.end + start,
  }));
  const context = { text, language: languageOf(request, end), received: request.received };
  const tables = readTables(context, tokens);
  const found = readPieces(context, cutPieces(context, tables.rest), request.channel, tables.items.length > 0);
  return { ...found, items: [...tables.items, ...found.items].sort((a, b) => a.span.start - b.span.start) };
}

const languageOf = (request: QuoteRequest, end: number) =>
  guessLanguage(`${(request.subject ?? "").slice(0, 300)}\n${request.text.slice(0, end)}`);

function reading(request: QuoteRequest, parts: MessageParts, found: Findings, refusal: string | null): RequestReading {
  const signature = parts.signature ? request.text.slice(parts.signature.start, parts.signature.end) : "";
  return {
    language: languageOf(request, parts.body.end),
    items: refusal === "request.too_long" ? [] : found.items,
    declined: found.declined,
    repeat: found.repeat,
    delivery: found.delivery,
    place: found.place,
    validity: found.validity,
    payment: found.payment,
    notes: found.notes,
    sender: readSender(request, found.head, signature),
    warnings: findWarnings(request.text, found.items),
    refusal,
  };
}
