import { z } from "zod";
import { created, endpoint, pageOf, paging, text } from "@/lib/holded/endpoint";
import { perMode, count, decimal, flag, idOrNull, inOneFormat, rate, words } from "@/lib/holded/endpoints/fields";

const reads = "sales:services.read";

const service = perMode((mode) =>
  z
    .object({
      id: z.string().min(1),
      name: text,
      description: text,
      price: decimal(mode),
      cost: decimal(mode),
      tax: rate,
      taxes: words,
      tags: words,
      sales_channel_id: idOrNull,
      code: text,
      color: text,
      duration: count,
      archived: flag,
    })
    .transform((raw) => ({
      id: raw.id,
      name: raw.name ?? "",
      description: raw.description,
      /** Net price of one unit. */
      price: raw.price,
      cost: raw.cost,
      /** Per cent. */
      tax: raw.tax,
      taxes: raw.taxes,
      tags: raw.tags,
      salesChannelId: raw.sales_channel_id,
      code: raw.code,
      color: raw.color,
      duration: raw.duration,
      isArchived: raw.archived === true,
    })),
);
export type Service = z.infer<ReturnType<typeof service>>;

export const listServices = endpoint({
  method: "GET",
  path: "/services",
  effect: "reads",
  permission: reads,
  query: paging.extend({ include_archived: z.boolean().optional() }),
  answer: (known) => inOneFormat(known, (mode) => pageOf(service(mode))),
});

export const getService = endpoint({
  method: "GET",
  path: "/services/{id}",
  effect: "reads",
  permission: reads,
  answer: (known) => inOneFormat(known, service),
});

/** Prices leave as JSON numbers here, as in the lines of documents. */
const serviceBody = z.object({
  name: z.string().min(1),
  description: z.string().optional(),
  price: z.number().optional(),
  cost: z.number().optional(),
  tax: z.number().optional(),
  taxes: z.array(z.string()).optional(),
  tags: z.array(z.string()).optional(),
  sales_channel_id: z.string().optional(),
  code: z.string().optional(),
  color: z.string().optional(),
  duration: z.number().optional(),
});

export const createService = endpoint({
  method: "POST",
  path: "/services",
  effect: "creates",
  permission: "sales:services.write",
  body: serviceBody,
  answer: () => created,
});
