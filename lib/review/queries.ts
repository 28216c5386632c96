import "server-only";
import { parseSpanishNumber } from "@/lib/kernel/money";
import { foldText } from "@/lib/language/fold";
import { Prisma } from "@/lib/platform/db/generated/client";
import type { CompanyScope, Tx } from "@/lib/platform/db/scope";
import type { QueueQuery } from "@/lib/review/inputs";
import { cleanText } from "@/lib/review/storable";
import type { Bucket } from "@/lib/review/view";

/** Who looks: the same item needs one person and waits for another. */
export type Viewer = { readonly personId: string; readonly canApprove: boolean };

export type QueueRecord = {
  readonly id: string;
  readonly kind: string;
  readonly state: string;
  readonly version: number;
  readonly payloadHash: string | null;
  readonly standing: string | null;
  readonly risk: string;
  readonly title: string;
  readonly party: string | null;
  readonly amount: string | null;
  readonly currency: string | null;
  readonly documentDate: string | null;
  readonly fileName: string | null;
  readonly reasons: unknown;
  readonly failure: unknown;
  readonly assignedTo: string | null;
  readonly assignedName: string | null;
  readonly assignedInitials: string | null;
  readonly snoozedUntil: Date | null;
  readonly decidedBy: string | null;
  readonly decidedName: string | null;
  readonly decidedInitials: string | null;
  readonly decidedAt: Date | null;
  readonly pushAfter: Date | null;
  readonly holdedId: string | null;
  readonly createdAt: Date;
  /** The first of two signatures on this version: {id, name, initials}. */
  readonly signedBy: unknown;
};

/** The rows of one page of a bucket, in order. */
export function queueRows(tx: Tx, scope: CompanyScope, viewer: Viewer, query: QueueQuery): Promise<QueueRecord[]> {
  return tx.$queryRaw<QueueRecord[]>`
    SELECT ${columns} FROM ${source} WHERE ${matches(scope, viewer, query)}
    ORDER BY ${order(query.sort)} LIMIT ${query.limit} OFFSET ${query.offset}`;
}

/** How many rows match, before the page limit. */
export async function queueTotal(tx: Tx, scope: CompanyScope, viewer: Viewer, query: QueueQuery): Promise<number> {
  const [row] = await tx.$queryRaw<{ n: number }[]>`SELECT count(*)::int AS n FROM ${source} WHERE ${matches(scope, viewer, query)}`;
  return row?.n ?? 0;
}

/** Rows per bucket, whatever is searched for. */
export async function bucketCounts(tx: Tx, scope: CompanyScope, viewer: Viewer, kind: string): Promise<ReadonlyMap<string, number>> {
  const rows = await tx.$queryRaw<{ bucket: string; n: number }[]>`
    SELECT ${bucketOf(viewer)} AS bucket, count(*)::int AS n FROM proposal p
    WHERE ${inScope(scope)} AND p.kind = ${kind} GROUP BY 1`;
  return new Map(rows.map(({ bucket, n }) => [bucket, n]));
}

export type OpenCount = { readonly bucket: string; readonly n: number; readonly clear: number; readonly troubled: number };

/** Rows per bucket that are not over, with those that are clear and those that something keeps from going on. */
export function openCounts(tx: Tx, scope: CompanyScope, viewer: Viewer, kind: string): Promise<OpenCount[]> {
  return tx.$queryRaw<OpenCount[]>`
    SELECT ${bucketOf(viewer)} AS bucket, count(*)::int AS n, count(*) FILTER (WHERE p.standing = 'clear')::int AS clear,
      count(*) FILTER (WHERE p.failure IS NOT NULL)::int AS troubled
    FROM proposal p WHERE ${inScope(scope)} AND p.kind = ${kind} AND p.state NOT IN ('settled', 'rejected', 'withdrawn', 'joined') GROUP BY 1`;
}

/**
 * The item that opens after this one: the next that stands below it in the same list, else the first of the list; null
 * when nothing is left. Works after the item itself has left the bucket.
 */
export async function nextInQueue(tx: Tx, scope: CompanyScope, viewer: Viewer, query: QueueQuery, id: string): Promise<string | null> {
  const [row] = await tx.$queryRaw<{ id: string }[]>`
    WITH listed AS (
      SELECT p.id, (${matches(scope, viewer, query)}) AS stays, row_number() OVER (ORDER BY ${order(query.sort)}) AS place
      FROM ${source} WHERE ${inScope(scope)} AND p.kind = ${query.kind} AND ((${matches(scope, viewer, query)}) OR p.id = ${id}::uuid)),
    here AS (SELECT place FROM listed WHERE id = ${id}::uuid)
    SELECT l.id FROM listed l LEFT JOIN here ON true WHERE l.stays AND l.id <> ${id}::uuid
    ORDER BY (l.place > coalesce(here.place, 0)) DESC, l.place LIMIT 1`;
  return row?.id ?? null;
}

/** One item as the queue shows it. */
export async function queueRow(tx: Tx, scope: CompanyScope, id: string): Promise<QueueRecord | null> {
  const [row] = await tx.$queryRaw<QueueRecord[]>`SELECT ${columns} FROM ${source} WHERE ${inScope(scope)} AND p.id = ${id}::uuid`;
  return row ?? null;
}

export type EventRecord = {
  readonly id: bigint;
  readonly kind: string;
  readonly createdAt: Date;
  readonly personId: string | null;
  readonly name: string | null;
  readonly initials: string | null;
  readonly detail: unknown;
};

export function eventsOf(tx: Tx, scope: CompanyScope, id: string): Promise<EventRecord[]> {
  return tx.$queryRaw<EventRecord[]>`
    SELECT e.id, e.kind, e.created_at AS "createdAt", e.person_id AS "personId", w.name, w.initials, e.detail
    FROM proposal_event e LEFT JOIN person w ON w.id = e.person_id
    WHERE e.company_id = ${scope.companyId}::uuid AND e.environment = ${scope.environment} AND e.proposal_id = ${id}::uuid
    ORDER BY e.id`;
}

export type VersionRecord = Pick<EventRecord, "createdAt" | "personId" | "name" | "initials"> & {
  readonly version: number;
  readonly origin: "agent" | "person";
  readonly payload: unknown;
};

export function versionsOf(tx: Tx, scope: CompanyScope, id: string): Promise<VersionRecord[]> {
  return tx.$queryRaw<VersionRecord[]>`
    SELECT v.version, v.origin, v.payload, v.created_at AS "createdAt", v.person_id AS "personId", w.name, w.initials
    FROM proposal_version v LEFT JOIN person w ON w.id = v.person_id
    WHERE v.company_id = ${scope.companyId}::uuid AND v.environment = ${scope.environment} AND v.proposal_id = ${id}::uuid
    ORDER BY v.version`;
}

export function itemOf(tx: Tx, scope: CompanyScope, id: string) {
  return tx.proposal.findUnique({
    where: { companyId_environment_id: { companyId: scope.companyId, environment: scope.environment, id } },
    select: {
      payload: true,
      reasons: true,
      evidence: true,
      confidence: true,
      proposedBy: true,
      rejectReason: true,
      documentId: true,
      part: true,
    },
  });
}

export function documentOf(tx: Tx, scope: CompanyScope, id: string) {
  return tx.document.findUnique({
    where: { companyId_environment_id: { companyId: scope.companyId, environment: scope.environment, id } },
    select: { id: true, fileName: true, mediaType: true, byteSize: true, pages: true, blobKey: true },
  });
}

/** What `rowView` reads of `source`. */
export const columns = Prisma.sql`
  p.id, p.kind, p.state, p.version, p.payload_hash AS "payloadHash", p.standing, p.risk, p.title, p.party, p.amount::text AS amount,
  p.currency, to_char(p.document_date, 'YYYY-MM-DD') AS "documentDate", d.file_name AS "fileName", p.reasons, p.failure,
  p.assigned_to AS "assignedTo", a.name AS "assignedName", a.initials AS "assignedInitials", p.snoozed_until AS "snoozedUntil",
  p.decided_by AS "decidedBy", b.name AS "decidedName", b.initials AS "decidedInitials", p.decided_at AS "decidedAt",
  p.push_after AS "pushAfter", p.holded_id AS "holdedId", p.created_at AS "createdAt",
  (SELECT json_build_object('id', s.person_id, 'name', coalesce(w.name, ''), 'initials', coalesce(w.initials, '–')) FROM decision s
    LEFT JOIN person w ON w.id = s.person_id
    WHERE p.state = 'open' AND s.company_id = p.company_id AND s.environment = p.environment AND s.proposal_id = p.id AND s.version = p.version
      AND s.verdict = 'approve' AND s.undone_at IS NULL ORDER BY s.created_at LIMIT 1) AS "signedBy"`;

export const source = Prisma.sql`proposal p
  LEFT JOIN document d ON d.company_id = p.company_id AND d.environment = p.environment AND d.id = p.document_id
  LEFT JOIN person a ON a.id = p.assigned_to
  LEFT JOIN person b ON b.id = p.decided_by`;

export const inScope = (scope: CompanyScope) =>
  Prisma.sql`p.company_id = ${scope.companyId}::uuid AND p.environment = ${scope.environment}`;

/**
 * The tab an item stands in for this viewer. A file that is being read or was refused stays in sight of the one who
 * works; what somebody else has on the desk, or what waits for a second signature after hers, is waiting.
 */
export const bucketOf = ({ personId, canApprove }: Viewer) => Prisma.sql`CASE
  WHEN p.state IN ('approved', 'sending') THEN ${"sending" satisfies Bucket}
  WHEN p.state IN ('settled', 'rejected', 'withdrawn', 'joined') THEN ${"done" satisfies Bucket}
  WHEN p.state = 'failed' THEN ${"failed" satisfies Bucket}
  WHEN p.state = 'snoozed' THEN ${"snoozed" satisfies Bucket}
  WHEN NOT ${canApprove} OR coalesce(p.assigned_to <> ${personId}::uuid, false) OR EXISTS (
    SELECT FROM decision s WHERE s.company_id = p.company_id AND s.environment = p.environment AND s.proposal_id = p.id
      AND s.version = p.version AND s.verdict = 'approve' AND s.undone_at IS NULL AND s.person_id = ${personId}::uuid)
  THEN ${"waiting" satisfies Bucket} ELSE ${"needs_me" satisfies Bucket} END`;

function matches(scope: CompanyScope, viewer: Viewer, { kind, bucket, q }: QueueQuery): Prisma.Sql {
  const conditions = [inScope(scope), Prisma.sql`p.kind = ${kind}`, Prisma.sql`${bucketOf(viewer)} = ${bucket}`];
  return Prisma.join([...conditions, ...wordsWithin(q, folded(Prisma.sql`p.title, p.party, d.file_name`))], " AND ");
}

/** Every word stands in the folded text, or is the amount. */
export function wordsWithin(q: string, text: Prisma.Sql): readonly Prisma.Sql[] {
  const words = foldText(cleanText(q)).split(/\s+/).filter(Boolean).slice(0, 8);
  return words.map((word) => {
    const amount = parseSpanishNumber(word);
    const like = `%${word.replace(/[\\%_]/g, "\\$&")}%`;
    return amount === null
      ? Prisma.sql`${text} LIKE ${like}`
      : Prisma.sql`(${text} LIKE ${like} OR abs(p.amount) = abs(${amount}::numeric))`;
  });
}

/** The same folding as `foldText`, in SQL: lower case, no accents. */
export const folded = (columns: Prisma.Sql) =>
  Prisma.sql`regexp_replace(normalize(lower(concat_ws(' ', ${columns})), NFKD), '[\u0300-\u036f]', '', 'g')`;

function order(sort: QueueQuery["sort"]): Prisma.Sql {
  return Prisma.sql`${orders[sort]}, p.created_at, p.id`;
}

const orders: Readonly<Record<QueueQuery["sort"], Prisma.Sql>> = {
  oldest: Prisma.sql`p.created_at`,
  newest: Prisma.sql`p.created_at DESC`,
  amount: Prisma.sql`p.amount NULLS LAST`,
  "-amount": Prisma.sql`p.amount DESC NULLS LAST`,
  party: Prisma.sql`lower(p.party) NULLS LAST`,
  date: Prisma.sql`p.document_date NULLS LAST`,
  "-date": Prisma.sql`p.document_date DESC NULLS LAST`,
  doubt: Prisma.sql`(p.standing IS DISTINCT FROM 'clear') DESC, (p.risk = 'high') DESC`,
};
