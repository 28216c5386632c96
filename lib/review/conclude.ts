import "server-only";
import { systemClock, type Clock } from "@/lib/kernel/clock";
import { audit } from "@/lib/platform/audit";
import { settingsOf } from "@/lib/platform/company-settings";
import { companyScope, type CompanyScope } from "@/lib/platform/db/scope";
import { enqueue } from "@/lib/platform/jobs";
import { handle } from "@/lib/platform/worker";
import { factsOf } from "@/lib/review/facts";
import { concludeJob } from "@/lib/review/jobs";
import { addEvent, hasLivePush, lockProposal, updateProposal } from "@/lib/review/store";
import { transition } from "@/lib/review/transition";

type Options = { readonly clock?: Clock };

/**
 * The end of the undo window of an approval that writes nothing. Does nothing when it was taken back, or when a later
 * approval of the item does write; comes again when a later approval has moved the end.
 */
export function conclude(scope: CompanyScope, proposalId: string, { clock = systemClock }: Options = {}): Promise<void> {
  return scope.write(async (tx) => {
    const proposal = await lockProposal(tx, scope, proposalId);
    if (proposal?.state !== "approved" || (await hasLivePush(tx, scope, proposalId))) return;
    const now = clock();
    const next = transition(proposal.state, "conclude", factsOf(proposal, await settingsOf(tx, scope), now));
    if (!next.ok) {
      const { companyId, environment } = scope;
      await enqueue(tx, concludeJob, { companyId, environment, proposalId }, { startAfter: proposal.pushAfter ?? now });
      return;
    }
    await updateProposal(tx, scope, proposalId, { state: next.value, settledAt: now });
    await addEvent(tx, scope, { proposalId, kind: "concluded", personId: null });
    await audit(tx, scope, { kind: "system" }, "proposal.concluded", `proposal:${proposalId}`, { version: proposal.version });
  });
}

export const concludeHandler = handle(concludeJob, ({ proposalId, ...key }) => conclude(companyScope(key), proposalId));
