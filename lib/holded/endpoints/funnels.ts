import { z } from "zod";
import { endpoint, pageOf, paging, text } from "@/lib/holded/endpoint";
import { listOf, rate } from "@/lib/holded/endpoints/fields";

const stage = z.object({ id: z.string().min(1), name: text, key: text, description: text, deal_probability: rate }).transform((raw) => ({
  id: raw.id,
  name: raw.name ?? "",
  key: raw.key,
  description: raw.description,
  probability: raw.deal_probability,
}));

const funnel = z.object({ id: z.string().min(1), name: text, stages: listOf(stage) }).transform((raw) => ({
  id: raw.id,
  name: raw.name ?? "",
  /** In the order in which leads pass through them. */
  stages: raw.stages,
}));
export type Funnel = z.infer<typeof funnel>;

export const listFunnels = endpoint({
  method: "GET",
  path: "/funnels",
  effect: "reads",
  permission: "crm:funnels.read",
  query: paging,
  answer: () => pageOf(funnel),
});

export const getFunnel = endpoint({
  method: "GET",
  path: "/funnels/{id}",
  effect: "reads",
  permission: "crm:funnels.read",
  answer: () => funnel,
});
