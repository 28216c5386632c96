import { z } from "zod";
import { maxTableLines } from "@/lib/agents/statements/model";
import { csvMapping } from "@/lib/documents/statements/csv/mapping";

/** What the commands about a whole statement take. */
const seen = { id: z.uuid(), seenVersion: z.int().min(1), seenHash: z.string().length(64).nullable() };
const holdedId = z.string().min(1).max(100);

/** The balance before the first movement; only where the file says none. */
const opening = z.string().regex(/^-?\d{1,13}\.\d{2}$/).nullable(); // prettier-ignore

export const accountInput = z.strictObject({ ...seen, accountId: holdedId, opening });
export type AccountInput = z.infer<typeof accountInput>;

export const columnsInput = z.strictObject({
  ...seen,
  accountId: holdedId,
  mapping: csvMapping,
  opening,
});
export type ColumnsInput = z.infer<typeof columnsInput>;

/** What becomes of each movement, in their order: y taken, n left, a still to be answered. */
export const ticksInput = z.strictObject({ ...seen, ticks: z.string().regex(/^[yna]*$/).max(maxTableLines) }); // prettier-ignore
export type TicksInput = z.infer<typeof ticksInput>;
