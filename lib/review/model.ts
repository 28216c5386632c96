import { z } from "zod";

export const risk = z.enum(["low", "medium", "high"]);
export type Risk = z.infer<typeof risk>;

/** The kinds of proposal; each has a folder under lib/agents that registers it. */
export const kind = z.enum(["invoice"]);
export type Kind = z.infer<typeof kind>;

/**
 * The one life of a proposal:
 * reading → open | refused · open → approved (undo window) → sending → settled | failed | open (sent back)
 * open → rejected · open ⇄ snoozed · approved → open (undo) · rejected → open (undo) · failed → sending (try again)
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
] as const;
export const proposalState = z.enum(proposalStates);
export type ProposalState = z.infer<typeof proposalState>;

/** `clear`: the agent would let a person approve it unread. */
export const standing = z.enum(["clear", "needs_review"]);
export type Standing = z.infer<typeof standing>;

export const environment = z.enum(["sandbox", "live"]);
export type Environment = z.infer<typeof environment>;

export const proposedBy = z.object({ reader: z.string(), version: z.string(), ms: z.number().optional() });
export type ProposedBy = z.infer<typeof proposedBy>;
