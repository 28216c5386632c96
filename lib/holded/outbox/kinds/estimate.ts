import "server-only";
import type { DocumentBody, DocumentItem } from "@/lib/holded/endpoints/document-calls";
import { attachToEstimate, createEstimate, getEstimate, listEstimateAttachments, listEstimates } from "@/lib/holded/endpoints/estimates";
import { estimateDifferences } from "@/lib/holded/outbox/compare";
import { contactKeys } from "@/lib/holded/outbox/contact-keys";
import type { PushKind } from "@/lib/holded/outbox/kind";
import { carryDocument } from "@/lib/holded/outbox/kinds/document";
import { referenceField } from "@/lib/holded/outbox/reference";
import { documentCalls } from "@/lib/holded/outbox/steps/document-calls";
import type { EstimateItem, EstimatePlan } from "@/lib/holded/plans/estimate";

const calls = documentCalls({ get: getEstimate, list: listEstimates, attach: attachToEstimate, attachments: listEstimateAttachments });

/** A quote: contact → create → attach → verify to the cent. */
export const estimate: PushKind<EstimatePlan> = {
  main: "create",
  harmless: ["contact"],
  own: ["create", "attach"],
  conflicts: (plan) => contactKeys(plan.contact),
  place: ({ body, expect }) => ({ date: body.date, total: expect.total }),
  carry: (context, plan) => {
    const { client, push, usesCustomField } = context;
    const reference = push.externalRef;
    return carryDocument(context, plan, {
      calls,
      resource: "estimate",
      create: (contactId) => client.call(createEstimate, { body: estimateBodyOf(plan, contactId, reference, usesCustomField) }),
      isAlike: ({ date }) => date === plan.body.date,
      stopsAtTwin: false,
      approve: null,
      differences: (document, contactId) => estimateDifferences(document, { plan, contactId, reference }),
    });
  },
};

/** The plan of a quote as Holded's create call wants it. Pure. */
export function estimateBodyOf(plan: EstimatePlan, contactId: string, reference: string, usesCustomField: boolean): DocumentBody {
  const { date, dueDate, currency, language, printed = null, items } = plan.body;
  return {
    contact_id: contactId,
    date,
    ...(dueDate === null ? {} : { due_date: dueDate }),
    currency,
    ...(language === null ? {} : { language }),
    ...(usesCustomField ? { custom_fields: [{ field: referenceField, value: reference }] } : { tags: [reference] }),
    ...(printed === null ? {} : { body: printed }),
    items: items.map(estimateItemOf),
  };
}

/** A line of the plan as Holded takes it. Pure. */
export function estimateItemOf(item: EstimateItem): DocumentItem {
  if (item.type === "title") return { type: "title", name: item.name };
  const { type, name, description, units, price, discount, taxes, productId, serviceId, unitType, sku = null } = item;
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
    ...(sku === null ? {} : { sku }),
    ...(unitType === null ? {} : { unit_type: unitType }),
  };
}
