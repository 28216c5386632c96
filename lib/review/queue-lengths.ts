import "server-only";
import type { Actor } from "@/lib/platform/actor";
import type { CompanyScope } from "@/lib/platform/db/scope";
import { can } from "@/lib/platform/permissions";
import { kindOf, registeredKinds } from "@/lib/review/kinds";
import type { Kind } from "@/lib/review/model";
import { openCounts } from "@/lib/review/queries";
import { findMember } from "@/lib/review/store";

/** What is under way of one kind of proposal, as one person sees it. */
export type QueueLengths = {
  readonly kind: Kind;
  readonly needsMe: number;
  /** Of those that need her: how many the agent calls clear. */
  readonly clear: number;
  readonly sending: number;
  /** Of those being sent: how many wait because Holded does not take them now. */
  readonly waitingForHolded: number;
  readonly failed: number;
};

/** The lengths of the queues that a person may see, one per kind. Somebody who is not of the company sees none. */
export function queueLengths(scope: CompanyScope, actor: Actor): Promise<readonly QueueLengths[]> {
  return scope.read(async (tx) => {
    if (actor.kind !== "person") return [];
    const { personId } = actor;
    const member = await findMember(tx, scope, personId);
    if (!member) return [];
    const readable = registeredKinds().filter((kind) => can(member.role, kindOf(kind).permissions.read));
    const lengths: QueueLengths[] = [];
    for (const kind of readable) {
      const canApprove = can(member.role, kindOf(kind).permissions.approve);
      const rows = await openCounts(tx, scope, { personId, canApprove }, kind);
      const of = (bucket: string) => rows.find((row) => row.bucket === bucket);
      lengths.push({
        kind,
        needsMe: of("needs_me")?.n ?? 0,
        clear: of("needs_me")?.clear ?? 0,
        sending: of("sending")?.n ?? 0,
        waitingForHolded: of("sending")?.troubled ?? 0,
        failed: of("failed")?.n ?? 0,
      });
    }
    return lengths;
  });
}
