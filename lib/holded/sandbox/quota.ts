import { Problem } from "./problem";
import type { Windows } from "./switches";

export type WindowName = keyof Windows;

/** The window that is nearest to its end, for the `X-RateLimit-*` headers. */
export type Standing = { readonly window: WindowName; readonly limit: number; readonly remaining: number; readonly resetAt: number };
export type Verdict = { readonly allowed: boolean; readonly standing: Standing | null };

/** What a month has used, by kind of call. */
export type MonthUsage = { readonly period: string; readonly total: number; readonly byKey: Readonly<Record<string, number>> };

const lengthMs = { second: 1_000, minute: 60_000 } as const;

/**
 * The calls of one account: sliding windows of a second and a minute, and the calendar month. Shared by all tokens of
 * the account. A refused call is not counted.
 */
export class Quota {
  #recent: number[] = [];
  #month: MonthUsage;

  constructor(month: MonthUsage | null, now: Date) {
    this.#month = month ?? emptyMonth(periodOf(now));
  }

  get month(): MonthUsage {
    return this.#month;
  }

  take(windows: Windows, usageKey: string, now: Date): Verdict {
    this.#forget(now);
    const before = this.#standings(windows, now);
    const spent = before.find((one) => one.remaining <= 0);
    if (spent) return { allowed: false, standing: spent };
    this.#count(usageKey, 1, now);
    return { allowed: true, standing: tightest(this.#standings(windows, now)) };
  }

  /** Calls that others have just made with the same quota, however many: windows may be overfull afterwards. */
  add(usageKey: string, calls: number, now: Date): void {
    this.#forget(now);
    this.#count(usageKey, calls, now);
  }

  #count(usageKey: string, calls: number, now: Date): void {
    for (let call = 0; call < calls; call += 1) this.#recent.push(now.getTime());
    const byKey = { ...this.#month.byKey, [usageKey]: (this.#month.byKey[usageKey] ?? 0) + calls };
    this.#month = { ...this.#month, total: this.#month.total + calls, byKey };
  }

  #forget(now: Date): void {
    const gone = this.#firstAfter(now.getTime() - lengthMs.minute);
    if (gone > 1_000) this.#recent = this.#recent.slice(gone);
    if (this.#month.period !== periodOf(now)) this.#month = emptyMonth(periodOf(now));
  }

  /** Where the calls after a moment begin. */
  #firstAfter(moment: number): number {
    let low = 0;
    let high = this.#recent.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#recent[middle] ?? 0) <= moment) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #standings(windows: Windows, now: Date): Standing[] {
    const found: Standing[] = [];
    for (const window of ["second", "minute"] as const) {
      const limit = windows[window];
      if (limit === null) continue;
      const inside = this.#recent.length - this.#firstAfter(now.getTime() - lengthMs[window]);
      // The call that must leave the window before one more fits.
      const oldest = this.#recent[this.#recent.length - Math.min(inside, limit)] ?? now.getTime();
      found.push({ window, limit, remaining: Math.max(0, limit - inside), resetAt: oldest + lengthMs[window] });
    }
    if (windows.month !== null) {
      found.push({
        window: "month",
        limit: windows.month,
        remaining: Math.max(0, windows.month - this.#month.total),
        resetAt: nextMonth(now),
      });
    }
    return found;
  }
}

export function rateHeaders(standing: Standing): Record<string, string> {
  return {
    "X-RateLimit-Limit": String(standing.limit),
    "X-RateLimit-Remaining": String(standing.remaining),
    "X-RateLimit-Reset": String(Math.ceil(standing.resetAt / 1000)),
    "X-RateLimit-Window": standing.window,
  };
}

/** The refusal of a call that does not fit a window any more. */
export function rateProblem(standing: Standing, now: Date): Problem {
  const seconds = Math.max(1, Math.ceil((standing.resetAt - now.getTime()) / 1000));
  const window = standing.window === "month" ? "monthly" : `per-${standing.window}`;
  return new Problem(429, `You have reached the ${window} limit (${standing.limit}). Retry in ${seconds} seconds.`, {
    ...rateHeaders(standing),
    "Retry-After": String(seconds),
  });
}

export const periodOf = (now: Date): string => now.toISOString().slice(0, 7);
const emptyMonth = (period: string): MonthUsage => ({ period, total: 0, byKey: {} });
const nextMonth = (now: Date): number => Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 1);

function tightest(standings: readonly Standing[]): Standing | null {
  return standings.reduce<Standing | null>((least, one) => (least === null || one.remaining < least.remaining ? one : least), null);
}
