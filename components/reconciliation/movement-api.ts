import type { FoundDocument } from "@/components/reconciliation/choose";
import { filterQuery } from "@/components/reconciliation/address";
import { movementsPerPage } from "@/components/reconciliation/movements-per-page";
import { apiPath, type Place } from "@/components/review/place";
import { getJson } from "@/components/review/review-api";
import type { MovementFilter } from "@/lib/agents/reconciliation/list-query";
import type { ClearRow, MovementPage } from "@/lib/agents/reconciliation/list-view";

export function fetchMovements(place: Place, filter: MovementFilter, index: number, signal: AbortSignal): Promise<MovementPage> {
  const page = { offset: String(index * movementsPerPage), limit: String(movementsPerPage) };
  return getJson(`${apiPath(place, "reconciliation", "movements")}?${new URLSearchParams({ ...filterQuery(filter), ...page })}`, signal);
}

/** Every clear movement that the filter shows, wherever in the list it stands. */
export function fetchClear(place: Place, filter: MovementFilter): Promise<readonly ClearRow[]> {
  return getJson(`${apiPath(place, "reconciliation", "clear")}?${new URLSearchParams(filterQuery(filter))}`);
}

/** Open documents whose number, party or amount holds the text. */
export async function fetchDocuments(
  place: Place,
  query: { readonly q: string; readonly currency: string },
  signal: AbortSignal,
): Promise<readonly FoundDocument[]> {
  const url = `${apiPath(place, "reconciliation", "documents")}?${new URLSearchParams(query)}`;
  const found = await getJson<readonly (FoundDocument & { readonly reserved: string })[]>(url, signal);
  // What other approved movements take whole is not there to be taken.
  return found.flatMap(({ reserved: _reserved, ...document }) =>
    document.amount === "0.00" || document.amount === "-0.00" ? [] : [document],
  );
}
