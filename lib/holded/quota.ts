import type { WindowSpan } from "@/lib/holded/outcome";
import type { Purpose } from "@/lib/holded/retry";

/** Calls per minute and per calendar month, and whether documents carry custom fields there (reference 2.7). */
export const plans = {
  plus: { perMinute: 60, perMonth: 500, hardMonth: true, customFields: false },
  basico: { perMinute: 60, perMonth: 2_000, hardMonth: true, customFields: false },
  estandar: { perMinute: 120, perMonth: 7_500, hardMonth: true, customFields: false },
  avanzado: { perMinute: 120, perMonth: 30_000, hardMonth: true, customFields: true },
  /** Beyond its month calls are billed, not refused. */
  premium: { perMinute: 600, perMonth: 100_000, hardMonth: false, customFields: true },
} as const;
export type Plan = keyof typeof plans;

export function isPlan(name: string): name is Plan {
  return Object.hasOwn(plans, name);
}

/** The share of each window that a purpose may use: what is left above is the reserve of the more important ones. */
const shares: Readonly<Record<Purpose, { readonly minute: number; readonly month: number }>> = {
  write: { minute: 1, month: 1 },
  person: { minute: 0.9, month: 0.98 },
  scheduled: { minute: 0.7, month: 0.9 },
  refresh: { minute: 0.5, month: 0.8 },
};

/**
 * Holded's minute slides, so calls are counted in slices of five seconds: a call is forgotten when its whole slice is
 * older than a minute, never too early.
 */
export const sliceMs = 5_000;
const minuteMs = 60_000;

export type Slice = { readonly startsAt: Date; readonly used: number };
/** What is known of an account's windows. `limit` comes from the plan until a header says otherwise. */
export type QuotaState = {
  readonly slices: readonly Slice[];
  readonly minuteLimit: number;
  readonly month: Slice;
  readonly monthLimit: number;
  readonly hardMonth: boolean;
  /** Set by a 429: nobody calls before. */
  readonly blockedUntil: Date | null;
  /** The window that blocks. */
  readonly blockedSpan: WindowSpan;
};

export type SlotVerdict =
  { readonly granted: true; readonly left: number } | { readonly granted: false; readonly span: WindowSpan; readonly waitMs: number };

/** Whether one more call fits, for this purpose, at this moment. Pure: the caller holds the lock and counts. */
export function decideSlot(state: QuotaState, purpose: Purpose, now: Date): SlotVerdict {
  if (state.blockedUntil && state.blockedUntil > now) {
    return { granted: false, span: state.blockedSpan, waitMs: state.blockedUntil.getTime() - now.getTime() };
  }
  const monthUsed = isSameMonth(state.month.startsAt, now) ? state.month.used : 0;
  const isBeyond = monthUsed >= Math.floor(state.monthLimit * shares[purpose].month);
  if (isBeyond && (state.hardMonth || purpose !== "write")) {
    return { granted: false, span: "month", waitMs: startOfNextMonth(now).getTime() - now.getTime() };
  }
  const allowance = Math.max(1, Math.floor(state.minuteLimit * shares[purpose].minute));
  const waitMs = waitForMinute(state.slices, allowance, now);
  if (waitMs > 0) return { granted: false, span: "minute", waitMs };
  return { granted: true, left: state.minuteLimit - usedInMinute(state.slices, now) - 1 };
}

/** Calls of the sliding minute that ends now. */
export function usedInMinute(slices: readonly Slice[], now: Date): number {
  return slices.filter((slice) => leavesAt(slice) > now.getTime()).reduce((sum, slice) => sum + slice.used, 0);
}

/** Start of the five-second slice that holds the moment. */
export function sliceOf(now: Date): Date {
  return new Date(Math.floor(now.getTime() / sliceMs) * sliceMs);
}

/** Start of the calendar month, in UTC as Holded counts it. */
export function startOfMonth(now: Date): Date {
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), 1));
}

function startOfNextMonth(now: Date): Date {
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 1));
}

function isSameMonth(a: Date, b: Date): boolean {
  return startOfMonth(a).getTime() === startOfMonth(b).getTime();
}

const leavesAt = (slice: Slice) => slice.startsAt.getTime() + sliceMs + minuteMs;

/** Milliseconds until enough slices have left the minute; 0: it fits now. */
function waitForMinute(slices: readonly Slice[], allowance: number, now: Date): number {
  const inside = slices.filter((slice) => leavesAt(slice) > now.getTime()).sort((a, b) => leavesAt(a) - leavesAt(b));
  let used = inside.reduce((sum, slice) => sum + slice.used, 0);
  let waitMs = 0;
  for (const slice of inside) {
    if (used < allowance) break;
    used -= slice.used;
    waitMs = leavesAt(slice) - now.getTime();
  }
  return waitMs;
}
