import "server-only";
import {
  decideSlot,
  plans,
  sliceMs,
  sliceOf,
  startOfMonth,
  usedInMinute,
  type Plan,
  type QuotaState,
  type SlotVerdict,
} from "@/lib/holded/quota";
import type { RateFacts } from "@/lib/holded/interpret";
import type { WindowSpan } from "@/lib/holded/outcome";
import type { Purpose } from "@/lib/holded/retry";
import type { Tx } from "@/lib/platform/db/scope";

/** The lock row of an account carries the minute's limit; slices of five seconds and the month are rows of their own. */
type WindowRow = {
  readonly span: string;
  readonly startsAt: Date;
  readonly used: number;
  readonly callLimit: number;
  readonly blockedUntil: Date | null;
};

/**
 * Counts one call against the account's windows if it fits. Processes take turns at the account's row; the moment is the
 * database's, so that clocks of many machines do not matter.
 */
export async function takeSlot(tx: Tx, accountKey: string, plan: Plan, purpose: Purpose): Promise<SlotVerdict> {
  const { perMinute, perMonth, hardMonth } = plans[plan];
  await tx.$executeRaw`
    INSERT INTO quota_window (account_key, span, starts_at, used, call_limit)
    VALUES (${accountKey}, 'minute', now(), 0, ${perMinute}), (${accountKey}, 'month', date_trunc('month', now(), 'UTC'), 0, ${perMonth})
    ON CONFLICT DO NOTHING`;
  const { now, state } = await lockQuota(tx, accountKey, hardMonth);
  const verdict = decideSlot(state, purpose, now);
  if (verdict.granted) await addCalls(tx, accountKey, now, 1);
  return verdict;
}

async function lockQuota(tx: Tx, accountKey: string, hardMonth: boolean): Promise<{ now: Date; state: QuotaState }> {
  const [clock] = await tx.$queryRaw<{ now: Date }[]>`
    SELECT clock_timestamp() AS now FROM quota_window WHERE account_key = ${accountKey} AND span = 'minute' FOR UPDATE`;
  const rows = await tx.quotaWindow.findMany({ where: { accountKey } });
  const now = clock?.now ?? new Date();
  const [minute, month] = ["minute", "month"].map((span) => rows.find((row) => row.span === span));
  if (!minute || !month) throw new Error("the windows of an account are created before they are locked");
  const blocking = [minute, month].filter((row) => row.blockedUntil && row.blockedUntil > now).sort(byBlock)[0];
  const state = {
    slices: rows.filter((row) => row.span.startsWith("slice")),
    minuteLimit: minute.callLimit,
    month,
    monthLimit: month.callLimit,
    hardMonth,
    blockedUntil: blocking?.blockedUntil ?? null,
    blockedSpan: blocking?.span === "month" ? ("month" as const) : ("minute" as const),
  };
  return { now, state };
}

const byBlock = (a: WindowRow, b: WindowRow) => (b.blockedUntil?.getTime() ?? 0) - (a.blockedUntil?.getTime() ?? 0);

/** Fourteen slices go round, one more than the minute can touch. */
async function addCalls(tx: Tx, accountKey: string, now: Date, calls: number): Promise<void> {
  const slice = sliceOf(now);
  const span = `slice ${(slice.getTime() / sliceMs) % 14}`;
  await tx.$executeRaw`
    INSERT INTO quota_window AS w (account_key, span, starts_at, used, call_limit) VALUES (${accountKey}, ${span}, ${slice}, ${calls}, 0)
    ON CONFLICT (account_key, span) DO UPDATE
      SET used = CASE WHEN w.starts_at = excluded.starts_at THEN w.used + excluded.used ELSE excluded.used END, starts_at = excluded.starts_at`;
  const month = startOfMonth(now);
  await tx.$executeRaw`
    UPDATE quota_window SET used = CASE WHEN starts_at = ${month} THEN used + ${calls} ELSE ${calls} END, starts_at = ${month}
    WHERE account_key = ${accountKey} AND span = 'month'`;
}

/** Other integrations use the same windows: what Holded counted beyond our own count is added to it. */
export async function correctQuota(tx: Tx, accountKey: string, plan: Plan, { span, limit, remaining }: RateFacts): Promise<void> {
  if (span === "second") return;
  const { now, state } = await lockQuota(tx, accountKey, plans[plan].hardMonth);
  const isMonth = span === "month";
  const counted = isMonth ? (state.month.startsAt >= startOfMonth(now) ? state.month.used : 0) : usedInMinute(state.slices, now);
  const missing = limit - remaining - counted;
  if (limit !== (isMonth ? state.monthLimit : state.minuteLimit)) {
    await tx.quotaWindow.updateMany({ where: { accountKey, span }, data: { callLimit: limit } });
  }
  if (missing > 0 && isMonth) await setMonth(tx, accountKey, limit - remaining, now);
  if (missing > 0 && !isMonth) await addCalls(tx, accountKey, now, missing);
}

/** Holded's own count of the month, from `GET /usage`: it also knows the calls of others. */
export async function setMonth(tx: Tx, accountKey: string, used: number, now: Date): Promise<void> {
  await tx.quotaWindow.updateMany({ where: { accountKey, span: "month" }, data: { used, startsAt: startOfMonth(now) } });
}

/** After a 429: nobody of this account calls before. */
export async function blockQuota(tx: Tx, accountKey: string, span: WindowSpan, waitMs: number): Promise<void> {
  await tx.$executeRaw`
    UPDATE quota_window SET blocked_until = greatest(blocked_until, clock_timestamp() + make_interval(secs => ${waitMs / 1000}))
    WHERE account_key = ${accountKey} AND span = ${span === "month" ? "month" : "minute"}`;
}

/** A new plan, or a new reading of it, sets the limits again. */
export async function setLimits(tx: Tx, accountKey: string, plan: Plan): Promise<void> {
  const { perMinute, perMonth } = plans[plan];
  await tx.quotaWindow.updateMany({ where: { accountKey, span: "minute" }, data: { callLimit: perMinute } });
  await tx.quotaWindow.updateMany({ where: { accountKey, span: "month" }, data: { callLimit: perMonth } });
}

/** Used and allowed in the running minute and month. */
export async function quotaUse(
  tx: Tx,
  accountKey: string,
  now: Date,
): Promise<{ minute: { used: number; limit: number }; month: { used: number; limit: number } } | null> {
  const rows = await tx.quotaWindow.findMany({ where: { accountKey } });
  const [minute, month] = ["minute", "month"].map((span) => rows.find((row) => row.span === span));
  if (!minute || !month) return null;
  const slices = rows.filter((row) => row.span.startsWith("slice"));
  return {
    minute: { used: usedInMinute(slices, now), limit: minute.callLimit },
    month: { used: month.startsAt >= startOfMonth(now) ? month.used : 0, limit: month.callLimit },
  };
}
