/** How one request ended. */
export type CallOutcome =
  | "answered"
  /** The answer is no JSON of the wanted shape. */
  | "bad_answer"
  /** The model would not. */
  | "declined"
  /** The answer was longer than allowed. */
  | "cut_short"
  /** The request itself is wrong: too large, unknown model. */
  | "rejected"
  | "key_refused"
  | "rate_limited"
  | "overloaded"
  | "server_error"
  | "timeout"
  /** Nothing was sent, or no answer came. */
  | "connection"
  /** The answer broke off or is no answer of this API. */
  | "garbled"
  | "cancelled";

/** What went wrong outside, and whether the request may have been worked on and billed all the same. */
export type Trouble = { readonly outcome: CallOutcome; readonly mayBeBilled: boolean; readonly retryAfterMs: number | null };

/** Of these, several in a row say that it is better to leave the provider alone for a while. */
const troubles: readonly CallOutcome[] = ["key_refused", "rate_limited", "overloaded", "server_error", "timeout", "connection", "garbled"];

const worthAnother: readonly CallOutcome[] = ["rate_limited", "overloaded", "server_error", "connection", "garbled"];
export const maxAttempts = 3;

/**
 * How long to wait before the next attempt; null: no further one. A wait that would outlast the time that is left is
 * not begun. `random` is 0..1.
 */
export function waitBeforeNext(trouble: Trouble, attempt: number, leftMs: number, random: number): number | null {
  if (attempt >= maxAttempts || !worthAnother.includes(trouble.outcome)) return null;
  const backoff = Math.round(500 * 2 ** (attempt - 1) * (0.75 + random / 2));
  const wait = Math.max(trouble.retryAfterMs ?? 0, backoff);
  return wait < leftMs ? wait : null;
}

/** So many troubles one after another make the reader silent for so long; then one question tries again. */
export const silence = { after: 3, forMs: 2 * 60_000 } as const;

/** When the silence ends; null: there is none. `last` are the newest calls that ended, newest first. */
export function silentUntil(last: readonly { readonly outcome: string; readonly endedAt: Date }[], now: Date): Date | null {
  const [newest] = last;
  if (!newest || last.length < silence.after) return null;
  if (!last.slice(0, silence.after).every(({ outcome }) => troubles.some((trouble) => trouble === outcome))) return null;
  const until = new Date(newest.endedAt.getTime() + silence.forMs);
  return until > now ? until : null;
}
