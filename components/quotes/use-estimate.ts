"use client";
import { useQuery } from "@tanstack/react-query";
import { fetchEstimate } from "@/components/quotes/quote-api";
import { useQuoteFacts } from "@/components/quotes/quote-facts";
import type { EstimateView } from "@/lib/agents/quotes/query-run";
import type { ProposalState } from "@/lib/review/model";

/** What stands in Holded of a quote, asked for again as long as it is looked at; null: nothing yet. */
export function useEstimate(id: string, state: ProposalState): EstimateView | null {
  const { place } = useQuoteFacts();
  const found = useQuery({
    queryKey: ["estimate", place.company, place.environment, id],
    queryFn: ({ signal }) => fetchEstimate(place, id, signal),
    enabled: state === "settled" || state === "sending",
    refetchInterval: 15_000,
  });
  return state === "settled" || state === "sending" ? (found.data ?? null) : null;
}
