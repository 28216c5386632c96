import "server-only";
import { z } from "zod";
import {
  isPlan,
  sliceMs,
  sliceOf,
  startOfMonth,
  usedInMinute,
  decideSlot,
  plans,
  type Plan,
  type QuotaState,
  type SlotVerdict,
} from "@/lib/holded/quota";
import type { RateFacts } from "@/lib/holded/interpret";
import type { WindowSpan } from "@/lib/holded/outcome";
import type { Redacted } from "@/lib/holded/redact";
import type { Purpose } from "@/lib/holded/retry";
import { jsonNull } from "@/lib/platform/db/json";
import type { Prisma } from "@/lib/platform/db/generated/client";
import type { CompanyScope, Tx } from "@/lib/platform/db/scope";

/** What a connection can do, as far as it is known: from the check at saving and from every call since. */
export const capabilities = z.object({
  /** `untested`: only a write could tell, and nothing is written for a test. */
  permissions: z.record(z.string(), z.enum(["granted", "missing", "untested"])).default({}),
  /** How documents of this account write numbers; null until one gave it away. */
  numberFormat: z.enum(["es", "dot"]).nullable().default(null),
  /** Whether documents carry custom fields, which is where our reference goes then. */
  customFields: z.boolean().default(false),
  /** What the plan was told by. */
  planFrom: z.enum(["assumed", "person"]).default("assumed"),
  usage: z.object({ period: z.string().nullable(), used: z.number() }).nullable().default(null),
});
export type Capabilities = z.infer<typeof capabilities>;

export const connectionStatuses = ["unknown", "ok", "refused", "unreachable"] as const;
export type ConnectionStatus = (typeof connectionStatuses)[number];

export type Connection = {
  readonly baseUrl: string;
  readonly tokenCipher: Uint8Array<ArrayBuffer>;
  readonly keyVersion: number;
  readonly tokenLastFour: string;
  readonly fingerprint: string;
  readonly accountKey: string;
  readonly plan: Plan;
  readonly status: ConnectionStatus;
  readonly capabilities: Capabilities;
  readonly checkedAt: Date | null;
  readonly lastUsedAt: Date | null;
};

export async function loadConnection(tx: Tx, scope: CompanyScope): Promise<Connection | null> {
  const row = await tx.holdedConnection.findUnique({ where: { companyId_environment: keyOf(scope) } });
  if (!row) return null;
  return {
    ...row,
    plan: isPlan(row.plan) ? row.plan : "plus",
    status: z.enum(connectionStatuses).catch("unknown").parse(row.status),
    capabilities: capabilities.parse(row.capabilities),
  };
}

/** Throws Prisma's P2002 when the token serves another company or environment. */
export async function saveConnection(tx: Tx, scope: CompanyScope, connection: Omit<Connection, "lastUsedAt">): Promise<void> {
  const data = { ...connection, updatedAt: new Date() };
  await tx.holdedConnection.upsert({
    where: { companyId_environment: keyOf(scope) },
    create: { ...keyOf(scope), ...data },
    update: data,
    select: { companyId: true },
  });
}

type ConnectionChange = Partial<Pick<Connection, "status" | "capabilities" | "plan" | "checkedAt" | "lastUsedAt">>;

export async function updateConnection(tx: Tx, scope: CompanyScope, change: ConnectionChange): Promise<void> {
  await tx.holdedConnection.updateMany({ where: keyOf(scope), data: { ...change, updatedAt: new Date() } });
}

/** Whether a token with this fingerprint serves anybody else. Runs in the system scope, which sees all connections. */
export async function isFingerprintElsewhere(tx: Tx, scope: CompanyScope, fingerprint: string): Promise<boolean> {
  const found = await tx.holdedConnection.findFirst({ where: { fingerprint, NOT: keyOf(scope) }, select: { companyId: true } });
  return found !== null;
}

/** Every company and environment that has a connection. Runs in the system scope. */
export function allConnections(tx: Tx): Promise<{ companyId: string; environment: string; status: string; plan: string }[]> {
  return tx.holdedConnection.findMany({ select: { companyId: true, environment: true, status: true, plan: true } });
}

export type CallRow = {
  readonly method: string;
  readonly path: string;
  readonly status: number | null;
  readonly ms: number;
  readonly attempt: number;
  readonly purpose: Purpose;
  readonly quotaLeft: number | null;
  readonly failure: string | null;
  readonly requestBody: Redacted;
  readonly answerBody: Redacted;
  readonly proposalId: string | null;
};

export async function insertCall(tx: Tx, scope: CompanyScope, row: CallRow): Promise<void> {
  const { requestBody, answerBody, ...columns } = row;
  await tx.integrationCall.create({
    data: { ...keyOf(scope), ...columns, requestBody: json(requestBody), answerBody: json(answerBody) },
    select: { id: true },
  });
}

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

const keyOf = (scope: CompanyScope) => ({ companyId: scope.companyId, environment: scope.environment });

function json(value: Redacted): Prisma.InputJsonValue | typeof jsonNull {
  return value === null ? jsonNull : (value as Prisma.InputJsonValue);
}
