import "server-only";
import { systemClock, type Clock } from "@/lib/kernel/clock";
import { ok, type Result } from "@/lib/kernel/result";
import { answerIntent } from "@/lib/holded/outbox/intent";
import type { Actor } from "@/lib/platform/actor";
import { audit } from "@/lib/platform/audit";
import { settingsOf } from "@/lib/platform/company-settings";
import type { CompanyScope } from "@/lib/platform/db/scope";
import { factsOf } from "@/lib/review/facts";
import type { AnswerDoubtInput, Moved } from "@/lib/review/inputs";
import { lockFor } from "@/lib/review/lock-for";
import { addEvent, updateProposal } from "@/lib/review/store";
import { transition } from "@/lib/review/transition";

/**
 * A person has looked in Holded and says whether a write of which nobody knows stands there: then the sending goes on
 * behind it, else it is made once more. Refused: `access.not_found`, `access.forbidden`, `proposal.not_open` where nothing
 * is in doubt, `proposal.stale` where it is another attempt than the one she was asked about.
 */
export function answerDoubt(
  scope: CompanyScope,
  actor: Actor,
  { id, isThere, since }: AnswerDoubtInput,
  { clock = systemClock }: { readonly clock?: Clock } = {},
): Promise<Result<Moved>> {
  return scope.write(async (tx) => {
    const locked = await lockFor(tx, scope, actor, id, "approve");
    if (!locked.ok) return locked;
    const { proposal, personId } = locked.value;
    const now = clock();
    const next = transition(proposal.state, "answer_doubt", factsOf(proposal, await settingsOf(tx, scope), now));
    if (!next.ok) return next;
    const answered = await answerIntent(tx, scope, id, { isThere, since }, now);
    if (!answered.ok) return answered;
    const { pushId, step } = answered.value;
    await updateProposal(tx, scope, id, { state: next.value, failure: null });
    await addEvent(tx, scope, { proposalId: id, kind: isThere ? "seen_in_holded" : "not_in_holded", personId, detail: { step } });
    const said = { version: proposal.version, push: pushId, step, isThere };
    await audit(tx, scope, actor, "proposal.doubt_answered", `proposal:${id}`, said);
    return ok({ id, state: next.value, version: proposal.version });
  });
}
