import type { ProposalRecord } from "@/lib/review/store";
import type { TransitionFacts } from "@/lib/review/transition";

type Dated = Pick<ProposalRecord, "state" | "pushAfter" | "decidedAt" | "payload">;

/** The end of the window in which the decision in force can be taken back; null when there is none. */
export function undoUntilOf(proposal: Dated, { undoSeconds }: { readonly undoSeconds: number }): Date | null {
  switch (proposal.state) {
    case "approved":
      return proposal.pushAfter;
    case "rejected":
    case "snoozed":
      return proposal.decidedAt && new Date(proposal.decidedAt.getTime() + undoSeconds * 1000);
    default:
      return null;
  }
}

/** What the state machine is told about a stored proposal. Whoever can exclude a trace in Holded says so. */
export function factsOf(proposal: Dated, settings: { readonly undoSeconds: number }, now: Date, mayExistInHolded = true): TransitionFacts {
  return { now, undoUntil: undoUntilOf(proposal, settings), mayExistInHolded, isReadable: proposal.payload !== null };
}
