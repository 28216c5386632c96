import "server-only";
import { soldItems, type ListedItem } from "@/lib/agents/quotes/catalogue-store";
import { breaksOf } from "@/lib/agents/quotes/condition-store";
import { findCustomer } from "@/lib/agents/quotes/customer-store";
import type { PriceList } from "@/lib/agents/quotes/engine/model";
import { pricesOf } from "@/lib/agents/quotes/engine/price";
import type { QuotePayload } from "@/lib/agents/quotes/model";
import type { AccountTax, Pricing } from "@/lib/agents/quotes/pricing";
import { mirroredPriceLists } from "@/lib/holded/mirror/read-catalogue";
import { mirroredTaxes } from "@/lib/holded/store";
import type { CompanyScope, Tx } from "@/lib/platform/db/scope";

/** The active taxes of the account. */
export const accountTaxes = (tx: Tx): Promise<readonly AccountTax[]> => mirroredTaxes(tx);

/** What prices and taxes of these items for this contact follow from, read now: nothing of it is remembered from before. */
export async function loadPricing(tx: Tx, scope: CompanyScope, keys: readonly string[], contactId: string | null): Promise<Pricing> {
  const taxes = await accountTaxes(tx);
  const sold = keys.length === 0 ? [] : await soldItems(tx, taxes, keys);
  const known = contactId === null ? null : await findCustomer(tx, scope, taxes, contactId);
  return {
    items: new Map(sold.map((one) => [one.item.key, one])),
    customer: known?.customer ?? null,
    prices: pricesOf(await priceListsOf(tx, sold), await breaksOf(tx, scope, keys)),
    taxes,
  };
}

/** The price lists of the account with what they say of these items. Holded gives prices, never the percentage behind them. */
export async function priceListsOf(tx: Tx, sold: readonly ListedItem[]): Promise<readonly PriceList[]> {
  const lists = await mirroredPriceLists(tx);
  return lists.map(({ id, name }) => {
    const entries = sold.flatMap(({ item, priceByList }) => {
      const price = priceByList.get(id);
      return price === undefined ? [] : [[item.key, price] as const];
    });
    return { id, name, type: "fixed", prices: Object.fromEntries(entries) };
  });
}

/** The same for everything that a quote names. */
export function pricingOf(tx: Tx, scope: CompanyScope, payload: Pick<QuotePayload, "lines" | "customer">): Promise<Pricing> {
  return loadPricing(tx, scope, keysIn(payload), payload.customer.mode === "known" ? payload.customer.contactId : null);
}

function keysIn({ lines }: Pick<QuotePayload, "lines">): readonly string[] {
  const keys = lines.flatMap((line) =>
    line.type === "title" ? [] : [...(line.item ? [line.item.key] : []), ...line.candidates.map(({ item }) => item.key)],
  );
  return [...new Set(keys)];
}
