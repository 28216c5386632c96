import type { Failure } from "@/lib/kernel/result";
import { failureFor, type CallOutcome } from "@/lib/holded/outcome";

export type Policy = {
  readonly maxAttempts: number;
  /** First pause; each further one is twice as long. */
  readonly baseMs: number;
  readonly capMs: number;
  /** What must wait longer goes back to its caller with `retryInMs` instead of keeping the process waiting. */
  readonly patienceMs: number;
};

/** What to do after a call that brought no usable answer. */
export type Step =
  | { readonly kind: "wait"; readonly ms: number }
  /** It may have arrived: search by our reference before anything else. */
  | { readonly kind: "look_first" }
  | { readonly kind: "stop"; readonly failure: Failure };

/**
 * The whole retry policy as one decision. Nothing that creates or changes is repeated unless it is certain that Holded
 * did not act on it. `attempt` counts from 1; `chance` is 0..1, to keep many processes from knocking at once.
 */
export function nextStep(outcome: CallOutcome, attempt: number, policy: Policy, chance: number): Step {
  if (mayHaveActed(outcome) && outcome.effect !== "reads") return { kind: "look_first" };
  const failure = failureFor(outcome);
  const pause = pauseAfter(outcome, attempt, policy, chance);
  if (pause === null) return { kind: "stop", failure };
  // Waiting for our own window sends nothing, so it uses up no attempt.
  if (outcome.kind !== "no_slot" && attempt >= policy.maxAttempts) return { kind: "stop", failure: inTime(failure, pause) };
  return pause > policy.patienceMs ? { kind: "stop", failure: inTime(failure, pause) } : { kind: "wait", ms: pause };
}

function mayHaveActed(outcome: CallOutcome): boolean {
  if (outcome.kind === "garbled") return true;
  if (outcome.kind === "lost") return outcome.sent === "maybe";
  return outcome.kind === "answered" && (outcome.status >= 500 || outcome.status === 408 || outcome.status < 400);
}

/** How long to pause before the same request makes sense again; null: never. */
function pauseAfter(outcome: CallOutcome, attempt: number, policy: Policy, chance: number): number | null {
  const backoff = Math.round(Math.min(policy.capMs, policy.baseMs * 2 ** (attempt - 1)) * (0.75 + chance / 2));
  switch (outcome.kind) {
    case "no_slot":
      return outcome.waitMs;
    case "lost":
      return backoff;
    case "garbled":
      // A maintenance page or a cut-off answer passes; a body of another shape or size comes again.
      return outcome.why === "html" || outcome.why === "json" ? backoff : null;
    case "denied":
      return null;
    case "answered":
      if (outcome.status === 429) return outcome.window === "month" ? null : (outcome.retryAfterMs ?? backoff);
      return outcome.status === 423 || outcome.status === 408 || outcome.status >= 500 ? backoff : null;
  }
}

const inTime = (failure: Failure, retryInMs: number): Failure => ({ ...failure, detail: { ...failure.detail, retryInMs } });

/** Who asks: approved writes and their read-backs, a person waiting, planned reads, refresh of what is only nice to have. */
export const purposes = ["write", "person", "scheduled", "refresh"] as const;
export type Purpose = (typeof purposes)[number];

export const policies: Readonly<Record<Purpose, Policy>> = {
  write: { maxAttempts: 3, baseMs: 500, capMs: 8_000, patienceMs: 8_000 },
  person: { maxAttempts: 2, baseMs: 300, capMs: 2_000, patienceMs: 3_000 },
  scheduled: { maxAttempts: 5, baseMs: 1_000, capMs: 30_000, patienceMs: 70_000 },
  refresh: { maxAttempts: 3, baseMs: 2_000, capMs: 30_000, patienceMs: 70_000 },
};
