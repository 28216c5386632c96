import "server-only";
import { systemClock, type Clock } from "@/lib/kernel/clock";
import { audit } from "@/lib/platform/audit";
import { settingsOf } from "@/lib/platform/company-settings";
import { companyScope, type CompanyScope } from "@/lib/platform/db/scope";
import { handle } from "@/lib/platform/worker";
import { factsOf } from "@/lib/review/facts";
import { wakeJob } from "@/lib/review/jobs";
import { addEvent, lockProposal, updateProposal } from "@/lib/review/store";
import { transition } from "@/lib/review/transition";

/** The end of a snooze. Does nothing when somebody was faster, or put the item away again for longer. */
export function wake(scope: CompanyScope, proposalId: string, { clock = systemClock }: { readonly clock?: Clock } = {}): Promise<void> {
  return scope.write(async (tx) => {
    const proposal = await lockProposal(tx, scope, proposalId);
    const now = clock();
    if (proposal?.state !== "snoozed" || (proposal.snoozedUntil && proposal.snoozedUntil > now)) return;
    const next = transition(proposal.state, "wake", factsOf(proposal, await settingsOf(tx, scope), now));
    if (!next.ok) throw new Error(`a snoozed proposal cannot wake: ${next.error.code}`);
    await updateProposal(tx, scope, proposalId, { state: next.value, snoozedUntil: null, decidedBy: null, decidedAt: null });
    await addEvent(tx, scope, { proposalId, kind: "reopened", personId: null });
    await audit(tx, scope, { kind: "system" }, "proposal.reopened", `proposal:${proposalId}`, { version: proposal.version });
  });
}

export const wakeHandler = handle(wakeJob, ({ proposalId, ...key }) => wake(companyScope(key), proposalId));
