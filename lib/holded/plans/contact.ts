import { z } from "zod";
import { contactOfPlan } from "@/lib/holded/plans/parts";

/** What a contact may be completed with. */
const contactFields = ["name", "code", "email", "phone", "mobile", "address", "city", "postalCode", "province", "countryCode"] as const;
export type ContactField = (typeof contactFields)[number];

/** A field is written only if it still says `from` (null: nothing); so nobody's correction is undone, and nothing is ever blanked. */
const change = z.object({ field: z.enum(contactFields), from: z.string().min(1).nullable(), to: z.string().min(1).max(500) });
export type ContactChange = z.infer<typeof change>;

/** Finds or makes a contact, and completes it where it says so. */
export const contactPlan = z.object({
  kind: z.literal("contact"),
  contact: contactOfPlan,
  changes: z.array(change).max(contactFields.length),
});
export type ContactPlan = z.infer<typeof contactPlan>;
