import { z } from "zod";
import { attachmentOfPlan, contactOfPlan, decimal, holdedId, totalsOfPlan } from "@/lib/holded/plans/parts";

const title = z.object({ type: z.literal("title"), name: z.string().min(1).max(500) });
const priced = z.object({
  type: z.enum(["product", "service"]),
  name: z.string().min(1).max(500),
  description: z.string().max(4_000).nullable(),
  units: decimal,
  /** Net of one unit. */
  price: decimal,
  /** Per cent. */
  discount: decimal,
  /** Keys of GET /taxes: `s_iva_21`. */
  taxes: z.array(z.string()),
  productId: holdedId.nullable(),
  serviceId: holdedId.nullable(),
  /** As Holded shows it: "h", "ud". */
  unitType: z.string().nullable(),
});
const estimateItem = z.discriminatedUnion("type", [title, priced]);
export type EstimateItem = z.infer<typeof estimateItem>;

/** A quote for a customer: contact → create → attach → verify, to the cent. It is made and not sent: sending is a plan of its own. */
export const estimatePlan = z.object({
  kind: z.literal("estimate"),
  contact: contactOfPlan,
  body: z.object({
    date: z.iso.date(),
    dueDate: z.iso.date().nullable(),
    currency: z.string(),
    /** Language of the printed quote; null: the account's. */
    language: z.string().nullable(),
    items: z.array(estimateItem).min(1),
  }),
  attachment: attachmentOfPlan.nullable(),
  expect: totalsOfPlan,
});
export type EstimatePlan = z.infer<typeof estimatePlan>;

/**
 * The mail that takes a quote to its customer. Holded keeps no trace of it that could be read back, so it is sent once,
 * and when nobody knows whether it left a person decides: never the machine.
 */
export const estimateSendPlan = z.object({
  kind: z.literal("estimate_send"),
  estimateId: holdedId,
  /** For a person who has to look. */
  number: z.string().nullable(),
  to: z.array(z.email()).min(1).max(20),
  cc: z.array(z.email()).max(20),
  subject: z.string().min(1).max(300).nullable(),
  message: z.string().min(1).max(10_000).nullable(),
});
export type EstimateSendPlan = z.infer<typeof estimateSendPlan>;
