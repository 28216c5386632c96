import { apiPath, type Place } from "@/components/review/place";
import { getJson } from "@/components/review/review-api";
import type { KnownCustomer } from "@/lib/agents/quotes/model";
import type { CustomerPanel, EstimateView, FoundItem } from "@/lib/agents/quotes/query-run";

/** Things of the catalogue, with what one of each costs the customer. */
export function searchProducts(place: Place, q: string, contactId: string | null, signal: AbortSignal): Promise<readonly FoundItem[]> {
  const query = { q, ...(contactId === null ? {} : { customer: contactId }) };
  return getJson(`${apiPath(place, "quotes", "catalogue")}?${new URLSearchParams(query)}`, signal);
}

export function searchCustomers(place: Place, q: string, signal: AbortSignal): Promise<readonly KnownCustomer[]> {
  return getJson(`${apiPath(place, "quotes", "customers")}?${new URLSearchParams({ q })}`, signal);
}

export function fetchCustomerPanel(place: Place, contactId: string, signal: AbortSignal): Promise<CustomerPanel> {
  return getJson(apiPath(place, "quotes", "customers", contactId), signal);
}

/** Null while it is not there. */
export function fetchEstimate(place: Place, id: string, signal: AbortSignal): Promise<EstimateView | null> {
  return getJson(apiPath(place, "quotes", id, "estimate"), signal);
}
