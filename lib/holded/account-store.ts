import "server-only";
import { z } from "zod";
import { isPlan, type Plan } from "@/lib/holded/quota";
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
  usage: z
    .object({ period: z.string().nullable(), used: z.number(), ceiling: z.number().nullable().default(null) })
    .nullable()
    .default(null),
});
export type Capabilities = z.infer<typeof capabilities>;

export const connectionStatuses = ["unknown", "ok", "refused", "unreachable"] as const;
export type ConnectionStatus = (typeof connectionStatuses)[number];

export type Connection = {
  readonly baseUrl: string;
  /** The slot in use, and the one before it while it can be gone back to. */
  readonly tokenId: string;
  readonly oldTokenId: string | null;
  /** When the slots last changed; null for the first token. */
  readonly rotatedAt: Date | null;
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

export async function saveConnection(tx: Tx, scope: CompanyScope, connection: Omit<Connection, "lastUsedAt">): Promise<void> {
  const data = { ...connection, updatedAt: new Date() };
  await tx.holdedConnection.upsert({
    where: { companyId_environment: keyOf(scope) },
    create: { ...keyOf(scope), ...data },
    update: data,
    select: { companyId: true },
  });
}

type ConnectionChange = Partial<Omit<Connection, "baseUrl" | "accountKey">>;

/** With `ifToken` only while that token is in use: what an older one was told must not stand on its successor. */
export async function updateConnection(tx: Tx, scope: CompanyScope, change: ConnectionChange, ifToken?: string): Promise<void> {
  const where = { ...keyOf(scope), ...(ifToken === undefined ? {} : { tokenId: ifToken }) };
  await tx.holdedConnection.updateMany({ where, data: { ...change, updatedAt: new Date() } });
}

/** Every company and environment that has a connection. Runs in the system scope. */
export function allConnections(tx: Tx): Promise<{ companyId: string; environment: string; status: string; plan: string }[]> {
  return tx.holdedConnection.findMany({ select: { companyId: true, environment: true, status: true, plan: true } });
}

export type CallRow = {
  readonly operation: string;
  readonly method: string;
  readonly permission: string | null;
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

const keyOf = (scope: CompanyScope) => ({ companyId: scope.companyId, environment: scope.environment });

function json(value: Redacted): Prisma.InputJsonValue | typeof jsonNull {
  return value === null ? jsonNull : (value as Prisma.InputJsonValue);
}
