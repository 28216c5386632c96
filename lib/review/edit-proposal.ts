import "server-only";
import { systemClock, type Clock } from "@/lib/kernel/clock";
import { ok, type Result } from "@/lib/kernel/result";
import type { Actor } from "@/lib/platform/actor";
import { audit } from "@/lib/platform/audit";
import { settingsOf } from "@/lib/platform/company-settings";
import type { CompanyScope } from "@/lib/platform/db/scope";
import { carryOver, changedPaths } from "@/lib/review/changes";
import { factsOf } from "@/lib/review/facts";
import type { Edited, EditInput } from "@/lib/review/inputs";
import { asSeen, lockFor } from "@/lib/review/lock-for";
import { addEvent, saveJudgement, saveVersion } from "@/lib/review/store";
import { transition } from "@/lib/review/transition";

/**
 * The form's autosave: the whole payload becomes the next version, the former one is kept, and everything that follows
 * from the payload is worked out again. The same payload is no new version.
 * Refused: `access.not_found`, `access.forbidden`, `input.invalid` (names the fields), `proposal.stale`,
 * `proposal.not_open`, `proposal.unread`.
 */
export function editProposal(
  scope: CompanyScope,
  actor: Actor,
  input: EditInput,
  { clock = systemClock }: { readonly clock?: Clock } = {},
): Promise<Result<Edited>> {
  return scope.write(async (tx) => {
    const locked = await lockFor(tx, scope, actor, input.id, "write");
    if (!locked.ok) return locked;
    const { proposal, kind, personId } = locked.value;
    const seen = await asSeen(tx, scope, proposal, input);
    if (!seen.ok) return seen;
    const now = clock();
    const next = transition(proposal.state, "edit", factsOf(proposal, await settingsOf(tx, scope), now));
    if (!next.ok) return next;

    const known = carryOver(proposal, proposal.payload, input.payload);
    const judged = await kind.judge(tx, scope, input.payload, { ...proposal, ...known });
    if (!judged.ok) return judged;
    const { payload, payloadHash, reasons, risk, standing } = judged.value;
    const answer = { id: proposal.id, payloadHash, reasons, risk, standing, savedAt: now.toISOString() };
    if (payloadHash === proposal.payloadHash) {
      const { version, evidence, confidence } = proposal;
      return ok({ ...answer, version, evidence, confidence, isNewVersion: false });
    }
    const version = proposal.version + 1;
    const fields = changedPaths(proposal.payload, payload);
    await saveVersion(tx, scope, proposal.id, { version, payload, payloadHash, origin: "person", personId, ...known });
    await saveJudgement(tx, scope, proposal.id, judged.value);
    await addEvent(tx, scope, { proposalId: proposal.id, kind: "edited", personId, detail: { version, fields: [...fields] } });
    await audit(tx, scope, actor, "proposal.edited", `proposal:${proposal.id}`, { version, hash: payloadHash, fields: fields.join(",") });
    return ok({ ...answer, ...known, version, isNewVersion: true });
  });
}
