import type { LabelHit } from "./relate";

/** The heading of a line table names a column of the lines, not a field of the document. */
export const isColumnHead = (hit: LabelHit, tableHeads: ReadonlySet<number>): boolean =>
  hit.direction === "above" && tableHeads.has(hit.row);
