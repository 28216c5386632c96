import { z } from "zod";
import { bankStatementPlan } from "@/lib/holded/plans/bank-statement";
import { contactPlan } from "@/lib/holded/plans/contact";
import { eventPlan, leadNotePlan, leadPlan, leadStagePlan, leadTaskPlan } from "@/lib/holded/plans/crm";
import { estimateChangePlan, estimatePlan, estimateSendPlan } from "@/lib/holded/plans/estimate";
import { inboxAttachPlan } from "@/lib/holded/plans/inbox";
import { attachmentOfPlan, contactOfPlan, decimal, totalsOfPlan } from "@/lib/holded/plans/parts";
import { projectTimePlan } from "@/lib/holded/plans/project-time";
import { paymentPlan, reconcilePlan } from "@/lib/holded/plans/treasury";

/** One line of a purchase. Numbers travel as decimal strings until the client writes them as JSON numbers. */
export const purchaseItem = z.object({
  name: z.string().min(1).max(500),
  units: decimal,
  price: decimal,
  /** Per cent. */
  discount: decimal,
  /** Keys of GET /taxes, at most one of a group: `p_iva_21`, `p_ret_15`. */
  taxes: z.array(z.string()),
  /** Holded id of the expense account, not its number. */
  account: z.string().nullable(),
});
export type PurchaseItem = z.infer<typeof purchaseItem>;

/**
 * Everything that an approved invoice will do in Holded, decided before the first call and stored with the intent.
 * The outbox carries it out step by step: contact → create → attach → approve → verify.
 */
export const purchasePlan = z.object({
  kind: z.literal("purchase"),
  /** A credit note of the supplier: POST /purchases/refund. */
  refund: z.boolean(),
  contact: contactOfPlan,
  body: z.object({
    number: z.string().min(1),
    date: z.iso.date(),
    dueDate: z.iso.date().nullable(),
    currency: z.string(),
    tags: z.array(z.string().min(1)).optional(),
    projectId: z.string().min(1).optional(),
    items: z.array(purchaseItem).min(1),
  }),
  attachment: attachmentOfPlan.nullable(),
  /** Approve in Holded too: only where the company's setting says so. */
  approve: z.boolean(),
  expect: totalsOfPlan,
});
export type PurchasePlan = z.infer<typeof purchasePlan>;

/** Every kind of approved write. What each one does in Holded stands in `outbox/kinds`. */
export const pushPlan = z.discriminatedUnion("kind", [
  purchasePlan,
  contactPlan,
  estimatePlan,
  estimateChangePlan,
  estimateSendPlan,
  reconcilePlan,
  bankStatementPlan,
  paymentPlan,
  leadPlan,
  leadNotePlan,
  leadTaskPlan,
  leadStagePlan,
  eventPlan,
  projectTimePlan,
  inboxAttachPlan,
]);
export type PushPlan = z.infer<typeof pushPlan>;
export type PushKindName = PushPlan["kind"];
export type PlanOf<Kind extends PushKindName> = Extract<PushPlan, { kind: Kind }>;
