import "server-only";
import { aliasesFor } from "@/lib/agents/quotes/memory/alias-store";
import { findCustomers } from "@/lib/agents/quotes/engine/customer";
import { draftQuote } from "@/lib/agents/quotes/engine/draft";
import type { Draft, PastDocument, QuoteRequest } from "@/lib/agents/quotes/engine/model";
import { pricesOf } from "@/lib/agents/quotes/engine/price";
import { readRequest } from "@/lib/agents/quotes/engine/request/read-request";
import { breaksOf } from "@/lib/agents/quotes/condition-store";
import { historyOf } from "@/lib/agents/quotes/history-store";
import { maxQuoteLines, maxRequestLength, type QuoteRequestText } from "@/lib/agents/quotes/model";
import { loadPricing, priceListsOf } from "@/lib/agents/quotes/pricing-store";
import { proposeQuote, type QuoteProposal } from "@/lib/agents/quotes/propose";
import { requestOf } from "@/lib/agents/quotes/request-run";
import { shelfOf } from "@/lib/agents/quotes/shelf-store";
import { findWaiting, saveArrival, saveTextKey, textKeyOf, type WaitingRequest } from "@/lib/agents/quotes/store";
import { quoteJob } from "@/lib/inbox/jobs";
import type { PlainDate } from "@/lib/kernel/calendar";
import { ok, refuse, type Failure, type Result } from "@/lib/kernel/result";
import { audit } from "@/lib/platform/audit";
import { companyScope, type CompanyScope, type Tx } from "@/lib/platform/db/scope";
import { handle } from "@/lib/platform/worker";
import { refuseUnlessAgentWorks } from "@/lib/review/agents";
import { propose, refuseReading } from "@/lib/review/propose";
import { addEvent, lockProposal } from "@/lib/review/store";

const agent = { kind: "agent", name: "quotes" } as const;
const reader = { reader: "quotes", version: "1" } as const;

/**
 * Drafts the quote that one request asks for. May be repeated at any point: everything is written in one transaction at
 * the end. What is wrong with the request becomes a refusal on the item; a fault of ours is thrown, and the queue tries again.
 */
export async function draftRequest(scope: CompanyScope, proposalId: string): Promise<void> {
  const started = performance.now();
  const waiting = await scope.read((tx) => findWaiting(tx, scope, proposalId));
  if (!waiting) return;
  const works = await scope.read((tx) => refuseUnlessAgentWorks(tx, scope, "quote"));
  if (!works.ok) return refused(scope, proposalId, works.error);
  const request = await requestOf(waiting);
  if (!request.ok) return refused(scope, proposalId, request.error);
  const drafted = await scope.read((tx) => draftOf(tx, scope, proposalId, request.value));
  if (!drafted.ok) return refused(scope, proposalId, drafted.error);
  await keep(scope, waiting, { request: request.value, proposal: drafted.value, ms: Math.round(performance.now() - started) });
}

/** Refused: `quote.not_a_request`, `quote.too_long`, `quote.no_catalogue`. */
async function draftOf(tx: Tx, scope: CompanyScope, id: string, request: QuoteRequestText): Promise<Result<QuoteProposal>> {
  if (request.text.trim() === "") return refuse("document.empty");
  if (request.text.length > maxRequestLength) return refuse("quote.too_long", { limit: maxRequestLength, lines: maxQuoteLines });
  const shelf = await shelfOf(tx, scope);
  if (![...shelf.sold.values()].some(({ item }) => item.active)) return refuse("quote.no_catalogue");
  const asked: QuoteRequest = { ...request, id, received: request.received as PlainDate };
  const reading = readRequest(asked);
  if (reading.refusal !== null)
    return refuse(reading.refusal === "request.too_long" ? "quote.too_long" : "quote.not_a_request", {
      limit: maxRequestLength,
      lines: maxQuoteLines,
    });
  const found = findCustomers(asked, reading, shelf.directory).found.map(({ customer }) => customer.id);
  const history = new Map<string, readonly PastDocument[]>();
  const [only] = found;
  if (only !== undefined && found.length === 1 && reading.repeat !== null) history.set(only, await historyOf(tx, only));
  const draft = draftQuote(asked, {
    catalogue: shelf.catalogue,
    itemOf: (key) => shelf.sold.get(key)?.item,
    directory: shelf.directory,
    prices: pricesOf(await priceListsOf(tx, [...shelf.sold.values()]), await breaksOf(tx, scope)),
    history,
    aliases: await aliasesFor(tx, scope, found),
  });
  if (draft.lines.length > maxQuoteLines) return refuse("quote.too_long", { limit: maxRequestLength, lines: maxQuoteLines });
  return ok(proposeQuote(request, draft, await pricingFor(tx, scope, draft)));
}

/** What a draft names, with prices as they stand in this very transaction. */
async function pricingFor(tx: Tx, scope: CompanyScope, draft: Draft) {
  const keys = draft.lines.flatMap(({ decision }) => {
    if (decision.state === "matched") return [decision.candidate.item.key];
    return (decision.state === "choose" ? decision.candidates : decision.nearest).map(({ item }) => item.key);
  });
  const [only] = draft.customers;
  return loadPricing(tx, scope, [...new Set(keys)], only && draft.customers.length === 1 ? only.customer.id : null);
}

type Drafted = { readonly request: QuoteRequestText; readonly proposal: QuoteProposal; readonly ms: number };

function keep(scope: CompanyScope, { proposalId, documentId }: WaitingRequest, { request, proposal, ms }: Drafted): Promise<void> {
  return scope.write(async (tx) => {
    const item = await lockProposal(tx, scope, proposalId);
    // Somebody else has drafted it meanwhile.
    if (item?.state !== "reading") return;
    const { channel, from, subject, received, text } = request;
    await saveArrival(tx, scope, proposalId, { channel, sender: from, subject, receivedOn: received });
    await saveTextKey(tx, scope, proposalId, textKeyOf(text));
    const lines = proposal.payload.lines.length;
    await addEvent(tx, scope, { proposalId, kind: "read", personId: null, detail: { reader: reader.reader, lines, ms } });
    await audit(tx, scope, agent, "document.read", `proposal:${proposalId}`, { documentId: documentId ?? "", lines, ms });
    const done = await propose(tx, scope, agent, proposalId, {
      payload: proposal.payload,
      evidence: [],
      confidence: proposal.confidence,
      reasons: item.reasons,
      proposedBy: { ...reader, ms },
    });
    if (!done.ok) throw new Error(`an item that was locked while it was drafted is ${done.error.code}`);
  });
}

async function refused(scope: CompanyScope, proposalId: string, failure: Failure): Promise<void> {
  await scope.write(async (tx) => {
    const item = await lockProposal(tx, scope, proposalId);
    if (item?.state === "reading") await refuseReading(tx, scope, agent, proposalId, failure);
  });
}

export const quoteHandler = handle(
  quoteJob,
  ({ proposalId, ...key }) => draftRequest(companyScope(key), proposalId),
  // Every attempt ended in a fault of ours: the item says so, and a person can ask for another reading.
  ({ proposalId, ...key }) => refused(companyScope(key), proposalId, { code: "internal.unexpected" }),
);
