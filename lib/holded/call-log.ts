import "server-only";
import { z } from "zod";
import { isRowId } from "@/lib/kernel/ids";
import { purposes } from "@/lib/holded/retry";
import { Prisma } from "@/lib/platform/db/generated/client";
import type { CompanyScope, Tx } from "@/lib/platform/db/scope";
import { dayEnd, dayStart } from "@/lib/platform/madrid-day";

/** How an operation ended: `retried` also ended well, but not at its first attempt. */
export const callOutcomes = ["ok", "failed", "retried"] as const;
/** What any attempt of it was answered; `none`: nothing came back. */
export const statusClasses = ["2xx", "4xx", "429", "5xx", "none"] as const;
export const callMethods = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;

/** Which calls a person wants to see; pages are cut by the number of the call. What is not understood is not filtered by. */
export const callQuery = z.object({
  outcome: z.enum(callOutcomes).optional().catch(undefined),
  purpose: z.enum(purposes).optional().catch(undefined),
  method: z.enum(callMethods).optional().catch(undefined),
  status: z.enum(statusClasses).optional().catch(undefined),
  permission: z.string().max(80).optional().catch(undefined),
  proposal: z.uuid().optional().catch(undefined),
  text: z.string().trim().max(80).optional().catch(undefined),
  from: z.iso.date().optional().catch(undefined),
  to: z.iso.date().optional().catch(undefined),
  before: z.coerce.bigint().positive().optional().catch(undefined),
  after: z.coerce.bigint().positive().optional().catch(undefined),
});
export type CallQuery = z.infer<typeof callQuery>;

/** One attempt as it stands in the log, without its bodies. */
export type LoggedAttempt = {
  readonly id: string;
  readonly at: string;
  readonly attempt: number;
  readonly status: number | null;
  readonly ms: number;
  readonly quotaLeft: number | null;
  readonly failure: string | null;
};

/** One call with all its attempts: its outcome is that of the last one. */
export type LoggedOperation = LoggedAttempt & {
  readonly operation: string;
  readonly method: string;
  readonly path: string;
  readonly permission: string | null;
  readonly purpose: string;
  readonly proposal: { readonly id: string; readonly title: string; readonly party: string | null } | null;
  /** Those before the last, the latest first. */
  readonly earlier: readonly LoggedAttempt[];
};
export type CallPage = { readonly operations: readonly LoggedOperation[]; readonly older: string | null; readonly newer: string | null };

const pageSize = 50;

/** One page of the integration log, newest first: a line for each call, whatever it took. */
export function callPage(scope: CompanyScope, query: CallQuery): Promise<CallPage> {
  return scope.read(async (tx) => {
    const forward = query.after !== undefined;
    const rows = await lastAttempts(tx, scope, query, forward ? "asc" : "desc", pageSize + 1);
    const hasMore = rows.length > pageSize;
    const shown = forward ? rows.slice(0, pageSize).reverse() : rows.slice(0, pageSize);
    const [first, last] = [shown[0], shown.at(-1)];
    return {
      operations: await withEarlier(tx, scope, shown),
      older: last !== undefined && (forward || hasMore) ? String(last.id) : null,
      newer: first !== undefined && (forward ? hasMore : query.before !== undefined) ? String(first.id) : null,
    };
  });
}

/** Every call that matches, oldest first, in pieces: an export of months does not fit into memory. */
export async function* callPieces(scope: CompanyScope, query: CallQuery, size = 500): AsyncGenerator<readonly LoggedOperation[]> {
  let after = 0n;
  for (;;) {
    const piece = await scope.read(async (tx) => {
      const rows = await lastAttempts(tx, scope, { ...query, before: undefined, after }, "asc", size);
      after = rows.at(-1)?.id ?? after;
      return withEarlier(tx, scope, rows);
    });
    if (piece.length > 0) yield piece;
    if (piece.length < size) return;
  }
}

/** How many calls came after the one that a page begins with, at most `most`: what a reader has not seen yet. */
export function newerCalls(scope: CompanyScope, query: CallQuery, most = 100): Promise<number> {
  return scope.read(async (tx) => (await lastAttempts(tx, scope, { ...query, before: undefined }, "asc", most)).length);
}

export type CallBodies = { readonly request: unknown; readonly answer: unknown };

/** What was sent and what came back, redacted before it was written; null when there is no such call here. */
export function callBodies({ read, companyId, environment }: CompanyScope, id: string): Promise<CallBodies | null> {
  if (!/^\d{1,18}$/.test(id)) return Promise.resolve(null);
  return read(async (tx) => {
    const where = { companyId_environment_id: { companyId, environment, id: BigInt(id) } };
    const row = await tx.integrationCall.findUnique({ where, select: { requestBody: true, answerBody: true } });
    return row && { request: row.requestBody, answer: row.answerBody };
  });
}

/** The permissions that stand in the log, by name. Leaps from one to the next: the log is long, the list is short. */
export function loggedPermissions(scope: CompanyScope): Promise<readonly string[]> {
  return scope.read(async (tx) => {
    const rows = await tx.$queryRaw<{ permission: string }[]>`
      WITH RECURSIVE found AS (
        SELECT (SELECT min(c.permission) FROM integration_call c WHERE ${inScope(scope)}) AS permission
        UNION ALL
        SELECT (SELECT min(c.permission) FROM integration_call c WHERE ${inScope(scope)} AND c.permission > found.permission)
        FROM found WHERE found.permission IS NOT NULL)
      SELECT permission FROM found WHERE permission IS NOT NULL`;
    return rows.map(({ permission }) => permission);
  });
}

type Row = {
  readonly id: bigint;
  readonly operation: string;
  readonly createdAt: Date;
  readonly method: string;
  readonly path: string;
  readonly permission: string | null;
  readonly status: number | null;
  readonly ms: number;
  readonly attempt: number;
  readonly purpose: string;
  readonly quotaLeft: number | null;
  readonly failure: string | null;
  readonly proposalId: string | null;
  readonly title: string | null;
  readonly party: string | null;
};

function lastAttempts(tx: Tx, scope: CompanyScope, query: CallQuery, order: "asc" | "desc", take: number): Promise<Row[]> {
  return tx.$queryRaw<Row[]>`
    SELECT c.id, c.operation, c.created_at AS "createdAt", c.method, c.path, c.permission, c.status, c.ms, c.attempt, c.purpose,
      c.quota_left AS "quotaLeft", c.failure, c.proposal_id AS "proposalId", p.title, p.party
    FROM integration_call c
    LEFT JOIN proposal p ON p.company_id = c.company_id AND p.environment = c.environment AND p.id = c.proposal_id
    WHERE ${Prisma.join([inScope(scope), isLast, ...conditions(query)], " AND ")}
    ORDER BY c.id ${order === "asc" ? Prisma.sql`ASC` : Prisma.sql`DESC`} LIMIT ${take}`;
}

async function withEarlier(tx: Tx, { companyId, environment }: CompanyScope, rows: readonly Row[]): Promise<readonly LoggedOperation[]> {
  const repeated = rows.filter(({ attempt }) => attempt > 1).map(({ operation }) => operation);
  const attempts = await tx.integrationCall.findMany({
    where: { companyId, environment, operation: { in: repeated }, id: { notIn: rows.map(({ id }) => id) } },
    select: { id: true, operation: true, createdAt: true, attempt: true, status: true, ms: true, quotaLeft: true, failure: true },
    orderBy: { id: "desc" },
  });
  return rows.map((row) => ({
    ...attemptOf(row),
    operation: row.operation,
    method: row.method,
    path: row.path,
    permission: row.permission,
    purpose: row.purpose,
    proposal: row.proposalId === null ? null : { id: row.proposalId, title: row.title ?? "", party: row.party },
    earlier: attempts.filter(({ operation }) => operation === row.operation).map(attemptOf),
  }));
}

type Attempt = Pick<Row, "id" | "createdAt" | "attempt" | "status" | "ms" | "quotaLeft" | "failure">;

function attemptOf({ id, createdAt, attempt, status, ms, quotaLeft, failure }: Attempt): LoggedAttempt {
  return { id: String(id), at: createdAt.toISOString(), attempt, status, ms, quotaLeft, failure };
}

const inScope = ({ companyId, environment }: CompanyScope) =>
  Prisma.sql`c.company_id = ${companyId}::uuid AND c.environment = ${environment}`;

const isLast = Prisma.sql`NOT EXISTS (
  SELECT FROM integration_call n WHERE n.company_id = c.company_id AND n.environment = c.environment
    AND n.operation = c.operation AND n.attempt > c.attempt)`;

/** All of them speak of the last attempt but the status, which any attempt may have had: a 429 is what came before the success. */
function conditions(query: CallQuery): readonly Prisma.Sql[] {
  return [
    query.outcome === "failed" ? Prisma.sql`c.failure IS NOT NULL` : null,
    query.outcome === "ok" ? Prisma.sql`c.failure IS NULL` : null,
    query.outcome === "retried" ? Prisma.sql`c.failure IS NULL AND c.attempt > 1` : null,
    query.purpose ? Prisma.sql`c.purpose = ${query.purpose}` : null,
    query.method ? Prisma.sql`c.method = ${query.method}` : null,
    query.permission ? Prisma.sql`c.permission = ${query.permission}` : null,
    query.proposal && isRowId(query.proposal) ? Prisma.sql`c.proposal_id = ${query.proposal}::uuid` : null,
    query.text ? Prisma.sql`c.path ILIKE ${`%${query.text.replace(/[\\%_]/g, "\\$&")}%`}` : null,
    query.from ? Prisma.sql`c.created_at >= ${dayStart(query.from)}` : null,
    query.to ? Prisma.sql`c.created_at < ${dayEnd(query.to)}` : null,
    query.status ? anyAttempt(statuses[query.status]) : null,
    query.before === undefined ? null : Prisma.sql`c.id < ${query.before}`,
    query.after === undefined ? null : Prisma.sql`c.id > ${query.after}`,
  ].filter((condition) => condition !== null);
}

const statuses: Readonly<Record<(typeof statusClasses)[number], Prisma.Sql>> = {
  "2xx": Prisma.sql`a.status BETWEEN 200 AND 299`,
  "4xx": Prisma.sql`a.status BETWEEN 400 AND 499 AND a.status <> 429`,
  "429": Prisma.sql`a.status = 429`,
  "5xx": Prisma.sql`a.status >= 500`,
  none: Prisma.sql`a.status IS NULL`,
};

const anyAttempt = (condition: Prisma.Sql) => Prisma.sql`EXISTS (
  SELECT FROM integration_call a WHERE a.company_id = c.company_id AND a.environment = c.environment
    AND a.operation = c.operation AND ${condition})`;
