import type { Call } from "./handler";
import type { Page } from "./page";
import { Problem } from "./problem";

const defaultLimit = 50;

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
