import "server-only";
import {
  attachToPurchase,
  createPurchase,
  createPurchaseRefund,
  getPurchase,
  listPurchaseAttachments,
  listPurchases,
} from "@/lib/holded/endpoints/purchases";
import { numberKeyOf } from "@/lib/holded/keys";
import { differencesOf } from "@/lib/holded/outbox/compare";
import { contactKeys } from "@/lib/holded/outbox/contact-keys";
import type { PushKind } from "@/lib/holded/outbox/kind";
import { carryDocument } from "@/lib/holded/outbox/kinds/document";
import { purchaseBodyOf } from "@/lib/holded/outbox/purchase-body";
import { approveOnce } from "@/lib/holded/outbox/steps/approve";
import { documentCalls } from "@/lib/holded/outbox/steps/document-calls";
import type { PurchasePlan } from "@/lib/holded/push-plan";

const calls = documentCalls({ get: getPurchase, list: listPurchases, attach: attachToPurchase, attachments: listPurchaseAttachments });

/** A supplier's invoice or credit note: contact → create → attach → approve → verify. */
export const purchase: PushKind<PurchasePlan> = {
  main: "create",
  harmless: ["contact"],
  own: ["create", "attach", "approve"],
  conflicts: (plan) => contactKeys(plan.contact),
  place: ({ body }) => ({ number: body.number, date: body.date }),
  carry: (context, plan) => {
    const { client, push, usesCustomField } = context;
    const reference = push.externalRef;
    return carryDocument(context, plan, {
      calls,
      resource: "purchase",
      create: (contactId) =>
        client.call(plan.refund ? createPurchaseRefund : createPurchase, {
          body: purchaseBodyOf(plan, contactId, reference, usesCustomField),
        }),
      isAlike: ({ number }) => number !== null && numberKeyOf(number) === numberKeyOf(plan.body.number),
      stopsAtTwin: true,
      approve: plan.approve ? (id) => approveOnce(context, id) : null,
      differences: (document, contactId) => differencesOf(document, { plan, contactId, reference }),
    });
  },
};
