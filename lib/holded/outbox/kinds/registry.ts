import "server-only";
import type { PushKind } from "@/lib/holded/outbox/kind";
import { bankStatement } from "@/lib/holded/outbox/kinds/bank-statement";
import { contact } from "@/lib/holded/outbox/kinds/contact";
import { estimate } from "@/lib/holded/outbox/kinds/estimate";
import { estimateChange } from "@/lib/holded/outbox/kinds/estimate-change";
import { estimateSend } from "@/lib/holded/outbox/kinds/estimate-send";
import { inboxAttach } from "@/lib/holded/outbox/kinds/inbox-attach";
import { lead } from "@/lib/holded/outbox/kinds/lead";
import { event, leadNote, leadStage, leadTask } from "@/lib/holded/outbox/kinds/lead-parts";
import { payment } from "@/lib/holded/outbox/kinds/payment";
import { projectTime } from "@/lib/holded/outbox/kinds/project-time";
import { purchase } from "@/lib/holded/outbox/kinds/purchase";
import { reconcile } from "@/lib/holded/outbox/kinds/reconcile";
import type { PlanOf, PushKindName, PushPlan } from "@/lib/holded/push-plan";

/** How each kind of plan is carried out. */
const kinds: { readonly [Name in PushKindName]: PushKind<PlanOf<Name>> } = {
  purchase,
  contact,
  estimate,
  estimate_change: estimateChange,
  estimate_send: estimateSend,
  reconcile,
  bank_statement: bankStatement,
  payment,
  lead,
  lead_note: leadNote,
  lead_task: leadTask,
  lead_stage: leadStage,
  event,
  project_time: projectTime,
  inbox_attach: inboxAttach,
};

/** The kind of this plan. Its functions take this very plan and no other. */
export function kindOf(plan: PushPlan): PushKind<PushPlan> {
  return kinds[plan.kind] as PushKind<PushPlan>;
}

/** What no other push may work on while one with this plan is under way. */
export function conflictsOf(plan: PushPlan): readonly string[] {
  return kindOf(plan).conflicts(plan);
}
