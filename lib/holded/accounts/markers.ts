import { createHash } from "node:crypto";
import { z } from "zod";

const listed = z.object({ items: z.array(z.object({ id: z.string() }).catch({ id: "" })) });

/** The ids of the objects in the answer of a list. */
export function idsIn(page: unknown): readonly string[] {
  const parsed = listed.safeParse(page);
  return parsed.success ? parsed.data.items.map(({ id }) => id).filter(isObjectId) : [];
}

/** Holded's ids are made from the moment, the machine and a counter: no two accounts share one. Keys and numbers do not tell. */
const isObjectId = (id: string) => /^[0-9a-f]{24}$/.test(id);

/**
 * What is kept of an id to know its account again: a hash, because the table belongs to nobody. Two addresses are two
 * Holdeds, whatever their ids.
 */
export function markersOf(baseUrl: string, ids: readonly string[]): readonly string[] {
  return [...new Set(ids)].filter(isObjectId).map((id) => hashed(baseUrl, id));
}

/** Webhooks name the account itself: one of these is enough. */
export function namedMarkersOf(baseUrl: string, accountId: string | null): readonly string[] {
  return accountId === null ? [] : [hashed(baseUrl, `account ${accountId}`)];
}

const hashed = (baseUrl: string, id: string) => createHash("sha256").update(`${baseUrl}\n${id}`, "utf8").digest("hex");

/** So many common objects make two accounts one: two, unless only one could be compared. */
export const enoughMarkers = (compared: number): number => Math.min(2, compared);
