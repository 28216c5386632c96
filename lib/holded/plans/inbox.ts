import { z } from "zod";
import { holdedId } from "@/lib/holded/plans/parts";

/** Ties a paper of Holded's own inbox to the document that it became. */
export const inboxAttachPlan = z.object({
  kind: z.literal("inbox_attach"),
  inboxId: holdedId,
  documentId: holdedId,
  documentType: z.enum(["purchase", "order", "purchaserefund", "receipt"]),
});
export type InboxAttachPlan = z.infer<typeof inboxAttachPlan>;
