import type { ReactNode } from "react";
import type { ShownFailure } from "@/components/review/answers";
import type { ItemView, PersonRef } from "@/lib/review/view";

/** What stands open above the bar. One at a time. */
export type Asking = "reject" | "snooze" | "assign" | "confirm" | "difference" | "isThere" | "notThere" | null;

export type Deciding = {
  readonly approve: (typed?: string) => void;
  readonly reject: (reason: string) => void;
  readonly snooze: (until: string) => void;
  readonly wake: () => void;
  readonly assign: (person: PersonRef | null) => void;
  readonly retry: () => void;
  readonly acceptDifference: (reason: string) => void;
  readonly answerDoubt: (isThere: boolean) => void;
  readonly sendBack: () => void;
  readonly readAgain: () => void;
};

export type DecisionBarProps = {
  readonly item: ItemView<unknown>;
  /** `isPaused`: she may approve, and nobody can now; the outcome says why. */
  readonly rights: { readonly canApprove: boolean; readonly canWrite: boolean; readonly isPaused?: boolean };
  readonly asking: Asking;
  /** What was typed to confirm is not what the item says. */
  readonly confirmFailed: boolean;
  readonly onAsk: (asking: Asking) => void;
  readonly deciding: Deciding;
  readonly busy: boolean;
  readonly failure: ShownFailure | null;
  readonly outcome: ReactNode;
  readonly approveLabel: string;
  /** Usual reasons of a rejection, and the one that has a button of its own. */
  readonly usual: readonly string[];
  readonly duplicate: string | null;
  readonly confirmReasons: readonly string[];
  readonly people: readonly PersonRef[];
  readonly viewerId: string;
};
