import "server-only";
import { ok, type Result } from "@/lib/kernel/result";
import type { Actor } from "@/lib/platform/actor";
import { audit } from "@/lib/platform/audit";
import type { CompanyScope } from "@/lib/platform/db/scope";
import type { CommentInput, Moved } from "@/lib/review/inputs";
import { lockFor } from "@/lib/review/lock-for";
import { addEvent } from "@/lib/review/store";

/** A remark beside the item, in any state. The text stands in the timeline; the audit trail says only that it was made. */
export function comment(scope: CompanyScope, actor: Actor, { id, text }: CommentInput): Promise<Result<Moved>> {
  return scope.write(async (tx) => {
    const locked = await lockFor(tx, scope, actor, id, "write");
    if (!locked.ok) return locked;
    const { proposal, personId } = locked.value;
    await addEvent(tx, scope, { proposalId: id, kind: "commented", personId, detail: { text } });
    await audit(tx, scope, actor, "proposal.commented", `proposal:${id}`, { length: text.length });
    return ok({ id, state: proposal.state, version: proposal.version });
  });
}
