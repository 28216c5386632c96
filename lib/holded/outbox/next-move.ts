import type { Failure } from "@/lib/kernel/result";
import type { StoredFailure } from "@/lib/holded/outbox/store";

/** What becomes of a push whose run ended with a failure. */
export type Move = { readonly kind: "wait"; readonly ms: number } | { readonly kind: "fail" };

const minute = 60_000;

/**
 * Troubles that pass are waited for, for as long as they take: an approval is never lost. What Holded refuses for good,
 * and what nobody can explain after many attempts, goes to a person. `attempts` counts the runs so far; `backoffMs` is
 * half of the first pause, each further one is twice as long. Pure.
 */
export function moveAfter(failure: Failure, attempts: number, readLagMs: number, backoffMs = 10_000): Move {
  const told = Number(failure.detail?.retryInMs ?? 0);
  const backoff = Math.min(15 * minute, backoffMs * 2 ** Math.min(attempts, 12));
  const wait = (ms: number): Move => ({ kind: "wait", ms: Math.max(ms, told) });
  if (failure.retry === "never") return { kind: "fail" };
  switch (failure.code) {
    case "holded.outcome_unknown":
      return wait(readLagMs);
    case "holded.unreachable":
    case "holded.busy":
      return wait(backoff);
    case "holded.not_connected":
    case "holded.key_refused":
    case "holded.permission_missing":
      // A new key wakes it at once; asking more often would only spend calls.
      return wait(60 * minute);
    case "holded.rate_limited":
      return wait(told > 0 ? 0 : backoff);
    case "holded.quota_spent":
      // Not until the month is over: another plan, or Holded's own count, may end it sooner. Looking costs no call.
      return { kind: "wait", ms: Math.min(told > 0 ? told : Infinity, 60 * minute) };
    case "holded.server_error":
    case "holded.bad_answer":
      return attempts < 10 ? wait(backoff) : { kind: "fail" };
    default:
      return { kind: "fail" };
  }
}

/** The failure as it is kept and shown: what to retry when is the outbox's business. */
export function shownFailure(failure: Failure, retryAt: Date | null): StoredFailure {
  const { retryInMs: _, ...detail } = failure.detail ?? {};
  const shown = retryAt ? { ...detail, retryAt: retryAt.toISOString() } : detail;
  return Object.keys(shown).length > 0 ? { code: failure.code, detail: shown } : { code: failure.code };
}
