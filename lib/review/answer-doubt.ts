import "server-only";
import type { Clock } from "@/lib/kernel/clock";
import { ok, type Result } from "@/lib/kernel/result";
import { answerIntent } from "@/lib/holded/outbox/intent";
import type { Actor } from "@/lib/platform/actor";
import { audit } from "@/lib/platform/audit";
import type { CompanyScope } from "@/lib/platform/db/scope";
import type { AnswerDoubtInput, Moved } from "@/lib/review/inputs";
import { lockToMove } from "@/lib/review/lock-to-move";
import { addEvent, updateProposal } from "@/lib/review/store";

/**
 * A person has looked in Holded and says whether a write of which nobody knows stands there: then the sending goes on
 * behind it, else it is made once more. Refused: `access.not_found`, `access.forbidden`, `proposal.not_open` where nothing
 * is in doubt, `proposal.stale` where it is another attempt than the one she was asked about.
 */
export function answerDoubt(
  scope: CompanyScope,
  actor: Actor,
  { id, isThere, since }: AnswerDoubtInput,
  { clock }: { readonly clock?: Clock } = {},
): Promise<Result<Moved>> {
  return scope.write(async (tx) => {
    const locked = await lockToMove({ tx, scope, actor, id, verb: "answer_doubt", clock });
    if (!locked.ok) return locked;
    const { proposal, personId, now, state } = locked.value;
    const answered = await answerIntent(tx, scope, id, { isThere, since }, now);
    if (!answered.ok) return answered;
    const { pushId, step } = answered.value;
    await updateProposal(tx, scope, id, { state, failure: null });
    await addEvent(tx, scope, { proposalId: id, kind: isThere ? "seen_in_holded" : "not_in_holded", personId, detail: { step } });
    const said = { version: proposal.version, push: pushId, step, isThere };
    await audit(tx, scope, actor, "proposal.doubt_answered", `proposal:${id}`, said);
    return ok({ id, state, version: proposal.version });
  });
}
