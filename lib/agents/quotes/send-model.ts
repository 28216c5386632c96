import { z } from "zod";

/** The mail that takes an estimate to its customer, through Holded. */
export const quoteSendPayload = z.object({
  /** The quote that was written to the estimate. */
  quoteId: z.uuid(),
  estimateId: z.string().min(1).max(100),
  number: z.string().max(60).nullable(),
  customer: z.string().max(300).nullable(),
  to: z.array(z.email()).min(1).max(20),
  cc: z.array(z.email()).max(20),
  subject: z.string().trim().min(1).max(300).nullable(),
  message: z.string().trim().min(1).max(10_000).nullable(),
});
export type QuoteSendPayload = z.infer<typeof quoteSendPayload>;
