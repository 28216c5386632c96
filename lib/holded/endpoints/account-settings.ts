import { z } from "zod";
import { endpoint, pageOf, paging, text } from "@/lib/holded/endpoint";

/** Tags come as plain words or as objects with a name. */
const tag = z.union([z.string(), z.object({ name: z.string() }).transform((raw) => raw.name)]);

export const listTags = endpoint({
  method: "GET",
  path: "/tags",
  effect: "reads",
  permission: "account:tags.read",
  query: paging,
  answer: () => pageOf(tag),
});

const count = z
  .union([z.number(), z.string()])
  .nullish()
  .transform((value) => (value === undefined || value === null || value === "" ? null : Number(value)))
  .pipe(z.number().int().min(0).nullable());

/** Calls of the running month, of every token and integration of the account. `limit` is the billing ceiling, not the plan. */
export const getUsage = endpoint({
  method: "GET",
  path: "/usage",
  effect: "reads",
  permission: "developers:usage.read",
  answer: () =>
    z
      .object({ period: text, usage: count, limit: count })
      .transform((raw) => ({ period: raw.period, used: raw.usage, ceiling: raw.limit })),
});
