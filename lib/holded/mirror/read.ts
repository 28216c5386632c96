import "server-only";
import type { z } from "zod";
import type { MirrorResource } from "@/lib/holded/mirror/model";
import type { Prisma } from "@/lib/platform/db/generated/client";
import type { Tx } from "@/lib/platform/db/scope";

type Wanted = {
  readonly where: Prisma.MirrorObjectWhereInput;
  readonly orderBy?: Prisma.MirrorObjectOrderByWithRelationInput[];
  readonly limit: number;
};

const byId: Prisma.MirrorObjectOrderByWithRelationInput[] = [{ holdedId: "asc" }];

/** Newest first; equal days by id, so that the order is always the same. */
export const newestFirst: Prisma.MirrorObjectOrderByWithRelationInput[] = [{ objectDate: "desc" }, { holdedId: "desc" }];
export const byName: Prisma.MirrorObjectOrderByWithRelationInput[] = [{ foldedName: "asc" }, { holdedId: "asc" }];

/** Living objects of one resource. The transaction's company and environment decide what is seen. */
export async function readObjects<T>(tx: Tx, resource: MirrorResource, schema: z.ZodType<T>, wanted: Wanted): Promise<readonly T[]> {
  const rows = await tx.mirrorObject.findMany({
    where: { ...wanted.where, resource, deletedAt: null },
    orderBy: wanted.orderBy ?? byId,
    take: wanted.limit,
    select: { data: true },
  });
  return rows.map((row) => schema.parse(row.data));
}

export async function readObject<T>(tx: Tx, resource: MirrorResource, schema: z.ZodType<T>, holdedId: string): Promise<T | null> {
  const [found] = await readObjects(tx, resource, schema, { where: { holdedId }, limit: 1 });
  return found ?? null;
}

/** Living objects that have one of these further keys. */
export async function readByKeys<T>(
  tx: Tx,
  resource: MirrorResource,
  schema: z.ZodType<T>,
  keys: readonly string[],
  limit: number,
): Promise<readonly T[]> {
  if (keys.length === 0) return [];
  const rows = await tx.mirrorKey.findMany({ where: { resource, key: { in: [...keys] } }, select: { holdedId: true }, take: 10 * limit });
  const ids = [...new Set(rows.map((row) => row.holdedId))];
  return ids.length === 0 ? [] : readObjects(tx, resource, schema, { where: { holdedId: { in: ids } }, limit });
}

/** A text that is looked for as it is: to the database, % and _ would stand for anything. */
export const literally = (text: string): string => text.replace(/[\\%_]/g, (sign) => `\\${sign}`);

/** Days as columns hold them. */
export const day = (date: string): Date => new Date(`${date}T00:00:00Z`);

/** A span of days, both inclusive; an open end where one is left out. */
export function between(from: string | undefined, to: string | undefined): Prisma.MirrorObjectWhereInput {
  if (from === undefined && to === undefined) return {};
  return { objectDate: { ...(from === undefined ? {} : { gte: day(from) }), ...(to === undefined ? {} : { lte: day(to) }) } };
}
