import type { PurchaseBody } from "@/lib/holded/endpoints/purchases";
import { referenceField } from "@/lib/holded/outbox/reference";
import type { PurchasePlan } from "@/lib/holded/push-plan";

/** The plan of a purchase as Holded's create call wants it. Pure. */
export function purchaseBodyOf(plan: PurchasePlan, contactId: string, reference: string, usesCustomField: boolean): PurchaseBody {
  const { number, date, dueDate, currency, items, tags = [], projectId } = plan.body;
  const allTags = usesCustomField ? tags : [reference, ...tags];
  return {
    contact_id: contactId,
    number,
    date,
    ...(dueDate === null ? {} : { due_date: dueDate }),
    currency,
    ...(usesCustomField ? { custom_fields: [{ field: referenceField, value: reference }] } : {}),
    ...(allTags.length > 0 ? { tags: [...allTags] } : {}),
    ...(projectId === undefined ? {} : { project_id: projectId }),
    items: items.map(({ name, units, price, discount, taxes, account }) => ({
      name,
      units: Number(units),
      price: Number(price),
      discount: Number(discount),
      taxes,
      ...(account === null ? {} : { account }),
      ...(projectId === undefined ? {} : { project_id: projectId }),
    })),
  };
}
