import { z } from "zod";
import { amount, holdedId } from "@/lib/holded/plans/parts";

/** Documents whose amount still to pay can be read back. */
const payableTypes = ["invoice", "salesreceipt", "creditnote", "purchase", "purchaserefund"] as const;
export type PayableType = (typeof payableTypes)[number];

/** Those that take a payment by themselves. */
const paidTypes = ["invoice", "creditnote", "purchase", "purchaserefund"] as const;

const payable = z.object({
  type: z.enum(payableTypes),
  id: holdedId,
  /** What was still to pay when a person approved: another amount means that somebody paid meanwhile. */
  pending: amount,
});

/** Links a bank movement with the documents it pays. Holded makes the payments itself. */
export const reconcilePlan = z.object({
  kind: z.literal("reconcile"),
  accountId: holdedId,
  /** As a person knows it, to name the place. */
  accountName: z.string(),
  movement: z.object({
    id: holdedId,
    valueDate: z.iso.date(),
    /** Money out is negative. */
    amount,
    /** What was linked already when a person approved: "0.00" on a movement that was pending. */
    reconciled: amount,
  }),
  documents: z
    .array(
      payable.extend({
        /** What other approved movements settle of it, each: whichever of them came first, the rest is what was approved. */
        others: z.array(amount).max(50).optional(),
      }),
    )
    .min(1)
    .max(50),
});
export type ReconcilePlan = z.infer<typeof reconcilePlan>;

/** A payment on one document. It has no reference: document, account, day and amount are its natural key. */
export const paymentPlan = z.object({
  kind: z.literal("payment"),
  document: payable.extend({ type: z.enum(paidTypes), number: z.string().nullable() }),
  accountId: holdedId,
  accountName: z.string(),
  date: z.iso.date(),
  /** Positive, for both directions. */
  amount: amount.regex(/^(?!0+\.00$)\d/),
  description: z.string().min(1).max(500).nullable(),
});
export type PaymentPlan = z.infer<typeof paymentPlan>;
