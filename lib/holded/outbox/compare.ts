import { toCents } from "@/lib/kernel/money";
import type { Purchase } from "@/lib/holded/endpoints/purchases";
import { isReference } from "@/lib/holded/outbox/reference";
import type { PurchasePlan } from "@/lib/holded/push-plan";

export type Difference = { readonly field: string; readonly expected: string; readonly got: string };

type Wanted = { readonly plan: PurchasePlan; readonly contactId: string; readonly reference: string };

/** Whether our reference stands among the tags or in a custom field. */
export function carriesReference(purchase: Pick<Purchase, "tags" | "customFields">, reference: string): boolean {
  return (
    purchase.tags.some((tag) => isReference(tag, reference)) || purchase.customFields.some(({ value }) => isReference(value, reference))
  );
}

/** Where the purchase that stands in Holded is not what was approved. Amounts to the cent. Pure. */
export function differencesOf(purchase: Purchase, { plan, contactId, reference }: Wanted): readonly Difference[] {
  const { body, expect } = plan;
  const sign = plan.refund && isNegated(purchase, expect.total) ? -1n : 1n;
  const amount = (field: "subtotal" | "tax" | "total") =>
    toCents(purchase[field]) * sign === toCents(expect[field]) ? [] : [{ field, expected: expect[field], got: purchase[field] }];
  const equal = (field: string, expected: string, got: string | null) => (expected === got ? [] : [{ field, expected, got: got ?? "" }]);
  return [
    ...equal("number", body.number.trim(), purchase.number?.trim() ?? null),
    ...equal("date", body.date, purchase.date),
    ...(body.dueDate === null ? [] : equal("dueDate", body.dueDate, purchase.dueDate)),
    ...equal("currency", body.currency, purchase.currency),
    ...amount("subtotal"),
    ...amount("tax"),
    ...amount("total"),
    ...equal("lines", String(body.items.length), String(purchase.lines.length)),
    ...equal("contact", contactId, purchase.contactId),
    ...(carriesReference(purchase, reference) ? [] : [{ field: "reference", expected: reference, got: "" }]),
    ...(plan.approve && purchase.isApproved !== true ? [{ field: "approved", expected: "yes", got: "no" }] : []),
  ];
}

/** Whether a credit note is kept with the other sign is nowhere documented: its own total decides for all its amounts. */
function isNegated(purchase: Purchase, expectedTotal: string): boolean {
  return toCents(purchase.total) === -toCents(expectedTotal) && toCents(expectedTotal) !== 0n;
}
