import { z } from "zod";
import { endpoint, text } from "@/lib/holded/endpoint";
import { count } from "@/lib/holded/endpoints/fields";

/** A map from a kind of call to its number; `[]` when empty, as PHP writes it. */
const perKind = z
  .unknown()
  .optional()
  .transform((value) =>
    typeof value === "object" && value !== null && !Array.isArray(value)
      ? Object.entries(value).flatMap(([kind, raw]: [string, unknown]) => {
          const calls = count.safeParse(raw);
          return calls.success && calls.data !== null ? [{ kind, calls: calls.data }] : [];
        })
      : [],
  );

const usage = z
  .object({ period: text, usage: count, limit: count, secondary_usages: perKind })
  .transform((raw) => ({ period: raw.period, used: raw.usage, ceiling: raw.limit, byKind: raw.secondary_usages }));
export type Usage = z.infer<typeof usage>;

/** Calls of the running month, of every token and integration of the account. `ceiling` is the billing limit, not the plan. */
export const getUsage = endpoint({
  method: "GET",
  path: "/usage",
  effect: "reads",
  permission: "developers:usage.read",
  answer: () => usage,
});

/** The calls of one kind, `automation_token` for those of all tokens together. */
export const getUsageOf = endpoint({
  method: "GET",
  path: "/usage/{type}",
  effect: "reads",
  permission: "developers:usage.read",
  answer: () => usage,
});
