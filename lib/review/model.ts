import { z } from "zod";

export const risk = z.enum(["low", "medium", "high"]);
export type Risk = z.infer<typeof risk>;

/** The kinds of proposal; each has a folder under lib/agents that registers it. */
export const kind = z.enum(["invoice", "reconciliation", "statement", "quote", "quote_send"]);
export type Kind = z.infer<typeof kind>;

/**
 * The one life of a proposal:
 * reading → open | refused · open → approved (undo window) → sending → settled | failed | open (sent back)
 * open | refused → reading (divided, or merged with another) · open | refused → joined (merged into another) → reading (divided again)
 * open | snoozed → withdrawn · open → rejected · open ⇄ snoozed · approved → open (undo) · rejected → open (undo) · failed → sending (try again)
 */
export const proposalStates = [
  "reading", // the file arrived, the agent is at work
  "refused", // it cannot be read or is no invoice: the reason stands on it, the file stays
  "open", // waits for a person
  "snoozed", // open, but not before a date
  "approved", // a person approved; the undo window runs
  "sending", // the outbox is writing to Holded
  "settled", // written, read back and equal
  "failed", // gave up: a person must look; nothing is lost
  "rejected", // a person said no, with a reason
  "withdrawn", // what it was about is over: settled elsewhere, or gone
  "joined", // its pages belong to another item, which a person merged it into
] as const;
export const proposalState = z.enum(proposalStates);
export type ProposalState = z.infer<typeof proposalState>;

/** `clear`: the agent would let a person approve it unread. */
export const standing = z.enum(["clear", "needs_review"]);
export type Standing = z.infer<typeof standing>;

/**
 * Which of several invoices in one file a proposal stands for; `index` counts from 1. `pages` of the file, where the
 * invoice has some of them to itself (absent: all of them), and `fileId`, the document that holds only these.
 */
export const part = z.object({
  index: z.int().min(1),
  of: z.int().min(1),
  pages: z.array(z.int().min(1)).readonly().optional(),
  fileId: z.uuid().optional(),
});
export type Part = z.infer<typeof part>;

/** Some pages of a document, in order; `isWhole`: these are all it has. */
export const pagesOfDocument = z.object({ documentId: z.uuid(), pages: z.array(z.int().min(1)).readonly(), isWhole: z.boolean() });
export type PagesOfDocument = z.infer<typeof pagesOfDocument>;

export const environment = z.enum(["sandbox", "live"]);
export type Environment = z.infer<typeof environment>;

export const proposedBy = z.object({ reader: z.string(), version: z.string(), ms: z.number().optional() });
export type ProposedBy = z.infer<typeof proposedBy>;
