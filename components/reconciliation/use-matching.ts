"use client";
import { useQuery } from "@tanstack/react-query";
import { apiPath, type Place } from "@/components/review/place";
import { getJson } from "@/components/review/review-api";
import type { MatchingView } from "@/lib/agents/reconciliation/model";

/** What the matching said of the movement of a proposal; null while it comes, or when it has not looked. */
export function useMatching(place: Place, id: string): MatchingView | null {
  const query = useQuery({
    queryKey: ["matching", place.company, place.environment, id],
    queryFn: ({ signal }) => getJson<{ readonly matching: MatchingView | null }>(apiPath(place, "reconciliation", "matching", id), signal),
    staleTime: 30_000,
  });
  return query.data?.matching ?? null;
}
