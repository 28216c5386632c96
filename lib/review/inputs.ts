import { z } from "zod";
import type { Confidence, Evidence, Reason } from "@/lib/kernel/evidence";
import { kind, type ProposalState, type Risk, type Standing } from "@/lib/review/model";
import { buckets } from "@/lib/review/view";

/**
 * What the commands of the review take and give back. The browser sends exactly these; identity, company and
 * environment never come from a form. Every command has the shape `(scope, actor, input) => Promise<Result<Answer>>`.
 */
const proposalId = z.uuid();
const words = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .regex(/^[^\0]*$/)
    .transform((text) => text.toWellFormed());
/** Made once per click: the same key again gives the first answer and decides nothing. */
const requestKey = z.string().min(8).max(120);
/** What stood on the screen. `seenHash` is null only for an item without a payload (a refused file). */
const seen = { id: proposalId, seenVersion: z.int().min(1), seenHash: z.string().length(64).nullable() };

export const oneProposal = z.strictObject({ id: proposalId });
export type OneProposal = z.infer<typeof oneProposal>;

/** decide.ts: `decide` */
export const decisionInput = z.discriminatedUnion("verdict", [
  z.strictObject({
    verdict: z.literal("approve"),
    ...seen,
    requestKey,
    /** The number or the amount, typed by hand: asked for at high risk. */
    typed: z.string().max(60).optional(),
  }),
  z.strictObject({ verdict: z.literal("reject"), ...seen, requestKey, reason: words(500) }),
]);
export type DecisionInput = z.infer<typeof decisionInput>;

/** snooze-proposal.ts: `snoozeProposal`; `wakeProposal` takes `oneProposal`. */
export const snoozeInput = z.strictObject({ ...seen, requestKey, until: z.iso.datetime({ offset: true }) });
export type SnoozeInput = z.infer<typeof snoozeInput>;

/** The answer of decide, snoozeProposal and undoDecision. Instants are ISO strings. */
export type Decided = {
  readonly id: string;
  readonly state: ProposalState;
  readonly version: number;
  /** Until then the decision can be taken back; an approval is sent when it passes. */
  readonly undoUntil: string | null;
  /** The first of two signatures: the proposal stays open for a second person. */
  readonly needsSecondPerson: boolean;
};

/** edit-proposal.ts: `editProposal`. The whole payload as the form shows it; parsed by the kind's schema. */
export const editInput = z.strictObject({ ...seen, payload: z.unknown() });
export type EditInput = z.infer<typeof editInput>;

export type Edited = {
  readonly id: string;
  readonly version: number;
  readonly payloadHash: string;
  /** False when the payload was the one already stored: nothing was written. */
  readonly isNewVersion: boolean;
  readonly reasons: readonly Reason[];
  readonly evidence: readonly Evidence[];
  readonly confidence: Confidence;
  readonly risk: Risk;
  readonly standing: Standing;
  readonly savedAt: string;
};

/** bulk-approve.ts: `bulkApprove` */
export const bulkApproveInput = z.strictObject({ requestKey, items: z.array(z.strictObject(seen)).min(1).max(200) });
export type BulkApproveInput = z.infer<typeof bulkApproveInput>;

/** assign-proposal.ts: `assignProposal`; null takes the name off. */
export const assignInput = z.strictObject({ id: proposalId, personId: z.uuid().nullable() });
export type AssignInput = z.infer<typeof assignInput>;

/** comment.ts: `comment` */
export const commentInput = z.strictObject({ id: proposalId, text: words(2000) });
export type CommentInput = z.infer<typeof commentInput>;

/** accept-difference.ts: `acceptDifference`: why the difference found in Holded is right. */
export const acceptDifferenceInput = z.strictObject({ id: proposalId, reason: words(500) });
export type AcceptDifferenceInput = z.infer<typeof acceptDifferenceInput>;

/** answer-doubt.ts: `answerDoubt`: what a person found, and which doubt she was shown (`DoubtView.since`). */
export const answerDoubtInput = z.strictObject({ id: proposalId, isThere: z.boolean(), since: z.string().max(40) });
export type AnswerDoubtInput = z.infer<typeof answerDoubtInput>;

/** inbox/split-item.ts: `splitItem`: a new invoice begins on each of these pages of the file. */
export const splitInput = z.strictObject({ ...seen, at: z.array(z.int().min(1)).min(1).max(500) });
export type SplitInput = z.infer<typeof splitInput>;

/** The items that the pages belong to now, in the order of the pages. */
export type Divided = { readonly id: string; readonly ids: readonly string[] };

/** inbox/merge-items.ts: `mergeItems`: the pages of the other item come after those of this one, or before them. */
export const mergeInput = z.strictObject({ ...seen, other: z.strictObject(seen), order: z.enum(["after", "before"]) });
export type MergeInput = z.infer<typeof mergeInput>;

/** The answer of the commands that only move a proposal. */
export type Moved = { readonly id: string; readonly state: ProposalState; readonly version: number };

/** queries.ts: `queuePage` */
export const queueQuery = z.object({
  kind: kind.default("invoice"),
  bucket: z.enum(buckets).default("needs_me"),
  /** Words to be found in party, title or file name; accents and case do not matter. */
  q: z.string().trim().max(200).default(""),
  sort: z.enum(["oldest", "newest", "amount", "-amount", "party", "date", "-date", "doubt"]).default("oldest"),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  offset: z.coerce.number().int().min(0).default(0),
});
export type QueueQuery = z.infer<typeof queueQuery>;
