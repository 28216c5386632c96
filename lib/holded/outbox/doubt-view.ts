import "server-only";
import { doubtOf, type DoubtView } from "@/lib/holded/outbox/doubt";
import { latestPush, type Push } from "@/lib/holded/outbox/store";
import type { CompanyScope, Tx } from "@/lib/platform/db/scope";

/** The doubt at which the sending of a proposal stopped; null: there is none. */
export async function doubtView(tx: Tx, scope: CompanyScope, proposalId: string): Promise<DoubtView | null> {
  const push = await latestPush(tx, scope, proposalId);
  const doubt = push?.state === "failed" ? doubtOf(push.failure) : null;
  return push && doubt && { ...doubt, wanted: wantedOf(push) };
}

function wantedOf({ plan, holdedId, externalRef }: Push): DoubtView["wanted"] {
  switch (plan.kind) {
    case "estimate_send": {
      const { estimateId, number, to, cc, subject, message } = plan;
      return { kind: "mail", estimate: estimateId, number, to, cc, subject, message };
    }
    case "lead_note":
      return { kind: "note", lead: plan.leadId, name: plan.leadName, title: plan.note.title, text: plan.note.description };
    case "lead":
      return plan.note === null
        ? { kind: "other", reference: externalRef }
        : { kind: "note", lead: holdedId, name: plan.lead.name, title: plan.note.title, text: plan.note.description };
    default:
      return { kind: "other", reference: externalRef };
  }
}
