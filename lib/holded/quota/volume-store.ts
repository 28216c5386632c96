import "server-only";
import { z } from "zod";
import { mirrorResources } from "@/lib/holded/mirror/model";
import { volumesSchema, type Volumes } from "@/lib/holded/quota/volumes";
import { purposes, type Purpose } from "@/lib/holded/retry";
import type { CompanyScope, ScopeKey, Tx } from "@/lib/platform/db/scope";

/** What the forecast of an account needs of each of its companies besides the volumes. */
const loadFacts = z.object({
  hasWebhooks: z.boolean().default(false),
  counts: z.partialRecord(z.enum(mirrorResources), z.number()).default({}),
  approves: z.boolean().default(false),
  personPerMonth: z.number().nullable().default(null),
  /** Of the whole account, the same in all its companies. */
  othersPerMonth: z.number().default(0),
});
type LoadFacts = Readonly<z.infer<typeof loadFacts>>;

export type StoredVolumes = {
  readonly typed: Volumes | null;
  readonly measured: Volumes | null;
  readonly measuredAt: Date | null;
  readonly facts: LoadFacts;
};

export async function loadVolumes(tx: Tx, scope: ScopeKey): Promise<StoredVolumes> {
  const row = await tx.companyVolume.findUnique({ where: { companyId_environment: keyOf(scope) } });
  return {
    typed: volumesSchema
      .nullable()
      .catch(null)
      .parse(row?.typed ?? null),
    measured: volumesSchema
      .nullable()
      .catch(null)
      .parse(row?.measured ?? null),
    measuredAt: row?.measuredAt ?? null,
    facts: loadFacts.catch(loadFacts.parse({})).parse(row?.facts ?? {}),
  };
}

type VolumeChange = { readonly typed?: Volumes; readonly measured?: Volumes; readonly measuredAt?: Date; readonly facts?: LoadFacts };

export async function saveVolumesRow(tx: Tx, scope: ScopeKey, change: VolumeChange): Promise<void> {
  const data = { ...change, updatedAt: new Date() };
  await tx.companyVolume.upsert({
    where: { companyId_environment: keyOf(scope) },
    create: { ...keyOf(scope), ...data },
    update: data,
    select: { companyId: true },
  });
}

export type Member = ScopeKey & { readonly accountKey: string; readonly status: string; readonly plan: string };

/** All Holded accounts that somebody is connected to. Runs in the system scope. */
export async function accountKeys(tx: Tx): Promise<readonly string[]> {
  const rows = await tx.holdedConnection.findMany({ distinct: ["accountKey"], select: { accountKey: true } });
  return rows.map(({ accountKey }) => accountKey);
}

/** Connections of one account. Runs in the system scope. */
export async function accountMembers(tx: Tx, accountKey: string): Promise<readonly Member[]> {
  const rows = await tx.holdedConnection.findMany({
    where: { accountKey },
    select: { companyId: true, environment: true, accountKey: true, status: true, plan: true },
    orderBy: [{ companyId: "asc" }, { environment: "asc" }],
  });
  return rows.map((row) => ({ ...row, environment: row.environment === "live" ? "live" : "sandbox" }));
}

const months = 3;

/** What happened in a month, on average of the last three or of as many as the local copy reaches back. */
export async function countVolumes(tx: Tx, { companyId, environment }: CompanyScope): Promise<Volumes> {
  const rows = await tx.$queryRaw<{ resource: string; calls: number }[]>`
    SELECT resource,
      (count(*) FILTER (WHERE object_date > current_date - ${months * 30}::integer)
        / greatest(1, least(${months}::numeric, (current_date - min(object_date)) / 30.0)))::float AS calls
    FROM mirror_object
    WHERE company_id = ${companyId}::uuid AND environment = ${environment} AND deleted_at IS NULL AND object_date <= current_date
      AND resource IN ('purchase', 'bank_movement', 'estimate', 'project_time', 'lead')
    GROUP BY resource`;
  const people = await tx.mirrorObject.groupBy({
    by: ["resource"],
    where: { companyId, environment, deletedAt: null, resource: { in: ["employee", "project"] } },
    _count: { _all: true },
  });
  const perMonth = (resource: string) => Math.round(rows.find((row) => row.resource === resource)?.calls ?? 0);
  const known = (resource: string) => people.find((row) => row.resource === resource)?._count._all ?? 0;
  return {
    purchases: perMonth("purchase"),
    movements: perMonth("bank_movement"),
    quotes: perMonth("estimate"),
    hours: perMonth("project_time"),
    leads: perMonth("lead"),
    employees: known("employee"),
    projects: known("project"),
  };
}

/** Calls of this company since a moment, by purpose, from its own log. */
export async function loggedCalls(tx: Tx, scope: ScopeKey, since: Date): Promise<Readonly<Record<Purpose, number>>> {
  const rows = await tx.integrationCall.groupBy({
    by: ["purpose"],
    where: { ...keyOf(scope), createdAt: { gte: since } },
    _count: { _all: true },
  });
  const count = (purpose: Purpose) => rows.find((row) => row.purpose === purpose)?._count._all ?? 0;
  return { write: count("write"), person: count("person"), scheduled: count("scheduled"), refresh: count("refresh") };
}

export async function firstCallAt(tx: Tx, scope: ScopeKey): Promise<Date | null> {
  const first = await tx.integrationCall.findFirst({ where: keyOf(scope), orderBy: { id: "asc" }, select: { createdAt: true } });
  return first?.createdAt ?? null;
}

export type HeldBack = {
  readonly purpose: Purpose;
  readonly waited: number;
  readonly waitedMs: number;
  readonly longestMs: number;
  readonly postponed: number;
};
export type HeldBackDay = HeldBack & { readonly day: string };

/** What the windows held back since a day ("2026-11-01"), newest day first, most important purpose first. */
export async function heldBackSince(tx: Tx, scope: ScopeKey, day: string): Promise<readonly HeldBackDay[]> {
  const rows = await tx.quotaHeld.findMany({ where: { ...keyOf(scope), day: { gte: new Date(`${day}T00:00:00Z`) } } });
  return rows
    .flatMap(({ day: date, purpose, waited, waitedMs, longestMs, postponed }) => {
      const known = purposes.find((one) => one === purpose);
      return known
        ? [{ day: date.toISOString().slice(0, 10), purpose: known, waited, waitedMs: Number(waitedMs), longestMs, postponed }]
        : [];
    })
    .sort((a, b) => b.day.localeCompare(a.day) || purposes.indexOf(a.purpose) - purposes.indexOf(b.purpose));
}

const keyOf = ({ companyId, environment }: ScopeKey) => ({ companyId, environment });
