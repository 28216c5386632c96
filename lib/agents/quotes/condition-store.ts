import "server-only";
import type { QuantityBreak } from "@/lib/agents/quotes/engine/model";
import type { CompanyScope, Tx } from "@/lib/platform/db/scope";

export const conditionKinds = ["price_list", "discount", "category_discount", "agreed_price", "reference", "quantity_break"] as const;
export type ConditionKind = (typeof conditionKinds)[number];

/** One fact about prices that the company told us and Holded does not know. */
export type Condition = {
  readonly kind: ConditionKind;
  /** Holded id; empty: everybody. */
  readonly contactId: string;
  /** Category, key of the item, the customer's own part number; empty where there is none. */
  readonly subject: string;
  /** Of a quantity break. */
  readonly fromQuantity: string;
  /** Id of the price list, per cent, net price, key of the item. */
  readonly value: string;
};

/** What was told of these customers, or of all of them. */
export async function conditionsOf(
  tx: Tx,
  { companyId, environment }: CompanyScope,
  contactIds?: readonly string[],
): Promise<readonly Condition[]> {
  const rows = await tx.quoteCondition.findMany({
    where: { companyId, environment, kind: { not: "quantity_break" }, ...(contactIds ? { contactId: { in: [...contactIds] } } : {}) },
    select: { kind: true, contactId: true, subject: true, fromQuantity: true, value: true },
    orderBy: { id: "asc" },
  });
  return rows.flatMap(asCondition);
}

/** The quantity breaks of these items. */
export async function breaksOf(
  tx: Tx,
  { companyId, environment }: CompanyScope,
  keys?: readonly string[],
): Promise<readonly QuantityBreak[]> {
  const rows = await tx.quoteCondition.findMany({
    where: { companyId, environment, kind: "quantity_break", ...(keys ? { subject: { in: [...keys] } } : {}) },
    select: { subject: true, fromQuantity: true, value: true },
    orderBy: { id: "asc" },
  });
  return rows.map(({ subject, fromQuantity, value }) => ({ item: subject, from: fromQuantity.toFixed(), price: value }));
}

type Row = { kind: string; contactId: string; subject: string; fromQuantity: { toFixed: () => string }; value: string };

function asCondition({ kind, fromQuantity, ...rest }: Row): readonly Condition[] {
  const known = conditionKinds.find((one) => one === kind);
  return known ? [{ ...rest, kind: known, fromQuantity: fromQuantity.toFixed() }] : [];
}
