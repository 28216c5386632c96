import type { Confidence, Evidence, Reason } from "@/lib/kernel/evidence";
import type { FailureCode } from "@/lib/kernel/result";
import type { DoubtView } from "@/lib/holded/outbox/doubt";
import type { Kind, Part, ProposalState, ProposedBy, Risk, Standing } from "@/lib/review/model";

/** The buckets of the queue, in the order of the tabs. */
export const buckets = ["needs_me", "waiting", "snoozed", "sending", "failed", "done"] as const;
export type Bucket = (typeof buckets)[number];

export type PersonRef = { readonly id: string; readonly name: string; readonly initials: string };
export type FailureView = { readonly code: FailureCode; readonly detail?: Readonly<Record<string, string | number>> };

/** One line of the queue: exactly what the row shows. Times are ISO instants, amounts decimal strings, dates YYYY-MM-DD. */
export type QueueRow = {
  readonly id: string;
  readonly kind: Kind;
  readonly state: ProposalState;
  readonly version: number;
  readonly payloadHash: string | null;
  readonly standing: Standing | null;
  readonly risk: Risk;
  readonly title: string;
  readonly party: string | null;
  readonly amount: string | null;
  readonly currency: string | null;
  readonly documentDate: string | null;
  readonly fileName: string | null;
  /** The one sentence worth saying about this row; null when nothing deviates. */
  readonly attention: Reason | null;
  readonly failure: FailureView | null;
  readonly assignedTo: PersonRef | null;
  readonly snoozedUntil: string | null;
  readonly decidedBy: PersonRef | null;
  readonly decidedAt: string | null;
  /** End of the undo window of an approval. */
  readonly pushAfter: string | null;
  readonly holdedId: string | null;
  /** Whose approval of this version waits for a second person's. */
  readonly signedBy: PersonRef | null;
  readonly createdAt: string;
};

export type QueuePage = {
  readonly rows: readonly QueueRow[];
  readonly counts: Readonly<Record<Bucket, number>>;
  /** Rows that match the filter, before the page limit. */
  readonly total: number;
};

export type TimelineEvent = {
  readonly id: string;
  readonly kind: string;
  readonly at: string;
  readonly person: PersonRef | null;
  readonly detail: Readonly<Record<string, unknown>>;
};

export type ItemVersion<P> = {
  readonly version: number;
  readonly origin: "agent" | "person";
  readonly person: PersonRef | null;
  readonly at: string;
  readonly payload: P;
};

/** Everything the review screen of one item needs. */
export type ItemView<P> = QueueRow & {
  readonly payload: P | null;
  readonly reasons: readonly Reason[];
  readonly evidence: readonly Evidence[];
  readonly confidence: Confidence;
  readonly proposedBy: ProposedBy | null;
  readonly rejectReason: string | null;
  /** Which of several invoices in the file; null: it has the file to itself. */
  readonly part: Part | null;
  /** What only a person can find out before the sending goes on; null: nothing. */
  readonly doubt: DoubtView | null;
  readonly document: {
    readonly id: string;
    readonly fileName: string;
    readonly mediaType: string;
    readonly byteSize: number;
    readonly pages: readonly { readonly number: number; readonly width: number; readonly height: number }[];
  } | null;
  readonly events: readonly TimelineEvent[];
  readonly versions: readonly ItemVersion<P>[];
};
