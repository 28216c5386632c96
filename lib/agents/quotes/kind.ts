import "server-only";
import { z } from "zod";
import { copyAge, decisiveResources } from "@/lib/agents/quotes/copy-age-store";
import type { QuoteFacts } from "@/lib/agents/quotes/facts";
import { quotePayload, type QuotePayload } from "@/lib/agents/quotes/model";
import { planQuote } from "@/lib/agents/quotes/push";
import { reviewQuote, riskOfQuote, standingOfQuote } from "@/lib/agents/quotes/review";
import { quoteSendPayload, type QuoteSendPayload } from "@/lib/agents/quotes/send-model";
import { loadFacts, openSending } from "@/lib/agents/quotes/store";
import { enqueueSync } from "@/lib/holded/mirror/jobs";
import { onMirrorNews } from "@/lib/holded/mirror/news";
import { todayInMadrid } from "@/lib/kernel/calendar";
import { systemClock } from "@/lib/kernel/clock";
import { parseSpanishNumber, roundAmount } from "@/lib/kernel/money";
import { ok, refuse } from "@/lib/kernel/result";
import { defineJob, enqueue } from "@/lib/platform/jobs";
import { registerKind, type KindDefinition } from "@/lib/review/kinds";
import { environment } from "@/lib/review/model";
import { lockProposal } from "@/lib/review/store";

/** Learns from one approved quote, once its approval can no longer be taken back. */
export const learnJob = defineJob({
  name: "quote.learn",
  payload: z.strictObject({ companyId: z.uuid(), environment, proposalId: z.uuid() }),
  retryLimit: 3,
  retryDelaySeconds: 30,
  expireSeconds: 120,
});

/** Looks what has become of the estimates that quotes were written to. */
export const outcomesJob = defineJob({
  name: "quote.outcomes",
  payload: z.strictObject({ companyId: z.uuid(), environment }),
  retryLimit: 3,
  retryDelaySeconds: 30,
  expireSeconds: 300,
});

const permissions = { read: "quotes.read", write: "quotes.write", approve: "quotes.approve" } as const;

/** What the review needs to know of a quote. */
const quoteKind: KindDefinition<QuotePayload, QuoteFacts> = {
  kind: "quote",
  payload: quotePayload,
  permissions,
  rowOf: ({ request, customer, lines, totals, currency }) => ({
    title: titleOf(request.subject, request.text),
    party: customer.mode === "choose" ? request.from : customer.name.trim() || request.from,
    amount: lines.length === 0 ? null : totals.total,
    currency,
    documentDate: request.received,
  }),
  facts: loadFacts,
  check: (payload, facts, { reasons }) => reviewQuote(payload, facts, reasons),
  riskOf: (_, reasons) => riskOfQuote(reasons),
  standingOf: (_, reasons) => standingOfQuote(reasons),
  blockers: (_payload, reasons) => reasons.flatMap(({ level, path }) => (level === "block" ? [path ?? ""] : [])),
  isConfirmedBy: ({ totals }, typed) => {
    const amount = parseSpanishNumber(typed.replace(/€|EUR/giu, "").trim());
    return amount !== null && [totals.total, totals.base].includes(roundAmount(amount));
  },
  planPush: async (tx, scope, { payload }) => {
    const { isTooOld } = await copyAge(tx, scope, new Date());
    if (isTooOld) {
      await enqueueSync(tx, scope, "person", [...decisiveResources]);
      return refuse("holded.copy_too_old");
    }
    return planQuote(payload, todayInMadrid(systemClock));
  },
  onApproved: async (tx, { companyId, environment: where }, { id, endsAt }) => {
    await enqueue(tx, learnJob, { companyId, environment: where, proposalId: id }, { startAfter: endsAt, singletonKey: id });
  },
};

/** What the review needs to know of a mail that takes a quote to its customer. */
const sendKind: KindDefinition<QuoteSendPayload, null> = {
  kind: "quote_send",
  payload: quoteSendPayload,
  permissions,
  rowOf: ({ number, to, customer }) => ({
    title: number ?? "–",
    party: customer ?? to[0] ?? null,
    // Nothing is paid by it: no amount that a limit could ask about.
    amount: null,
    currency: null,
    documentDate: null,
  }),
  facts: () => Promise.resolve(null),
  check: () => [],
  riskOf: () => "low",
  standingOf: () => "clear",
  blockers: () => [],
  isConfirmedBy: () => false,
  planPush: async (tx, scope, { payload }) => {
    const { quoteId, estimateId, number, to, cc, subject, message } = payload;
    // Two clicks, or two people: the customer gets one mail.
    await lockProposal(tx, scope, quoteId);
    const other = await openSending(tx, scope, estimateId);
    return other
      ? refuse("proposal.not_open", { state: other.state })
      : ok({ kind: "estimate_send", estimateId, number, to, cc, subject, message });
  },
};

export function registerQuotes(): void {
  registerKind(quoteKind);
  registerKind(sendKind);
  onMirrorNews("quotes", async (tx, { companyId, environment: where }) => {
    await enqueue(tx, outcomesJob, { companyId, environment: where }, { singletonKey: `${companyId} ${where}`, startAfter: 2 });
  });
}

/** The subject, or the first words that are not empty. */
function titleOf(subject: string | null, text: string): string {
  const line = subject?.trim() || (text.split("\n").find((one) => one.trim().length > 3) ?? "").trim() || "–";
  return line.length > 120 ? `${line.slice(0, 119).trimEnd()}…` : line;
}
