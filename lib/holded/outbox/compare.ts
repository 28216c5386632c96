import { toCents } from "@/lib/kernel/money";
import type { HoldedDocument } from "@/lib/holded/endpoints/documents";
import { isReference } from "@/lib/holded/outbox/reference";
import type { EstimatePlan } from "@/lib/holded/plans/estimate";
import type { PurchasePlan } from "@/lib/holded/push-plan";

export type Difference = { readonly field: string; readonly expected: string; readonly got: string };

type Wanted<Plan> = { readonly plan: Plan; readonly contactId: string; readonly reference: string };

/** What of a document is compared. */
export type Comparable = Pick<
  HoldedDocument,
  "number" | "contactId" | "date" | "dueDate" | "subtotal" | "tax" | "total" | "currency" | "tags" | "customFields" | "isApproved"
> & { readonly lines: readonly { readonly name: string }[] };

/** Whether our reference stands among the tags or in a custom field. */
export function carriesReference(
  { tags, customFields }: { readonly tags: readonly string[]; readonly customFields: readonly { readonly value: string }[] },
  reference: string,
): boolean {
  return tags.some((tag) => isReference(tag, reference)) || customFields.some(({ value }) => isReference(value, reference));
}

const unless = (isRight: boolean, field: string, expected: string, got: string | null): readonly Difference[] =>
  isRight ? [] : [{ field, expected, got: got ?? "" }];

/** One value that must be what was approved, letter by letter. Pure. */
export const mustBe = (field: string, expected: string, got: string | null): readonly Difference[] =>
  unless(expected === got, field, expected, got);

/** One amount, to the cent; Holded may write "5" for "5.00". Pure. */
export const mustBeCents = (field: string, expected: string, got: string | null): readonly Difference[] =>
  unless(got !== null && toCents(expected) === toCents(got), field, expected, got);

/** Where the estimate that stands in Holded is not what was approved. Amounts to the cent. Pure. */
export function estimateDifferences(estimate: Comparable, { plan, contactId, reference }: Wanted<EstimatePlan>): readonly Difference[] {
  const { body, expect } = plan;
  return [
    ...mustBe("date", body.date, estimate.date),
    ...(body.dueDate === null ? [] : mustBe("dueDate", body.dueDate, estimate.dueDate)),
    ...mustBe("currency", body.currency, estimate.currency),
    ...mustBeCents("subtotal", expect.subtotal, estimate.subtotal),
    ...mustBeCents("tax", expect.tax, estimate.tax),
    ...mustBeCents("total", expect.total, estimate.total),
    ...mustBe("lines", String(body.items.length), String(estimate.lines.length)),
    ...mustBe("contact", contactId, estimate.contactId),
    ...unless(carriesReference(estimate, reference), "reference", reference, null),
  ];
}

/** Where the purchase that stands in Holded is not what was approved. Amounts to the cent. Pure. */
export function differencesOf(purchase: Comparable, { plan, contactId, reference }: Wanted<PurchasePlan>): readonly Difference[] {
  const { body, expect } = plan;
  const sign = plan.refund && isNegated(purchase, expect.total) ? -1n : 1n;
  const amount = (field: "subtotal" | "tax" | "total") =>
    toCents(purchase[field]) * sign === toCents(expect[field]) ? [] : [{ field, expected: expect[field], got: purchase[field] }];
  return [
    ...mustBe("number", body.number.trim(), purchase.number?.trim() ?? null),
    ...mustBe("date", body.date, purchase.date),
    ...(body.dueDate === null ? [] : mustBe("dueDate", body.dueDate, purchase.dueDate)),
    ...mustBe("currency", body.currency, purchase.currency),
    ...amount("subtotal"),
    ...amount("tax"),
    ...amount("total"),
    ...mustBe("lines", String(body.items.length), String(purchase.lines.length)),
    ...mustBe("contact", contactId, purchase.contactId),
    ...unless(carriesReference(purchase, reference), "reference", reference, null),
    ...unless(!plan.approve || purchase.isApproved === true, "approved", "yes", "no"),
  ];
}

/** Whether a credit note is kept with the other sign is nowhere documented: its own total decides for all its amounts. */
function isNegated(purchase: Comparable, expectedTotal: string): boolean {
  return toCents(purchase.total) === -toCents(expectedTotal) && toCents(expectedTotal) !== 0n;
}
