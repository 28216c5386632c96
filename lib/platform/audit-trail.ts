import "server-only";
import { z } from "zod";
import type { Prisma } from "@/lib/platform/db/generated/client";
import type { CompanyScope, Tx } from "@/lib/platform/db/scope";
import { dayEnd, dayStart } from "@/lib/platform/madrid-day";

/** Which entries a person wants to see. Pages are cut by sequence number, so that they stay put while the trail grows. */
export const trailQuery = z.object({
  actor: z.string().max(80).optional().catch(undefined),
  action: z.string().max(60).optional().catch(undefined),
  from: z.iso.date().optional().catch(undefined),
  to: z.iso.date().optional().catch(undefined),
  text: z.string().trim().max(80).optional().catch(undefined),
  before: z.coerce.bigint().positive().optional().catch(undefined),
  after: z.coerce.bigint().positive().optional().catch(undefined),
});
export type TrailQuery = z.infer<typeof trailQuery>;

export type TrailEntry = {
  readonly seq: string;
  readonly at: string;
  /** `person:<id>`, `agent:<name>` or `system`. */
  readonly actor: string;
  /** Null when the actor is no person, or one who is no longer in the company. */
  readonly actorName: string | null;
  readonly action: string;
  readonly subject: string;
  /** What the proposal is about, where the subject is one. */
  readonly subjectTitle: string | null;
  readonly data: Readonly<Record<string, unknown>>;
  readonly hash: string;
};
export type TrailPage = { readonly entries: readonly TrailEntry[]; readonly older: string | null; readonly newer: string | null };

const pageSize = 50;

/** One page of the audit trail, newest first. */
export function trailPage(scope: CompanyScope, query: TrailQuery): Promise<TrailPage> {
  return scope.read(async (tx) => {
    const forward = query.after !== undefined;
    const rows = await tx.auditEntry.findMany({
      where: whereOf(scope, query),
      orderBy: { seq: forward ? "asc" : "desc" },
      take: pageSize + 1,
    });
    const hasMore = rows.length > pageSize;
    const shown = forward ? rows.slice(0, pageSize).reverse() : rows.slice(0, pageSize);
    const [first, last] = [shown[0], shown.at(-1)];
    return {
      entries: await withNames(tx, scope, shown),
      older: last !== undefined && (forward || hasMore) ? String(last.seq) : null,
      newer: first !== undefined && (forward ? hasMore : query.before !== undefined) ? String(first.seq) : null,
    };
  });
}

/** The last entry of one of the given deeds; null when there is none. */
export function lastDeed(scope: CompanyScope, actions: readonly string[]): Promise<TrailEntry | null> {
  const { companyId, environment } = scope;
  return scope.read(async (tx) => {
    const row = await tx.auditEntry.findFirst({
      where: { companyId, environment, action: { in: [...actions] } },
      orderBy: { seq: "desc" },
    });
    return row ? ((await withNames(tx, scope, [row]))[0] ?? null) : null;
  });
}

/** Every entry that matches, oldest first, in pieces: an export of years does not fit into memory. */
export async function* trailPieces(scope: CompanyScope, query: TrailQuery, size = 500): AsyncGenerator<readonly TrailEntry[]> {
  let after = 0n;
  for (;;) {
    const piece = await scope.read(async (tx) => {
      const rows = await tx.auditEntry.findMany({
        where: whereOf(scope, { ...query, before: undefined, after }),
        orderBy: { seq: "asc" },
        take: size,
      });
      after = rows.at(-1)?.seq ?? after;
      return withNames(tx, scope, rows);
    });
    if (piece.length > 0) yield piece;
    if (piece.length < size) return;
  }
}

/** People who may stand in the trail: those of the company now. */
export function membersOf(scope: CompanyScope): Promise<readonly { readonly id: string; readonly name: string }[]> {
  return scope.read((tx) =>
    tx.person.findMany({
      where: { memberships: { some: { companyId: scope.companyId } } },
      select: { id: true, name: true },
      orderBy: { name: "asc" },
    }),
  );
}

function whereOf({ companyId, environment }: CompanyScope, query: TrailQuery): Prisma.AuditEntryWhereInput {
  const at = { ...(query.from ? { gte: dayStart(query.from) } : {}), ...(query.to ? { lt: dayEnd(query.to) } : {}) };
  const seq = { ...(query.before === undefined ? {} : { lt: query.before }), ...(query.after === undefined ? {} : { gt: query.after }) };
  return {
    companyId,
    environment,
    ...(query.actor ? { actor: query.actor === "agent" ? { startsWith: "agent:" } : query.actor } : {}),
    ...(query.action ? { action: query.action } : {}),
    ...(query.text
      ? { OR: [{ subject: { contains: query.text, mode: "insensitive" } }, { hash: { startsWith: query.text.toLowerCase() } }] }
      : {}),
    ...(Object.keys(at).length > 0 ? { at } : {}),
    ...(Object.keys(seq).length > 0 ? { seq } : {}),
  };
}

type Row = {
  readonly seq: bigint;
  readonly at: Date;
  readonly actor: string;
  readonly action: string;
  readonly subject: string;
  readonly data: unknown;
  readonly hash: string;
};

async function withNames(tx: Tx, { companyId, environment }: CompanyScope, rows: readonly Row[]): Promise<readonly TrailEntry[]> {
  const people = await tx.person.findMany({
    where: {
      id: {
        in: idsOf(
          rows.map((row) => row.actor),
          "person:",
        ),
      },
    },
    select: { id: true, name: true },
  });
  const proposals = await tx.proposal.findMany({
    where: {
      companyId,
      environment,
      id: {
        in: idsOf(
          rows.map((row) => row.subject),
          "proposal:",
        ),
      },
    },
    select: { id: true, title: true, party: true },
  });
  const nameOf = new Map(people.map((person) => [`person:${person.id}`, person.name]));
  const titleOf = new Map(proposals.map((proposal) => [`proposal:${proposal.id}`, subjectTitle(proposal)]));
  return rows.map((row) => ({
    seq: String(row.seq),
    at: row.at.toISOString(),
    actor: row.actor,
    actorName: nameOf.get(row.actor) ?? null,
    action: row.action,
    subject: row.subject,
    subjectTitle: titleOf.get(row.subject) ?? null,
    data: typeof row.data === "object" && row.data !== null ? (row.data as Readonly<Record<string, unknown>>) : {},
    hash: row.hash,
  }));
}

/** The ids behind a prefix; what only looks like one would make the query fail. */
function idsOf(labels: readonly string[], prefix: string): string[] {
  const ids = labels.filter((label) => label.startsWith(prefix)).map((label) => label.slice(prefix.length));
  return [...new Set(ids)].filter((id) => z.uuid().safeParse(id).success);
}

/** "Herrajes del Duero, S.A. · 2026/001873"; a dash stands where a document has no number. */
function subjectTitle({ party, title }: { readonly party: string | null; readonly title: string }): string {
  const known = [party, title].filter((part) => part !== null && /[\p{L}\p{N}]/u.test(part));
  return known.join(" · ") || title;
}
