import "server-only";
import { systemClock, type Clock } from "@/lib/kernel/clock";
import { firstJobOf } from "@/lib/inbox/jobs";
import { findDocument } from "@/lib/inbox/store";
import { ok, refuse, type Result } from "@/lib/kernel/result";
import type { Actor } from "@/lib/platform/actor";
import { audit } from "@/lib/platform/audit";
import { settingsOf } from "@/lib/platform/company-settings";
import type { CompanyScope } from "@/lib/platform/db/scope";
import { enqueue } from "@/lib/platform/jobs";
import { refuseUnlessItsAgentWorks } from "@/lib/review/agents";
import { factsOf } from "@/lib/review/facts";
import type { Moved, OneProposal } from "@/lib/review/inputs";
import { lockFor } from "@/lib/review/lock-for";
import { addEvent, updateProposal } from "@/lib/review/store";
import { transition } from "@/lib/review/transition";

/**
 * Gives a refused file another reading: after a fault of ours, or with a better reader.
 * Refused: `access.not_found`, `access.forbidden`, `agent.not_live`, `proposal.not_open`.
 */
export function readAgain(
  scope: CompanyScope,
  actor: Actor,
  { id }: OneProposal,
  { clock = systemClock }: { readonly clock?: Clock } = {},
): Promise<Result<Moved>> {
  return scope.write(async (tx) => {
    const locked = await lockFor(tx, scope, actor, id, "write");
    if (!locked.ok) return locked;
    const { proposal, personId } = locked.value;
    const works = await refuseUnlessItsAgentWorks(tx, scope, id);
    if (!works.ok) return works;
    const unchanged = { id, state: proposal.state, version: proposal.version };
    // A second click while the reading is on its way is the same wish.
    if (proposal.state === "reading") return ok(unchanged);
    if (proposal.state !== "refused") return refuse("proposal.not_open", { state: proposal.state });
    const next = transition(proposal.state, "retry", factsOf(proposal, await settingsOf(tx, scope), clock()));
    if (!next.ok) return next;
    await updateProposal(tx, scope, id, { state: next.value, failure: null });
    await addEvent(tx, scope, { proposalId: id, kind: "reread", personId });
    await audit(tx, scope, actor, "proposal.reread", `proposal:${id}`, { version: proposal.version });
    const document = proposal.documentId === null ? null : await findDocument(tx, scope, proposal.documentId);
    await enqueue(tx, firstJobOf(proposal.kind, document?.mediaType ?? ""), {
      companyId: scope.companyId,
      environment: scope.environment,
      proposalId: id,
    });
    return ok({ ...unchanged, state: next.value });
  });
}
