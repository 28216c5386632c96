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
  /** Of a variant the only thing that tells which. */
  sku: z.string().max(100).nullable().optional(),
  /** As Holded shows it: "h", "ud". */
  unitType: z.string().nullable(),
});
const estimateItem = z.discriminatedUnion("type", [title, priced]);
export type EstimateItem = z.infer<typeof estimateItem>;

const estimateBody = z.object({
  date: z.iso.date(),
  dueDate: z.iso.date().nullable(),
  currency: z.string(),
  /** Language of the printed quote; null: the account's. */
  language: z.string().nullable(),
  /** Printed under the lines. */
  printed: z.string().max(10_000).nullable().optional(),
  items: z.array(estimateItem).min(1),
});

/** A quote for a customer: contact → create → attach → verify, to the cent. It is made and not sent: sending is a plan of its own. */
export const estimatePlan = z.object({
  kind: z.literal("estimate"),
  contact: contactOfPlan,
  body: estimateBody,
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

/**
 * A later version of a quote that Holded has: read, merged, written whole and read again. Holded documents only the dates of
 * an estimate as changeable; what it does not take is told, and nothing is made twice.
 */
export const estimateChangePlan = z.object({
  kind: z.literal("estimate_change"),
  estimateId: holdedId,
  /** For a person who has to look. */
  number: z.string().nullable(),
  contactId: holdedId,
  body: estimateBody,
  expect: totalsOfPlan,
});
export type EstimateChangePlan = z.infer<typeof estimateChangePlan>;
