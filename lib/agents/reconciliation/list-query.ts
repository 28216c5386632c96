import { z } from "zod";
import { clearRules, movementClasses } from "@/lib/agents/reconciliation/engine/model";
import { buckets } from "@/lib/review/view";

/** Oldest first is how a statement is worked through; `doubt` brings what needs a person before what is clear. */
export const movementSorts = ["date", "-date", "-amount", "party", "doubt"] as const;
export type MovementSort = (typeof movementSorts)[number];

export const directions = ["in", "out"] as const;
/** How far the proposal got: as the agent's standing, or that there is none to decide on. */
export const proposalKinds = ["clear", "needs_review", "no_document", "undecided"] as const;

const words = z.string().trim().max(200);

/** What the list of movements can be narrowed to. Everything stands in the address of the page. */
export const movementFilter = z.object({
  bucket: z.enum(buckets).default("needs_me"),
  /** Words of bank text, party or document number, or an amount; accents and case do not matter. */
  q: words.default(""),
  sort: z.enum(movementSorts).default("date"),
  standing: z.enum(proposalKinds).nullable().default(null),
  /** Holded id of the bank account. */
  account: words.nullable().default(null),
  direction: z.enum(directions).nullable().default(null),
  party: words.nullable().default(null),
  /** "121.00", without sign. */
  amount: z
    .string()
    .regex(/^\d{1,13}\.\d{2}$/)
    .nullable()
    .default(null),
  /** "2026-11", by value date. */
  month: z
    .string()
    .regex(/^\d{4}-(0[1-9]|1[0-2])$/)
    .nullable()
    .default(null),
  /** What kept it from being clear. */
  reason: z.enum(clearRules).nullable().default(null),
  class: z.enum(movementClasses).nullable().default(null),
});
export type MovementFilter = z.infer<typeof movementFilter>;

/** The same with the page of rows that is asked for. */
export const movementQuery = movementFilter.extend({
  limit: z.coerce.number().int().min(1).max(200).default(100),
  offset: z.coerce.number().int().min(0).default(0),
});
export type MovementQuery = z.infer<typeof movementQuery>;

/** What cannot be read in an address has its default: a mangled link still opens the page. */
export function readMovementFilter(given: Readonly<Record<string, unknown>>): MovementFilter {
  const lenient = Object.entries(movementFilter.shape).map(([name, schema]) => {
    const parsed = schema.safeParse(given[name]);
    return [name, parsed.success ? parsed.data : schema.parse(undefined)];
  });
  return movementFilter.parse(Object.fromEntries(lenient));
}
