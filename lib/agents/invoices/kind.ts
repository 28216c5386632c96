import "server-only";
import { z } from "zod";
import type { InvoiceFacts } from "@/lib/agents/invoices/facts";
import { needsSecondPerson } from "@/lib/agents/invoices/fraud";
import { invoicePayload, type InvoicePayload } from "@/lib/agents/invoices/model";
import { planPurchase } from "@/lib/agents/invoices/push";
import { reviewInvoice, riskOfInvoice, standingOfInvoice } from "@/lib/agents/invoices/propose";
import { findAttachment, loadFacts } from "@/lib/agents/invoices/store";
import { parseSpanishNumber, roundAmount } from "@/lib/kernel/money";
import { defineJob, enqueue } from "@/lib/platform/jobs";
import { registerKind, type KindDefinition } from "@/lib/review/kinds";
import { environment } from "@/lib/review/model";

/** Learns from one approved invoice, once its approval can no longer be taken back. Looks at the file again where it must. */
export const learnJob = defineJob({
  name: "supplier.learn",
  payload: z.strictObject({ companyId: z.uuid(), environment, proposalId: z.uuid() }),
  retryLimit: 3,
  retryDelaySeconds: 30,
  expireSeconds: 2700,
});

/** What the review needs to know of a supplier invoice. */
export const invoiceKind: KindDefinition<InvoicePayload, InvoiceFacts> = {
  kind: "invoice",
  payload: invoicePayload,
  permissions: { read: "invoices.read", write: "invoices.write", approve: "invoices.approve" },
  rowOf: ({ number, supplier, total, currency, issueDate }) => ({
    title: number ?? "–",
    party: supplier.name,
    amount: total,
    currency,
    documentDate: issueDate,
  }),
  facts: loadFacts,
  check: (payload, facts, { reasons }) => reviewInvoice(payload, facts, reasons),
  riskOf: (_, reasons) => riskOfInvoice(reasons),
  standingOf: (_, reasons) => standingOfInvoice(reasons),
  needsTwo: needsSecondPerson,
  blockers: (_payload, reasons) => reasons.flatMap(({ level, path }) => (level === "block" ? [path ?? ""] : [])),
  isConfirmedBy,
  planPush: async (tx, scope, { proposal, payload }) => {
    const facts = await loadFacts(tx, scope, payload, proposal);
    const document = await findAttachment(tx, scope, proposal);
    return planPurchase(payload, { ...facts, document });
  },
  onApproved: async (tx, { companyId, environment }, { id, endsAt }) => {
    await enqueue(tx, learnJob, { companyId, environment, proposalId: id }, { startAfter: endsAt, singletonKey: id });
  },
};

export const registerInvoices = (): void => registerKind(invoiceKind);

/** The number as printed but for separators and case, or the total or the amount to pay in any spelling. */
function isConfirmedBy({ number, total, payable }: InvoicePayload, typed: string): boolean {
  const bare = (text: string) => text.toUpperCase().replace(/[^\p{L}\p{N}]/gu, "");
  if (number !== null && bare(number) !== "" && bare(typed) === bare(number)) return true;
  const amount = parseSpanishNumber(typed.replace(/€|EUR/giu, "").trim());
  return amount !== null && [total, payable].includes(roundAmount(amount));
}
