import { apiPath, type Place } from "@/components/review/place";
import { getJson } from "@/components/review/review-api";
import type { KnownCustomer, QuotedItem } from "@/lib/agents/quotes/model";

/** Something of the catalogue as the search shows it; `price` is the base price of one unit. */
export type FoundProduct = { readonly item: QuotedItem; readonly price: string };

export function searchProducts(place: Place, q: string, signal: AbortSignal): Promise<readonly FoundProduct[]> {
  return getJson(`${apiPath(place, "quotes", "catalogue")}?${new URLSearchParams({ q })}`, signal);
}

export function searchCustomers(place: Place, q: string, signal: AbortSignal): Promise<readonly KnownCustomer[]> {
  return getJson(`${apiPath(place, "quotes", "customers")}?${new URLSearchParams({ q })}`, signal);
}

export type CustomerPanelView = {
  readonly email: string | null;
  readonly phone: string | null;
  /** Its name; null: the base prices. */
  readonly priceList: string | null;
  readonly discount: string;
  readonly categoryDiscounts: readonly { readonly category: string; readonly percent: string }[];
  /** How many things have a price agreed with this customer. */
  readonly agreedPrices: number;
  readonly paymentTerms: string | null;
  readonly regime: KnownCustomer["regime"];
  readonly lastQuotes: readonly {
    readonly key: string;
    readonly proposalId: string | null;
    readonly number: string | null;
    readonly date: string | null;
    readonly total: string | null;
    readonly state: EstimateView["status"] | null;
  }[];
};

export function fetchCustomerPanel(place: Place, contactId: string, signal: AbortSignal): Promise<CustomerPanelView> {
  return getJson(apiPath(place, "quotes", "customers", contactId), signal);
}

/** What Holded says of the estimate that a quote became. */
export type EstimateView = {
  readonly estimateId: string;
  readonly number: string | null;
  /** Where it opens in Holded; null: the address is not known. */
  readonly url: string | null;
  readonly status: "open" | "accepted" | "rejected" | "converted" | "gone";
  readonly seenAt: string;
  readonly sendings: readonly {
    readonly id: string;
    readonly to: readonly string[];
    readonly at: string;
    readonly state: "sending" | "sent" | "failed";
  }[];
};

/** Null while it is not there. */
export function fetchEstimate(place: Place, id: string, signal: AbortSignal): Promise<EstimateView | null> {
  return getJson(apiPath(place, "quotes", id, "estimate"), signal);
}
