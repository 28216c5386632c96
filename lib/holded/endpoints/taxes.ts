import { z } from "zod";
import { endpoint, pageOf, text } from "@/lib/holded/endpoint";
import { flag, rate } from "@/lib/holded/endpoints/fields";

const tax = z
  .object({
    id: z.string().nullish(),
    key: z.string().min(1),
    name: text,
    amount: rate,
    scope: text,
    group: text,
    type: text,
    status: flag,
  })
  .transform((raw) => ({
    id: raw.id ?? raw.key,
    /** What a line of a document names: `p_iva_21`, `p_ret_15`. */
    key: raw.key,
    name: raw.name ?? raw.key,
    /** Per cent, negative for a withholding; null where Holded gives no single rate. */
    rate: raw.amount,
    scope: raw.scope,
    group: raw.group,
    isActive: raw.status !== false,
  }));
export type HoldedTax = z.infer<typeof tax>;

/** All taxes at once: this list has no pages. */
export const listTaxes = endpoint({
  method: "GET",
  path: "/taxes",
  effect: "reads",
  permission: "accounting:taxes.read",
  answer: () => pageOf(tax),
});
