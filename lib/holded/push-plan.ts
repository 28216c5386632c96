import { z } from "zod";

const decimal = z.string().regex(/^-?\d{1,15}(\.\d{1,10})?$/);
const amount = z.string().regex(/^-?\d{1,13}\.\d{2}$/);

/** One line of a purchase. Numbers travel as decimal strings until the client writes them as JSON numbers. */
export const purchaseItem = z.object({
  name: z.string().min(1).max(500),
  units: decimal,
  price: decimal,
  /** Per cent. */
  discount: decimal,
  /** Keys of GET /taxes, at most one of a group: `p_iva_21`, `p_ret_15`. */
  taxes: z.array(z.string()),
  /** Holded id of the expense account, not its number. */
  account: z.string().nullable(),
});
export type PurchaseItem = z.infer<typeof purchaseItem>;

/**
 * Everything that an approved invoice will do in Holded, decided before the first call and stored with the intent.
 * The outbox carries it out step by step: contact → create → attach → approve → verify.
 */
export const purchasePlan = z.object({
  kind: z.literal("purchase"),
  /** A credit note of the supplier: POST /purchases/refund. */
  refund: z.boolean(),
  contact: z.discriminatedUnion("mode", [
    z.object({ mode: z.literal("known"), id: z.string() }),
    z.object({ mode: z.literal("ensure"), name: z.string().min(1), code: z.string().nullable(), countryCode: z.string().nullable() }),
  ]),
  body: z.object({
    number: z.string().min(1),
    date: z.iso.date(),
    dueDate: z.iso.date().nullable(),
    currency: z.string(),
    items: z.array(purchaseItem).min(1),
  }),
  attachment: z.object({ documentId: z.uuid(), fileName: z.string(), mediaType: z.string() }).nullable(),
  /** Approve in Holded too: only where the company's setting says so. */
  approve: z.boolean(),
  /** What the read-back must say, to the cent. `total` is Holded's: withholding counts as a negative tax. */
  expect: z.object({ subtotal: amount, tax: amount, total: amount }),
});
export type PurchasePlan = z.infer<typeof purchasePlan>;

export const pushPlan = z.discriminatedUnion("kind", [purchasePlan]);
export type PushPlan = z.infer<typeof pushPlan>;
