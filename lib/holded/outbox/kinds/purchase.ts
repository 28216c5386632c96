import "server-only";
import { ok } from "@/lib/kernel/result";
import {
  attachToPurchase, createPurchase, createPurchaseRefund, getPurchase, listPurchaseAttachments, listPurchases,
} from "@/lib/holded/endpoints/purchases"; // prettier-ignore
import { numberKeyOf } from "@/lib/holded/keys";
import { documentRow } from "@/lib/holded/mirror/rows";
import { differencesOf } from "@/lib/holded/outbox/compare";
import { contactKeys } from "@/lib/holded/outbox/contact-keys";
import type { PushKind } from "@/lib/holded/outbox/kind";
import { purchaseBodyOf } from "@/lib/holded/outbox/purchase-body";
import { approveOnce } from "@/lib/holded/outbox/steps/approve";
import { attachOnce, loadAttachment } from "@/lib/holded/outbox/steps/attach";
import { ensureContact } from "@/lib/holded/outbox/steps/contact";
import { createOnce, readBack } from "@/lib/holded/outbox/steps/document";
import type { DocumentCalls } from "@/lib/holded/outbox/steps/document-calls";
import type { PurchasePlan } from "@/lib/holded/push-plan";

const calls: DocumentCalls = {
  get: (client, id) => client.call(getPurchase, { params: { id } }),
  list: (client, query) => client.call(listPurchases, { query }),
  attach: (client, id, body) => client.call(attachToPurchase, { params: { id }, body }),
  attachments: (client, id, cursor) =>
    client.call(listPurchaseAttachments, { params: { id }, query: cursor === undefined ? {} : { cursor } }),
};

/** A supplier's invoice or credit note: contact → create → attach → approve → verify. */
export const purchase: PushKind<PurchasePlan> = {
  main: "create",
  harmless: ["contact"],
  own: ["create", "attach", "approve"],
  conflicts: (plan) => contactKeys(plan.contact),
  place: ({ body }) => ({ number: body.number, date: body.date }),
  async carry(context, plan) {
    const { client, push } = context;
    const file = await loadAttachment(context, plan.attachment);
    if (!file.ok) return file;
    const contact = await ensureContact(context, plan.contact);
    if (!contact.ok) return contact;
    const contactId = contact.value;
    const body = purchaseBodyOf(plan, contactId, push.externalRef, context.usesCustomField);
    const created = await createOnce(context, {
      calls,
      contactId,
      date: plan.body.date,
      write: () => client.call(plan.refund ? createPurchaseRefund : createPurchase, { body }),
      isAlike: ({ number }) => number !== null && numberKeyOf(number) === numberKeyOf(plan.body.number),
      stopsAtTwin: true,
    });
    if (!created.ok) return created;
    const id = created.value;
    if (file.value) {
      const attached = await attachOnce(context, calls, id, file.value);
      if (!attached.ok) return attached;
    }
    if (plan.approve) {
      const approved = await approveOnce(context, id);
      if (!approved.ok) return approved;
    }
    const wanted = { plan, contactId, reference: push.externalRef };
    const read = await readBack(context, { calls, id, file: file.value }, (document) => differencesOf(document, wanted));
    if (!read.ok) return read;
    // The next invoice of this supplier is compared with this one at once, not after the next synchronisation.
    return ok({
      holdedId: id,
      differences: read.value.differences,
      mirror: [{ resource: "purchase", row: documentRow(read.value.document) }],
    });
  },
};
