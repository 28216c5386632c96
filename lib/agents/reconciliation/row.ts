import type { ReconciliationPayload } from "@/lib/agents/reconciliation/model";

/** What the queue shows of a movement, and what it is searched and sorted by. */
export function rowOf({ movement, documents }: ReconciliationPayload) {
  const parties = [...new Set(documents.flatMap(({ partyName }) => partyName ?? []))];
  return {
    title: movement.text.trim().slice(0, 300) || "–",
    party: parties.join(", ").slice(0, 300) || movement.counterpartyName,
    amount: movement.amount,
    currency: movement.currency,
    documentDate: movement.valueDate,
  };
}
