import "server-only";
import { plans, type Plan, type ShownLimits } from "@/lib/holded/quota";
import { rules, type HoldReason } from "@/lib/holded/quota/rules";
import type { RateFacts } from "@/lib/holded/interpret";
import type { WindowSpan } from "@/lib/holded/outcome";
import { purposes, type Purpose } from "@/lib/holded/retry";
import { sharedStatement, type ScopeKey, type Tx } from "@/lib/platform/db/scope";

type Ask = {
  readonly accountKey: string;
  /** Its limits are used until the headers say others. */
  readonly plan: Plan;
  /** Whose claim this is: one of each process. Asking again replaces it. */
  readonly waiter: string;
  /** Calls that wait, by purpose. All 0 withdraws the claim. */
  readonly wanted: Readonly<Record<Purpose, number>>;
};

export type Offer = {
  /** These may go now; each must be settled when it is over. */
  readonly calls: readonly bigint[];
  /** For the first that may not. */
  readonly waitMs: number;
  readonly reason: HoldReason | null;
  /** Slots left in the minute. */
  readonly free: number;
};

type OfferRow = { purpose: number; calls: bigint[]; wait_ms: number; reason: HoldReason | null; free: number };

const ruleList = JSON.stringify(purposes.map((purpose) => rules[purpose]));

/**
 * Takes as many slots of the account's windows as may be had now, most important purpose first: one statement, which holds
 * the account's lock as long as it runs. The moment is the database's, so that the clocks of many machines do not matter;
 * `now` is for tests of long spans.
 */
export async function takeSlots(ask: Ask, now: Date | null = null): Promise<Readonly<Partial<Record<Purpose, Offer>>>> {
  const { perMinute: minute, perMonth: month, hardMonth: hard } = plans[ask.plan];
  const rows = await sharedStatement<OfferRow>`
    SELECT * FROM visto_quota_take(${ask.accountKey}, ${JSON.stringify({ minute, month, hard })}::jsonb, ${ruleList}::jsonb,
      ${ask.waiter}::uuid, ${purposes.map((purpose) => ask.wanted[purpose])}::integer[], ${now}::timestamptz)`;
  return Object.fromEntries(
    rows.map((row) => [
      purposes[row.purpose - 1],
      { calls: row.calls, waitMs: Math.ceil(row.wait_ms), reason: row.reason, free: row.free } satisfies Offer,
    ]),
  );
}

/** A slot of the minute, whatever the month's count says: for the question how many calls the month has really seen. */
export async function takeBeyondMonth(accountKey: string, plan: Plan, waiter: string): Promise<Pick<Offer, "calls" | "waitMs">> {
  const { perMinute: minute, perMonth: month } = plans[plan];
  const wanted = purposes.map((purpose) => (purpose === "write" ? 1 : 0));
  const [row] = await sharedStatement<OfferRow>`
    SELECT * FROM visto_quota_take(${accountKey}, ${JSON.stringify({ minute, month, hard: false })}::jsonb, ${ruleList}::jsonb,
      ${waiter}::uuid, ${wanted}::integer[])`;
  return { calls: row?.calls ?? [], waitMs: Math.ceil(row?.wait_ms ?? 0) };
}

/**
 * Whether Holded should be asked now: the month is spent, but only by calls of others that we guessed. True once a minute
 * for all processes together.
 */
export async function mayAskMonth(accountKey: string): Promise<boolean> {
  const rows = await sharedStatement<{ due: boolean }>`
    UPDATE quota_window SET ask_after = clock_timestamp() + interval '1 minute'
    WHERE account_key = ${accountKey} AND span = 'month' AND used >= call_limit AND used - guessed < call_limit
      AND coalesce(ask_after, '-infinity') <= clock_timestamp()
    RETURNING true AS due`;
  return rows.length > 0;
}

export type Settlement = {
  /** False: it is certain that Holded never saw the call. */
  readonly arrived: boolean;
  readonly rate: RateFacts | null;
  /** After a 429: nobody of this account calls before. */
  readonly block: { readonly span: WindowSpan; readonly waitMs: number } | null;
};

/** Ends a call: from now on its slot needs one window length to be free. One statement, like taking it. */
export async function settleCall(
  accountKey: string,
  call: bigint,
  { arrived, rate, block }: Settlement,
  now: Date | null = null,
): Promise<void> {
  const facts = {
    arrived,
    ...(rate
      ? { span: rate.span, limit: rate.limit, remaining: rate.remaining, ...(rate.resetAt === undefined ? {} : { reset: rate.resetAt }) }
      : {}),
    ...(block ? { blockSpan: block.span === "month" ? "month" : "minute", blockMs: block.waitMs } : {}),
  };
  await sharedStatement`SELECT visto_quota_settle(${accountKey}, ${call}, ${JSON.stringify(facts)}::jsonb, ${now}::timestamptz)::text`;
}

/**
 * Holded's own count of a month ("2026-11"), from `GET /usage`: it also knows the calls of others. Upwards it is believed
 * at once, downwards without the calls of the last minute, which it may not show yet.
 */
export async function setMonth(tx: Tx, accountKey: string, used: number, period: string | null): Promise<void> {
  await tx.$queryRaw`SELECT visto_quota_month(${accountKey}, ${used}::integer, NULL::integer, ${period})::text`;
}

/** A new plan, or a new reading of it, sets the limits again. */
export async function setLimits(tx: Tx, accountKey: string, plan: Plan): Promise<void> {
  const { perMinute, perMonth } = plans[plan];
  await tx.$queryRaw`SELECT visto_quota_lock(${accountKey}, ${perMinute}::integer, ${perMonth}::integer)::text, visto_quota_resize(${accountKey}, 'minute', ${perMinute}::integer)::text`;
  await setMonthLimit(tx, accountKey, perMonth);
}

export async function setMonthLimit(tx: Tx, accountKey: string, limit: number): Promise<void> {
  await tx.quotaWindow.updateMany({ where: { accountKey, span: "month" }, data: { callLimit: limit } });
}

/** What headers have said of the limits; a month that is only the assumed plan's has not been seen. */
export async function shownLimits(tx: Tx, accountKey: string, assumed: Plan): Promise<Omit<ShownLimits, "ceiling">> {
  const use = await quotaUse(tx, accountKey);
  const perMonth = use && use.month.limit !== plans[assumed].perMonth ? use.month.limit : null;
  return { perMinute: use?.minute.limit ?? null, perMonth };
}

export type Held = {
  /** Calls that were made later than they wanted, and how much later in all and at most. */
  readonly waited: number;
  readonly waitedMs: number;
  readonly longestMs: number;
  /** Calls that were given back to be made another time. */
  readonly postponed: number;
};

/** Adds to what was held back today, in Madrid. */
export async function addHeld(tx: Tx, { companyId, environment }: ScopeKey, purpose: Purpose, held: Held): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO quota_held AS q (company_id, environment, day, purpose, waited, waited_ms, longest_ms, postponed)
    VALUES (${companyId}::uuid, ${environment}, (clock_timestamp() AT TIME ZONE 'Europe/Madrid')::date, ${purpose},
      ${held.waited}, ${held.waitedMs}, ${held.longestMs}, ${held.postponed})
    ON CONFLICT (company_id, environment, day, purpose) DO UPDATE SET
      waited = q.waited + excluded.waited, waited_ms = q.waited_ms + excluded.waited_ms,
      longest_ms = greatest(q.longest_ms, excluded.longest_ms), postponed = q.postponed + excluded.postponed`;
}

export type ThirdWindow = { readonly seconds: number; readonly limit: number };

/** The window for which Holded documents no figure: off (null) until somebody knows it, or a header names it. */
export async function setThirdWindow(tx: Tx, accountKey: string, window: ThirdWindow | null): Promise<void> {
  const where = { accountKey, span: "third" };
  if (window === null) {
    await tx.quotaWindow.deleteMany({ where });
    await tx.quotaSlot.deleteMany({ where });
    return;
  }
  const data = { lengthMs: window.seconds * 1000, callLimit: window.limit };
  await tx.quotaWindow.upsert({
    where: { accountKey_span: where },
    create: { ...where, ...data, startsAt: new Date() },
    update: data,
    select: { span: true },
  });
  await tx.$queryRaw`SELECT visto_quota_resize(${accountKey}, 'third', ${window.limit}::integer)::text`;
}

type WindowUse = { readonly used: number; readonly limit: number };
export type QuotaUse = {
  readonly minute: WindowUse;
  readonly month: WindowUse;
  readonly third: (WindowUse & { readonly seconds: number }) | null;
  /** Calls of other integrations that the minute shows. */
  readonly others: number;
};

/** Used and allowed in the running windows; null: nobody has called yet. */
export async function quotaUse(tx: Tx, accountKey: string): Promise<QuotaUse | null> {
  const rows = await tx.$queryRaw<{ span: string; limit: number; lengthMs: number | null; used: number; others: number }[]>`
    SELECT w.span, w.call_limit AS "limit", w.length_ms AS "lengthMs",
      CASE WHEN w.span <> 'month' THEN count(s.id)::integer
           WHEN w.starts_at >= date_trunc('month', clock_timestamp(), 'UTC') THEN w.used ELSE 0 END AS used,
      (count(s.id) FILTER (WHERE s.call_id IS NULL))::integer AS others
    FROM quota_window w LEFT JOIN quota_slot s ON s.account_key = w.account_key AND s.span = w.span AND s.free_at > clock_timestamp()
    WHERE w.account_key = ${accountKey} GROUP BY w.account_key, w.span`;
  const [minute, month, third] = ["minute", "month", "third"].map((span) => rows.find((row) => row.span === span));
  if (!minute || !month) return null;
  return {
    minute: { used: minute.used, limit: minute.limit },
    month: { used: month.used, limit: month.limit },
    third: third ? { used: third.used, limit: third.limit, seconds: (third.lengthMs ?? 0) / 1000 } : null,
    others: minute.others,
  };
}
