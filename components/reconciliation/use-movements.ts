"use client";
import { useQueries, useQuery, useQueryClient, type QueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { fetchMovements } from "@/components/reconciliation/movement-api";
import { movementsPerPage } from "@/components/reconciliation/movements-per-page";
import type { Place } from "@/components/review/place";
import type { MovementFilter } from "@/lib/agents/reconciliation/list-query";
import type { MovementFacets, MovementPage, MovementRow } from "@/lib/agents/reconciliation/list-view";

const movementsKey = (place: Place) => ["movements", place.company, place.environment] as const;

const calmMs = 15_000;
const busyMs = 1_500;
/** A run of decisions is one refresh, after the last of them. */
const refreshMs = 900;

export type Movements = {
  /** By place in the list; undefined where the page has not come, or is out of sight. */
  readonly rows: readonly (MovementRow | undefined)[];
  readonly counts: MovementPage["counts"] | null;
  readonly clear: MovementPage["clear"];
  readonly facets: MovementFacets | null;
  readonly isLoading: boolean;
  readonly error: Error | null;
  readonly updatedAt: number;
  readonly refetch: () => void;
};

type Options = {
  readonly place: Place;
  readonly filter: MovementFilter;
  /** What the server drew the page with. */
  readonly initial: { readonly filter: MovementFilter; readonly page: MovementPage; readonly at: number };
  /** First and last row in sight. */
  readonly range: readonly [number, number];
  /** Decided here a moment ago: gone from the list before the server has said so. */
  readonly hidden: ReadonlySet<string>;
};

/** The rows in sight and a page around them; five thousand cost as much as three hundred. The first page is followed. */
export function useMovements({ place, filter, initial, range, hidden }: Options): Movements {
  const isInitial = JSON.stringify(initial.filter) === JSON.stringify(filter);
  const pageOptions = (index: number) => ({
    queryKey: [...movementsKey(place), filter, index],
    queryFn: ({ signal }: { readonly signal: AbortSignal }) => fetchMovements(place, filter, index, signal),
  });
  const first = useQuery({
    ...pageOptions(0),
    refetchInterval: ({ state }) => ((state.data?.counts.sending ?? 0) > 0 ? busyMs : calmMs),
    ...(isInitial ? { initialData: initial.page, initialDataUpdatedAt: initial.at } : {}),
  });
  const pages = usePagesAround(range, first.data?.total ?? 0, hidden.size);
  const others = useQueries({ queries: pages.map((index) => ({ ...pageOptions(index), staleTime: calmMs })), combine: dataOf });
  const page = first.data;
  const rows = useMemo(() => laidOut(page, pages, others, hidden), [page, pages, others, hidden]);
  const now: Movements = {
    rows,
    counts: page?.counts ?? null,
    clear: page?.clear ?? { count: 0, totals: [] },
    facets: page?.facets ?? null,
    isLoading: first.isPending,
    error: page === undefined ? first.error : null,
    updatedAt: first.dataUpdatedAt,
    refetch: () => void first.refetch(),
  };
  // The list before stays, marked as loading, while the next one comes: nothing jumps.
  const [kept, setKept] = useState(now);
  if (!now.isLoading && (kept.rows !== now.rows || kept.counts !== now.counts)) setKept(now);
  return now.isLoading && now.error === null ? { ...kept, isLoading: true } : now;
}

const dataOf = (results: readonly { readonly data: MovementPage | undefined }[]) => results.map(({ data }) => data);

/** Pages in sight and one on either side; the first is always there. The same array while it says the same. */
function usePagesAround(range: readonly [number, number], total: number, gone: number): readonly number[] {
  const from = Math.floor(range[0] / movementsPerPage) - 1;
  const to = Math.floor((range[1] + gone) / movementsPerPage) + 1;
  const last = Math.ceil(total / movementsPerPage) - 1;
  const text = Array.from({ length: to - from + 1 }, (_, at) => from + at).filter((index) => index > 0 && index <= last).join(" "); // prettier-ignore
  return useMemo(() => (text === "" ? [] : text.split(" ").map(Number)), [text]);
}

function laidOut(
  first: MovementPage | undefined,
  indexes: readonly number[],
  pages: readonly (MovementPage | undefined)[],
  hidden: ReadonlySet<string>,
): readonly (MovementRow | undefined)[] {
  const rows: (MovementRow | undefined)[] = Array.from({ length: first?.total ?? 0 });
  const place = (page: MovementPage | undefined, index: number) =>
    page?.rows.forEach((row, at) => {
      const where = index * movementsPerPage + at;
      if (where < rows.length) rows[where] = row;
    });
  place(first, 0);
  indexes.forEach((index, at) => place(pages[at], index));
  return hidden.size === 0 ? rows : rows.filter((row) => row === undefined || !hidden.has(row.id));
}

/** Asks for the lists again, once for a run of decisions. `now`: at once. */
export function useRefresh(place: Place): (now?: "now") => void {
  const client = useQueryClient();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  return useCallback(
    (now) => {
      clearTimeout(timer.current);
      const ask = () => void client.invalidateQueries({ queryKey: movementsKey(place) });
      if (now === "now") ask();
      else timer.current = setTimeout(ask, refreshMs);
    },
    [client, place],
  );
}

/** A row as the server has it after an autosave, written into the lists without asking again. */
export function patchRow(client: QueryClient, place: Place, id: string, change: Partial<MovementRow>): void {
  client.setQueriesData<MovementPage>({ queryKey: movementsKey(place) }, (page) =>
    page?.rows.some((row) => row.id === id)
      ? { ...page, rows: page.rows.map((row) => (row.id === id ? { ...row, ...change } : row)) }
      : page,
  );
}
