import type { ReconciliationPayload } from "@/lib/agents/reconciliation/model";
import { wayOf } from "@/lib/agents/reconciliation/way";
import type { PlanOf } from "@/lib/holded/push-plan";

/** What other approved movements settle of a document meanwhile, by document. */
export type Reservations = ReadonlyMap<string, readonly string[]>;

/**
 * What an approved choice writes to Holded; null: nothing, because there is no document, or because the API cannot express
 * it and a person does it there. Never an empty list of documents: Holded would tick the movement off by force. Pure.
 */
export function planReconciliation(payload: ReconciliationPayload, reservations: Reservations): PlanOf<"reconcile"> | null {
  if (wayOf(payload).way !== "reconcile" || payload.documents.length === 0) return null;
  const { id, accountId, accountName, valueDate, amount, reconciled } = payload.movement;
  return {
    kind: "reconcile",
    accountId,
    accountName,
    movement: { id, valueDate, amount, reconciled },
    documents: payload.documents.map((one) => ({
      type: one.type,
      id: one.id,
      pending: one.pending,
      ...(reservations.has(one.id) ? { others: [...(reservations.get(one.id) ?? [])] } : {}),
    })),
  };
}
