import "server-only";
import { ok } from "@/lib/kernel/result";
import type { DocumentBody, DocumentItem } from "@/lib/holded/endpoints/document-calls";
import { attachToEstimate, createEstimate, getEstimate, listEstimateAttachments, listEstimates } from "@/lib/holded/endpoints/estimates";
import { documentRow } from "@/lib/holded/mirror/rows";
import { estimateDifferences } from "@/lib/holded/outbox/compare";
import { contactKeys } from "@/lib/holded/outbox/contact-keys";
import type { PushKind } from "@/lib/holded/outbox/kind";
import { referenceField } from "@/lib/holded/outbox/reference";
import { attachOnce, loadAttachment } from "@/lib/holded/outbox/steps/attach";
import { ensureContact } from "@/lib/holded/outbox/steps/contact";
import { createOnce, readBack } from "@/lib/holded/outbox/steps/document";
import type { DocumentCalls } from "@/lib/holded/outbox/steps/document-calls";
import type { EstimateItem, EstimatePlan } from "@/lib/holded/plans/estimate";

const calls: DocumentCalls = {
  get: (client, id) => client.call(getEstimate, { params: { id } }),
  list: (client, query) => client.call(listEstimates, { query }),
  attach: (client, id, body) => client.call(attachToEstimate, { params: { id }, body }),
  attachments: (client, id, cursor) =>
    client.call(listEstimateAttachments, { params: { id }, query: cursor === undefined ? {} : { cursor } }),
};

/** A quote: contact → create → attach → verify to the cent. */
export const estimate: PushKind<EstimatePlan> = {
  main: "create",
  harmless: ["contact"],
  own: ["create", "attach"],
  conflicts: (plan) => contactKeys(plan.contact),
  place: ({ body, expect }) => ({ date: body.date, total: expect.total }),
  async carry(context, plan) {
    const { client, push } = context;
    const file = await loadAttachment(context, plan.attachment);
    if (!file.ok) return file;
    const contact = await ensureContact(context, plan.contact);
    if (!contact.ok) return contact;
    const contactId = contact.value;
    const body = estimateBodyOf(plan, contactId, push.externalRef, context.usesCustomField);
    const created = await createOnce(context, {
      calls,
      contactId,
      date: plan.body.date,
      write: () => client.call(createEstimate, { body }),
      isAlike: ({ date }) => date === plan.body.date,
      stopsAtTwin: false,
    });
    if (!created.ok) return created;
    const id = created.value;
    if (file.value) {
      const attached = await attachOnce(context, calls, id, file.value);
      if (!attached.ok) return attached;
    }
    const wanted = { plan, contactId, reference: push.externalRef };
    const read = await readBack(context, { calls, id, file: file.value }, (document) => estimateDifferences(document, wanted));
    return read.ok
      ? ok({ holdedId: id, differences: read.value.differences, mirror: [{ resource: "estimate", row: documentRow(read.value.document) }] })
      : read;
  },
};

/** The plan of a quote as Holded's create call wants it. Pure. */
export function estimateBodyOf(plan: EstimatePlan, contactId: string, reference: string, usesCustomField: boolean): DocumentBody {
  const { date, dueDate, currency, language, items } = plan.body;
  return {
    contact_id: contactId,
    date,
    ...(dueDate === null ? {} : { due_date: dueDate }),
    currency,
    ...(language === null ? {} : { language }),
    ...(usesCustomField ? { custom_fields: [{ field: referenceField, value: reference }] } : { tags: [reference] }),
    items: items.map(itemOf),
  };
}

function itemOf(item: EstimateItem): DocumentItem {
  if (item.type === "title") return { type: "title", name: item.name };
  const { type, name, description, units, price, discount, taxes, productId, serviceId, unitType } = item;
  return {
    type,
    name,
    units: Number(units),
    price: Number(price),
    discount: Number(discount),
    taxes,
    ...(description === null ? {} : { description }),
    ...(productId === null ? {} : { product_id: productId }),
    ...(serviceId === null ? {} : { service_id: serviceId }),
    ...(unitType === null ? {} : { unit_type: unitType }),
  };
}
