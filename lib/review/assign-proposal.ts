import "server-only";
import { ok, refuse, type Result } from "@/lib/kernel/result";
import type { Actor } from "@/lib/platform/actor";
import { audit } from "@/lib/platform/audit";
import type { CompanyScope } from "@/lib/platform/db/scope";
import type { AssignInput, Moved } from "@/lib/review/inputs";
import { lockFor } from "@/lib/review/lock-for";
import { addEvent, findMember, updateProposal } from "@/lib/review/store";

/**
 * Gives an item to a colleague, takes it, or takes the name off (null). Only people of the company who could work on it.
 * Refused: `access.not_found` (item or colleague), `access.forbidden`.
 */
export function assignProposal(scope: CompanyScope, actor: Actor, { id, personId }: AssignInput): Promise<Result<Moved>> {
  return scope.write(async (tx) => {
    const locked = await lockFor(tx, scope, actor, id, "write");
    if (!locked.ok) return locked;
    const { proposal, personId: by } = locked.value;
    const moved = ok({ id, state: proposal.state, version: proposal.version });
    if (proposal.assignedTo === personId) return moved;
    const colleague = personId === null ? null : await findMember(tx, scope, personId);
    if (personId !== null && !colleague) return refuse("access.not_found");
    await updateProposal(tx, scope, id, { assignedTo: personId });
    await addEvent(tx, scope, { proposalId: id, kind: "assigned", personId: by, detail: { to: personId, name: colleague?.name ?? null } });
    await audit(tx, scope, actor, "proposal.assigned", `proposal:${id}`, { to: personId ?? "nobody" });
    return moved;
  });
}
