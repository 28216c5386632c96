import type { Purpose } from "@/lib/holded/retry";

/** How much of an account's windows a purpose may use, and how evenly. */
type Rule = {
  /** Share of the minute (and of the third window); what is left is the reserve of the more important ones. */
  readonly minute: number;
  /** Share of the month. */
  readonly month: number;
  /** Seconds' worth of its own pace that may come at once; null: as fast as it likes. */
  readonly burst: number | null;
  /** How far ahead of the calendar the month may be used, as a part of the purpose's share; null: all of it on the first day. */
  readonly head: number | null;
};

/**
 * Approved writes and their read-backs > a person waiting > scheduled reads > refresh. The last two slow down before a
 * limit: they spread over the minute, and over what is left of the month.
 */
export const rules: Readonly<Record<Purpose, Rule>> = {
  write: { minute: 1, month: 1, burst: null, head: null },
  person: { minute: 0.9, month: 0.98, burst: null, head: null },
  scheduled: { minute: 0.7, month: 0.9, burst: 30, head: 0.35 },
  refresh: { minute: 0.5, month: 0.8, burst: 10, head: 0.15 },
};

/** Why a call has to wait. `third`: the configurable window; `pace`: it would fit, but would burn what others need later. */
export type HoldReason = "minute" | "month" | "third" | "pace";
