"use client";
import { createContext, useContext, type ReactNode } from "react";
import type { Answer } from "@/components/settings/answer";
import type { Place } from "@/components/review/place";

/** The rule may end by it, and what else it had approved goes back to people: so many. */
export type ReportMistake = (
  input: Place & { readonly proposalId: string },
) => Promise<Answer<{ readonly hasEnded: boolean; readonly takenBack: number }>>;

/** What the screens of a movement know of the company beside the movement. */
export type ReconciliationFacts = {
  readonly place: Place;
  /** Since when the copy of Holded is too old to approve anything by it; null: it is fresh. ISO; "": never read. */
  readonly tooOldSince: string | null;
  /** Counts against the rule that approved a movement; null for those who may not approve. */
  readonly reportMistake: ReportMistake | null;
};

const Context = createContext<ReconciliationFacts | null>(null);

export function ReconciliationFactsProvider({ facts, children }: { readonly facts: ReconciliationFacts; readonly children: ReactNode }) {
  return <Context value={facts}>{children}</Context>;
}

export function useReconciliationFacts(): ReconciliationFacts {
  const facts = useContext(Context);
  if (facts === null) throw new Error("useReconciliationFacts outside ReconciliationFactsProvider");
  return facts;
}
