import type { CallOutcome } from "@/lib/claude/outcome";
import type { Failure, FailureCode } from "@/lib/kernel/result";

const codes: Readonly<Record<CallOutcome, FailureCode>> = {
  answered: "internal.unexpected",
  bad_answer: "claude.bad_answer",
  declined: "claude.declined",
  cut_short: "claude.bad_answer",
  rejected: "claude.rejected",
  key_refused: "claude.key_refused",
  rate_limited: "claude.unavailable",
  overloaded: "claude.unavailable",
  server_error: "claude.unavailable",
  timeout: "claude.unavailable",
  connection: "claude.unavailable",
  garbled: "claude.unavailable",
  cancelled: "claude.cancelled",
};

/** What a request that brought no answer amounts to. */
export function failureOf(outcome: CallOutcome): Failure {
  const code = codes[outcome];
  return { code, retry: code === "claude.unavailable" ? "later" : "never" };
}
