import type { PurchaseBody } from "@/lib/holded/endpoints/purchases";
import { referenceField } from "@/lib/holded/outbox/reference";
import type { PurchasePlan } from "@/lib/holded/push-plan";

/** The plan of a purchase as Holded's create call wants it. Pure. */
export function purchaseBodyOf(plan: PurchasePlan, contactId: string, reference: string, usesCustomField: boolean): PurchaseBody {
  const { number, date, dueDate, currency, items } = plan.body;
  return {
    contact_id: contactId,
    number,
    date,
    ...(dueDate === null ? {} : { due_date: dueDate }),
    currency,
    ...(usesCustomField ? { custom_fields: [{ field: referenceField, value: reference }] } : { tags: [reference] }),
    items: items.map(({ name, units, price, discount, taxes, account }) => ({
      name,
      units: Number(units),
      price: Number(price),
      discount: Number(discount),
      taxes,
      ...(account === null ? {} : { account }),
    })),
  };
}
