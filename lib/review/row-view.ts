import { z } from "zod";
import { reason, type Reason } from "@/lib/kernel/evidence";
import { failureCodes } from "@/lib/kernel/result";
import { kind, proposalState, risk, standing } from "@/lib/review/model";
import type { QueueRecord } from "@/lib/review/queries";
import type { FailureView, PersonRef, QueueRow } from "@/lib/review/view";

/** A line of the queue from its record: parsed, instants as text, one sentence at most. */
export function rowView(record: QueueRecord): QueueRow {
  const { assignedName, assignedInitials, decidedName, decidedInitials, reasons, ...rest } = record;
  return {
    ...rest,
    kind: kind.parse(record.kind),
    state: proposalState.parse(record.state),
    standing: standing.nullable().parse(record.standing),
    risk: risk.parse(record.risk),
    attention: attentionOf(z.array(reason).parse(reasons)),
    failure: failureView.nullable().parse(record.failure),
    assignedTo: personRef(record.assignedTo, assignedName, assignedInitials),
    decidedBy: personRef(record.decidedBy, decidedName, decidedInitials),
    snoozedUntil: record.snoozedUntil?.toISOString() ?? null,
    decidedAt: record.decidedAt?.toISOString() ?? null,
    signedBy: signer.nullable().parse(record.signedBy),
    pushAfter: record.pushAfter?.toISOString() ?? null,
    createdAt: record.createdAt.toISOString(),
  };
}

/** The one sentence worth saying: what blocks before what is doubtful; nothing when nothing deviates. */
export function attentionOf(reasons: readonly Reason[]): Reason | null {
  return reasons.find(({ level }) => level === "block") ?? reasons.find(({ level }) => level === "doubt") ?? null;
}

/** Somebody who left the company is still somebody, whose name this company may no longer read. */
export function personRef(id: string | null, name: string | null, initials: string | null): PersonRef | null {
  return id === null ? null : { id, name: name ?? "", initials: initials ?? "–" };
}

const signer: z.ZodType<PersonRef> = z.object({ id: z.string(), name: z.string(), initials: z.string() });

const failureView: z.ZodType<FailureView> = z.object({
  code: z.enum(failureCodes),
  detail: z.record(z.string(), z.union([z.string(), z.number()])).exactOptional(),
});
