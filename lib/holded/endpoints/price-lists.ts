import { z } from "zod";
import { endpoint, pageOf, text } from "@/lib/holded/endpoint";

const priceList = z
  .object({ id: z.string().min(1), name: text, description: text })
  .transform((raw) => ({ id: raw.id, name: raw.name ?? "", description: raw.description }));
export type PriceList = z.infer<typeof priceList>;

/** All price lists at once: this list has no pages. The prices stand at the products. */
export const listPriceLists = endpoint({
  method: "GET",
  path: "/price-lists",
  effect: "reads",
  permission: "inventory:rates.read",
  answer: () => pageOf(priceList),
});

export const getPriceList = endpoint({
  method: "GET",
  path: "/price-lists/{id}",
  effect: "reads",
  permission: "inventory:rates.read",
  answer: () => priceList,
});
