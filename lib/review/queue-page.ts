import "server-only";
import { isRowId } from "@/lib/kernel/ids";
import type { Actor } from "@/lib/platform/actor";
import type { CompanyScope, Tx } from "@/lib/platform/db/scope";
import { can } from "@/lib/platform/permissions";
import { kindOf } from "@/lib/review/kinds";
import { queueQuery, type QueueQuery } from "@/lib/review/inputs";
import { bucketCounts, nextInQueue, queueRows, queueTotal, type Viewer } from "@/lib/review/queries";
import { rowView } from "@/lib/review/row-view";
import { findMember } from "@/lib/review/store";
import { buckets, type Bucket, type QueuePage } from "@/lib/review/view";

/** What a caller may leave out has its default: the oldest fifty that need this person. */
export type QueueAsked = Partial<QueueQuery>;

/** One page of a bucket with the counts of all buckets. Somebody who is not of the company sees an empty queue. */
export function queuePage(scope: CompanyScope, actor: Actor, asked: QueueAsked = {}): Promise<QueuePage> {
  const query = queueQuery.parse(asked);
  return scope.read(async (tx) => {
    const viewer = await viewerOf(tx, scope, actor, query);
    if (!viewer) return { rows: [], counts: countsFrom(new Map()), total: 0 };
    const rows = await queueRows(tx, scope, viewer, query);
    const counts = countsFrom(await bucketCounts(tx, scope, viewer, query.kind));
    const isWhole = query.offset === 0 && rows.length < query.limit;
    return { rows: rows.map(rowView), counts, total: isWhole ? rows.length : await queueTotal(tx, scope, viewer, query) };
  });
}

/** The item that opens by itself after this one was decided; null when the list is done. */
export function nextItem(scope: CompanyScope, actor: Actor, asked: QueueAsked & { readonly id: string }): Promise<string | null> {
  const { id, ...rest } = asked;
  const query = queueQuery.parse(rest);
  if (!isRowId(id)) return Promise.resolve(null);
  return scope.read(async (tx) => {
    const viewer = await viewerOf(tx, scope, actor, query);
    return viewer ? nextInQueue(tx, scope, viewer, query, id) : null;
  });
}

/** Null for somebody who may not read proposals of this kind. */
export async function viewerOf(tx: Tx, scope: CompanyScope, actor: Actor, { kind }: Pick<QueueQuery, "kind">): Promise<Viewer | null> {
  if (actor.kind !== "person") return null;
  const member = await findMember(tx, scope, actor.personId);
  const { read, approve } = kindOf(kind).permissions;
  if (!member || !can(member.role, read)) return null;
  return { personId: actor.personId, canApprove: can(member.role, approve) };
}

/** Every tab has a count, if only zero. */
export function countsFrom(found: ReadonlyMap<string, number>): Readonly<Record<Bucket, number>> {
  return Object.fromEntries(buckets.map((bucket) => [bucket, found.get(bucket) ?? 0])) as Record<Bucket, number>;
}
