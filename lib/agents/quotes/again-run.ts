import "server-only";
import type { AgainInput, SendInput } from "@/lib/agents/quotes/inputs";
import { memberFor } from "@/lib/agents/quotes/member-store";
import type { QuotePayload } from "@/lib/agents/quotes/model";
import { pricingOf } from "@/lib/agents/quotes/pricing-store";
import { reprice } from "@/lib/agents/quotes/reprice";
import type { QuoteSendPayload } from "@/lib/agents/quotes/send-model";
import { findQuote, insertItem, lastRevision, openSending, outcomeOf, type StoredQuote } from "@/lib/agents/quotes/store";
import { findDocument } from "@/lib/holded/mirror/read-documents";
import { hashJson, sha256 } from "@/lib/kernel/hash";
import { ok, refuse, type Result } from "@/lib/kernel/result";
import type { Actor } from "@/lib/platform/actor";
import { audit } from "@/lib/platform/audit";
import type { CompanyScope, Tx } from "@/lib/platform/db/scope";
import { decide } from "@/lib/review/decide";
import { refuseUnlessAgentWorks } from "@/lib/review/agents";
import type { Decided } from "@/lib/review/inputs";
import { propose } from "@/lib/review/propose";
import { addEvent, lockProposal } from "@/lib/review/store";

const agent = { kind: "agent", name: "quotes" } as const;
const copier = { reader: "quotes", version: "1" } as const;

type Made = { readonly id: string };

/**
 * A new quote with the lines of an old one, whatever became of that, at the prices of today.
 * Refused: `access.not_found`, `access.forbidden`, `agent.not_live`.
 */
export function duplicateQuote(scope: CompanyScope, actor: Actor, { id, requestKey }: AgainInput): Promise<Result<Made>> {
  return scope.write(async (tx) => {
    const from = await quoteFor(tx, scope, actor, id);
    if (!from.ok) return from;
    const { payload } = from.value.quote;
    const copy = {
      ...payload,
      lines: withoutLessons(payload.lines),
      date: null,
      validUntil: null,
      deliveryDate: null,
      answer: null,
      revises: null,
    };
    return makeFrom(tx, scope, actor, from.value, { payload: copy, how: "duplicated", requestKey });
  });
}

/**
 * A later version of a quote that stands in Holded: approving it changes the same estimate there.
 * Refused: `access.not_found`, `access.forbidden`, `agent.not_live`, `proposal.not_open` where there is no estimate, or its
 * customer has answered it.
 */
export function reviseQuote(scope: CompanyScope, actor: Actor, { id, requestKey }: AgainInput): Promise<Result<Made>> {
  return scope.write(async (tx) => {
    const from = await quoteFor(tx, scope, actor, id);
    if (!from.ok) return from;
    const { state, holdedId } = from.value.quote;
    if (state !== "settled" || holdedId === null) return refuse("proposal.not_open", { state });
    // Two clicks, or two people: whoever comes second works on what the first one began, or on what stands there by now.
    await lockProposal(tx, scope, id);
    const last = await lastRevision(tx, scope, holdedId);
    if (last && last.state !== "settled") return ok({ id: last.id });
    const quote = (last && (await findQuote(tx, scope, last.id))) ?? from.value.quote;
    const { payload } = quote;
    const outcome = await outcomeOf(tx, scope, holdedId);
    if (outcome !== null && outcome !== "open") return refuse("proposal.not_open", { state: outcome });
    const estimate = await findDocument(tx, "estimate", holdedId);
    // The date of the estimate stays the one it was made with.
    const revised = {
      ...payload,
      lines: withoutLessons(payload.lines),
      date: estimate?.date ?? payload.date,
      revises: { quoteId: quote.id, estimateId: holdedId, number: estimate?.number ?? null },
    };
    return makeFrom(tx, scope, actor, { ...from.value, quote }, { payload: revised, how: "revised", requestKey });
  });
}

const withoutLessons = (lines: QuotePayload["lines"]): QuotePayload["lines"] =>
  lines.map((line) => (line.type === "item" ? { ...line, remember: "no" } : line));

type From = { readonly quote: StoredQuote; readonly personId: string };

async function quoteFor(tx: Tx, scope: CompanyScope, actor: Actor, id: string): Promise<Result<From>> {
  const member = await memberFor(tx, scope, actor, "write");
  if (!member.ok) return member;
  const works = await refuseUnlessAgentWorks(tx, scope, "quote");
  if (!works.ok) return works;
  const quote = await findQuote(tx, scope, id);
  return quote ? ok({ quote, personId: member.value.personId }) : refuse("access.not_found");
}

type Wanted = { readonly payload: QuotePayload; readonly how: "duplicated" | "revised"; readonly requestKey: string };

/** The same click again finds what the first one made. */
async function makeFrom(
  tx: Tx,
  scope: CompanyScope,
  actor: Actor,
  { quote, personId }: From,
  { payload, how, requestKey }: Wanted,
): Promise<Result<Made>> {
  const id = idOf(scope, `${how} ${quote.id} ${requestKey}`);
  if (!(await insertItem(tx, scope, { id, kind: "quote", title: quote.title }))) return ok({ id });
  await addEvent(tx, scope, { proposalId: id, kind: "received", personId, detail: { source: how, of: quote.id } });
  await addEvent(tx, scope, { proposalId: quote.id, kind: how, personId, detail: { to: id } });
  await audit(tx, scope, actor, `quote.${how}`, `proposal:${id}`, { of: quote.id });
  const fresh = reprice(payload, await pricingOf(tx, scope, payload));
  const done = await propose(tx, scope, agent, id, { payload: fresh, evidence: [], confidence: {}, reasons: [], proposedBy: copier });
  if (!done.ok) throw new Error(`an item that was made just now is ${done.error.code}`);
  return ok({ id });
}

/** The same words give the same id, and only they do. */
function idOf({ companyId, environment }: CompanyScope, words: string): string {
  const hash = sha256(`${companyId} ${environment} ${words}`);
  const variant = "89ab"[Number.parseInt(hash[16] ?? "0", 16) % 4] ?? "8";
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-4${hash.slice(13, 16)}-${variant}${hash.slice(17, 20)}-${hash.slice(20, 32)}`;
}

/**
 * Sends a quote that stands in Holded to its customer, through Holded: one more explicit decision of a person, with its own
 * undo window, made at most once for each click.
 * Refused: `access.not_found`, `access.forbidden`, `agent.not_live`, `proposal.not_open` where there is no estimate or a mail
 * with it is on its way, and as `decide`.
 */
export async function sendQuote(
  scope: CompanyScope,
  actor: Actor,
  { id, requestKey, to, cc, subject, message }: SendInput,
): Promise<Result<Decided>> {
  const prepared = await scope.write(async (tx): Promise<Result<{ readonly id: string; readonly seenHash: string }>> => {
    const from = await quoteFor(tx, scope, actor, id);
    if (!from.ok) return from;
    const { quote, personId } = from.value;
    if (quote.state !== "settled" || quote.holdedId === null) return refuse("proposal.not_open", { state: quote.state });
    const estimate = await findDocument(tx, "estimate", quote.holdedId);
    const { customer } = quote.payload;
    const payload: QuoteSendPayload = {
      quoteId: quote.id,
      estimateId: quote.holdedId,
      number: estimate?.number ?? null,
      customer: customer.mode === "choose" ? null : customer.name,
      to: [...to],
      cc: [...cc],
      subject: filled(subject),
      message: filled(message),
    };
    const sendId = idOf(scope, `send ${quote.id} ${requestKey}`);
    const seenHash = hashJson(payload);
    const other = await openSending(tx, scope, quote.holdedId);
    if (other && other.id !== sendId) return refuse("proposal.not_open", { state: other.state });
    if (!(await insertItem(tx, scope, { id: sendId, kind: "quote_send", title: payload.number ?? quote.title })))
      return ok({ id: sendId, seenHash });
    await addEvent(tx, scope, { proposalId: quote.id, kind: "send_asked", personId, detail: { to: sendId, recipients: to.length } });
    const done = await propose(tx, scope, agent, sendId, { payload, evidence: [], confidence: {}, reasons: [], proposedBy: copier });
    if (!done.ok) throw new Error(`an item that was made just now is ${done.error.code}`);
    return ok({ id: sendId, seenHash });
  });
  if (!prepared.ok) return prepared;
  return decide(scope, actor, { verdict: "approve", ...prepared.value, seenVersion: 1, requestKey });
}

const filled = (text: string | null): string | null => (text === null || text.trim() === "" ? null : text.trim());
