"use client";
import { useQueries, type Query, type QueryClient, type UseQueryOptions, type UseQueryResult } from "@tanstack/react-query";
import { useState } from "react";
import type { Place } from "@/components/review/place";
import { pageSize } from "@/components/review/page-size";
import { fetchQueuePage, type QueueFilter } from "@/components/review/review-api";
import type { ProposalState } from "@/lib/review/model";
import type { QueuePage, QueueRow } from "@/lib/review/view";

export const queueKey = (place: Place) => ["queue", place.company, place.environment] as const;

/** States that change by themselves within seconds. */
const moving: readonly ProposalState[] = ["reading", "approved", "sending"];
const busyMs = 1_000;
const calmMs = 15_000;

export const isMoving = (state: ProposalState) => moving.includes(state);

export type QueueData = {
  /** Index by position; undefined where the page has not been asked for or has not come yet. */
  readonly rows: readonly (QueueRow | undefined)[];
  readonly loaded: readonly QueueRow[];
  readonly counts: QueuePage["counts"] | null;
  readonly total: number;
  readonly isLoading: boolean;
  readonly error: Error | null;
  readonly updatedAt: number;
  readonly refetch: () => void;
};

type Options = {
  readonly place: Place;
  readonly filter: QueueFilter;
  /** What the server drew the page with. */
  readonly initial: { readonly filter: QueueFilter; readonly page: QueuePage; readonly at: number } | null;
  /** How many pages of rows have been scrolled to. */
  readonly pages: number;
  /** Something is on its way that the list does not show yet. */
  readonly expecting: boolean;
};

/** The rows of one bucket, page by page as they come into sight, refreshed without reloading. Sleeps when hidden. */
export function useQueue({ place, filter, initial, pages, expecting }: Options): QueueData {
  const isInitial =
    initial !== null && initial.filter.bucket === filter.bucket && initial.filter.q === filter.q && initial.filter.sort === filter.sort;
  const data = useQueries({
    queries: Array.from({ length: Math.max(1, pages) }, (_, index): UseQueryOptions<QueuePage> => ({
      queryKey: [...queueKey(place), filter, index],
      queryFn: ({ signal }) => fetchQueuePage(place, filter, index * pageSize, signal),
      refetchInterval: (query: Query<QueuePage>) => intervalFor(query.state.data, expecting),
      ...(isInitial && index === 0 ? { initialData: initial.page, initialDataUpdatedAt: initial.at } : {}),
    })),
    combine,
  });
  const [kept, setKept] = useState(data);
  if (!data.isLoading && data !== kept) setKept(data);
  // The list before stays, marked as loading, while the next one comes: nothing jumps.
  return data.isLoading ? { ...kept, isLoading: true, error: data.error } : data;
}

/** The pages as one list. Its identity is kept while nothing changes, so that unchanged rows are not drawn again. */
function combine(results: readonly UseQueryResult<QueuePage>[]): QueueData {
  const [first] = results;
  const pages = results.map((result) => result.data);
  const total = pages[0]?.total ?? 0;
  const rows: (QueueRow | undefined)[] = Array.from({ length: total });
  pages.forEach((page, index) => page?.rows.forEach((row, at) => (rows[index * pageSize + at] = row)));
  const shown = rows.slice(0, total);
  return {
    rows: shown,
    loaded: shown.filter((row) => row !== undefined),
    counts: pages[0]?.counts ?? null,
    total,
    isLoading: first === undefined || first.isPending,
    error: first?.data === undefined ? (first?.error ?? null) : null,
    updatedAt: first?.dataUpdatedAt ?? 0,
    refetch: () => void first?.refetch(),
  };
}

function intervalFor(page: QueuePage | undefined, expecting: boolean): number {
  if (expecting || (page?.counts.sending ?? 0) > 0) return busyMs;
  return page?.rows.some((row) => isMoving(row.state)) ? busyMs : calmMs;
}

/** After something was decided: lists and counts are asked for again at once. */
export function refreshQueue(client: QueryClient, place: Place): Promise<void> {
  return client.invalidateQueries({ queryKey: queueKey(place) });
}
