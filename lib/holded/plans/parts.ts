import { z } from "zod";

/** A decimal as it travels until the client writes it as a JSON number. */
export const decimal = z.string().regex(/^-?\d{1,15}(\.\d{1,10})?$/);
/** "121.00" */
export const amount = z.string().regex(/^-?\d{1,13}\.\d{2}$/);
/** Holded's ids are opaque to us. */
export const holdedId = z.string().min(1).max(100);

/** A contact that Holded has, or one to find and, where there is none, to make. */
export const contactOfPlan = z.discriminatedUnion("mode", [
  z.object({ mode: z.literal("known"), id: z.string() }),
  z.object({
    mode: z.literal("ensure"),
    name: z.string().min(1),
    /** Tax id. */
    code: z.string().nullable(),
    countryCode: z.string().nullable(),
    email: z.string().min(3).nullable().optional(),
    phone: z.string().min(3).nullable().optional(),
    address: z.string().min(1).optional(),
    postalCode: z.string().min(1).optional(),
    city: z.string().min(1).optional(),
    /** A supplier, when nothing is said. */
    type: z.enum(["client", "debtor", "supplier", "creditor", "lead"]).optional(),
  }),
]);
export type ContactOfPlan = z.infer<typeof contactOfPlan>;
export type EnsuredContact = Extract<ContactOfPlan, { mode: "ensure" }>;

/** The original file, kept with us until it hangs on the document in Holded. */
export const attachmentOfPlan = z.object({ documentId: z.uuid(), fileName: z.string(), mediaType: z.string() });
export type AttachmentOfPlan = z.infer<typeof attachmentOfPlan>;

/** What the read-back must say, to the cent. `total` is Holded's: withholding counts as a negative tax. */
export const totalsOfPlan = z.object({ subtotal: amount, tax: amount, total: amount });
