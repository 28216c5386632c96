"use client";
import { useQuery, type QueryClient } from "@tanstack/react-query";
import { RefusedRead } from "@/components/review/answers";
import type { Place } from "@/components/review/place";
import { fetchItem } from "@/components/review/review-api";
import { isMoving } from "@/components/review/use-queue";
import type { Edited } from "@/lib/review/inputs";
import type { ItemView } from "@/lib/review/view";

export const itemKey = (place: Place, id: string) => ["item", place.company, place.environment, id] as const;

/** The open item; followed each second while it moves, else each quarter of a minute. */
export function useItem<P>(place: Place, id: string | null, initial: ItemView<P> | null) {
  return useQuery({
    queryKey: itemKey(place, id ?? ""),
    queryFn: ({ signal }) => fetchItem<P>(place, id ?? "", signal),
    enabled: id !== null,
    // A refusal is an answer: it is shown, not asked for again.
    retry: (count, error) => count < 1 && !(error instanceof RefusedRead),
    refetchInterval: (query) => (query.state.error ? false : query.state.data && isMoving(query.state.data.state) ? 1_000 : 15_000),
    ...(initial !== null && initial.id === id ? { initialData: initial } : {}),
  });
}

/** Fetched before it is asked for, so that the next item opens at once. */
export function prefetchItem(client: QueryClient, place: Place, id: string): Promise<void> {
  return client.prefetchQuery({ queryKey: itemKey(place, id), queryFn: ({ signal }) => fetchItem(place, id, signal), staleTime: 10_000 });
}

/** What an autosave answered, written into the open item without asking again. */
export function applyEdited<P>(client: QueryClient, place: Place, edited: Edited, payload: P): void {
  client.setQueryData<ItemView<P>>(itemKey(place, edited.id), (item) => {
    if (!item) return item;
    const { version, payloadHash, reasons, evidence, confidence, risk, standing } = edited;
    return { ...item, version, payloadHash, reasons, evidence, confidence, risk, standing, payload };
  });
}
