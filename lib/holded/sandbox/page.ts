import type { Reader, Stored } from "./collection";
import type { Call } from "./handler";
import { isObjectId } from "./object-ids";
import { Problem } from "./problem";

export type Page<T> = { readonly items: readonly T[]; readonly cursor: string | null; readonly has_more: boolean };

const defaultLimit = 50;

export type PageOptions<T extends Stored> = {
  /** The objects in their order. */
  readonly sorted: readonly T[];
  readonly keep?: (object: T) => boolean;
  readonly descending?: boolean;
};

/**
 * One page of a list. The cursor is the id of the last object of the page before; an empty cursor gives an empty page
 * and one that is no id a 400, both as seen live.
 */
export function page<T extends Stored>(call: Call, collection: Reader<T>, options: PageOptions<T>): Page<T> {
  const { cursor } = call.query;
  if (cursor === "") return { items: [], cursor: null, has_more: false };
  const limit = typeof call.query["limit"] === "number" ? call.query["limit"] : defaultLimit;
  const rows = options.sorted;
  const step = options.descending ? -1 : 1;
  const items: T[] = [];
  for (let index = startAfter(options, collection, cursor); index >= 0 && index < rows.length; index += step) {
    const row = rows[index];
    if (row === undefined || (options.keep && !options.keep(row))) continue;
    if (items.length === limit) return { items, cursor: items.at(-1)?.id ?? null, has_more: true };
    items.push(row);
  }
  return { items, cursor: null, has_more: false };
}

function startAfter<T extends Stored>(
  { sorted, descending }: PageOptions<T>,
  collection: Reader<T>,
  cursor: Call["query"][string],
): number {
  const [first, step] = descending ? [sorted.length - 1, -1] : [0, 1];
  if (cursor === undefined) return first;
  if (typeof cursor !== "string" || !isObjectId(cursor)) throw new Problem(400, `Error parsing ObjectId string: ${String(cursor)}`);
  const last = collection.get(cursor);
  const place = last === undefined ? -1 : sorted.indexOf(last);
  if (place !== -1) return place + step;
  // Its object was deleted, or left the filter, between two pages: go on with the next younger one.
  const next = descending ? sorted.findLastIndex((row) => row.id < cursor) : sorted.findIndex((row) => row.id > cursor);
  return next === -1 ? first + step * sorted.length : next;
}

/** One page of the few lists whose cursor is `page:2`. What is added or deleted meanwhile shifts the pages after it. */
export function numberedPage<T>(call: Call, rows: readonly T[]): Page<T> {
  const { cursor, limit } = call.query;
  if (cursor === "") return { items: [], cursor: null, has_more: false };
  const number = cursor === undefined ? 1 : Number(/^page:([1-9]\d{0,8})$/.exec(String(cursor))?.[1]);
  if (Number.isNaN(number)) throw new Problem(400, `Invalid cursor: "${String(cursor)}"`);
  const size = typeof limit === "number" ? limit : defaultLimit;
  const hasMore = rows.length > number * size;
  return { items: rows.slice((number - 1) * size, number * size), cursor: hasMore ? `page:${number + 1}` : null, has_more: hasMore };
}
