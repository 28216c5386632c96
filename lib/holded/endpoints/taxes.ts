import { z } from "zod";
import { endpoint, pageOf, text } from "@/lib/holded/endpoint";
import { parseHoldedNumber, type NumberMode } from "@/lib/holded/numbers";

const tax = (mode: NumberMode) =>
  z
    .object({
      id: z.string().nullish(),
      key: z.string().min(1),
      name: text,
      amount: z.union([z.string(), z.number()]).nullish(),
      scope: text,
      group: text,
      type: text,
      status: z.union([z.boolean(), z.number(), z.string()]).nullish(),
    })
    .transform((raw) => ({
      id: raw.id ?? raw.key,
      /** What a line of a document names: `p_iva_21`, `p_ret_15`. */
      key: raw.key,
      name: raw.name ?? raw.key,
      /** Per cent, negative for a withholding; null where Holded gives no single rate. A rate has no thousands. */
      rate: parseHoldedNumber(raw.amount, mode === "es" && typeof raw.amount === "string" && raw.amount.includes(",") ? "es" : "dot"),
      scope: raw.scope,
      group: raw.group,
      isActive: raw.status !== false && raw.status !== 0 && raw.status !== "0",
    }));
export type HoldedTax = z.infer<ReturnType<typeof tax>>;

/** All taxes at once: this list has no pages. */
export const listTaxes = endpoint({
  method: "GET",
  path: "/taxes",
  effect: "reads",
  permission: "accounting:taxes.read",
  answer: (mode) => pageOf(tax(mode)),
});
