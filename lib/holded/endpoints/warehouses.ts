import { z } from "zod";
import { endpoint, pageOf, paging, text } from "@/lib/holded/endpoint";
import { flag } from "@/lib/holded/endpoints/fields";

const warehouse = z
  .object({ id: z.string().min(1), name: text, default: flag, archived: flag })
  .transform((raw) => ({ id: raw.id, name: raw.name ?? "", isDefault: raw.default === true, isArchived: raw.archived === true }));
export type Warehouse = z.infer<typeof warehouse>;

export const listWarehouses = endpoint({
  method: "GET",
  path: "/warehouses",
  effect: "reads",
  permission: "inventory:warehouses.read",
  query: paging,
  answer: () => pageOf(warehouse),
});
