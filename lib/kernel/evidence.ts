import { z } from "zod";

/** x0, y0, x1, y1 in PDF points (pixels for a picture), measured from the top left of the upright page. */
export const box = z.tuple([z.number(), z.number(), z.number(), z.number()]);
export type Box = z.infer<typeof box>;

/** Where a value stands in the source. `path` names a payload field: `number`, `supplier.taxId`, `vat.0.amount`, `lines.3.net`. */
export const evidence = z.object({ path: z.string(), page: z.int().min(1), box, text: z.string().max(500) });
export type Evidence = z.infer<typeof evidence>;

/**
 * Why a machine says what it says. `code` has a sentence `reason.<code>` in every catalogue, filled from `detail`.
 * `good` supports, `info` explains, `doubt` asks for a look, `block` must be mended before approval.
 */
export const reason = z.object({
  code: z.string().regex(/^[a-z0-9_.]+$/),
  level: z.enum(["good", "info", "doubt", "block"]),
  path: z.string().optional(),
  detail: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
});
export type Reason = z.infer<typeof reason>;

/** Probability 0..1 that the value at a path is right. */
export const confidence = z.record(z.string(), z.number().min(0).max(1));
export type Confidence = z.infer<typeof confidence>;
