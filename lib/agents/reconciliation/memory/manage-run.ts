import "server-only";
import { z } from "zod";
import { movementClasses } from "@/lib/agents/reconciliation/engine/model";
import { changeRule, forgetLessons, standingLessons, type KnownLesson } from "@/lib/agents/reconciliation/memory/store";
import { ok, refuse, type Result } from "@/lib/kernel/result";
import type { Actor } from "@/lib/platform/actor";
import { audit } from "@/lib/platform/audit";
import type { CompanyScope, Tx } from "@/lib/platform/db/scope";
import { can } from "@/lib/platform/permissions";
import { findMember } from "@/lib/review/store";

/** A page shows the latest; the count beside it says how many there are. */
const mostShown = 500;

/** What people's decisions about bank movements taught, the newest first. */
export function listLessons(scope: CompanyScope): Promise<readonly KnownLesson[]> {
  return scope.read((tx) => standingLessons(tx, scope, mostShown));
}

export const forgottenLesson = z.strictObject({ proposalId: z.uuid().nullable() });

/**
 * Forgets what one decision taught, or with null all of it. What was written to Holded stays as it is.
 * Refused: `access.not_found`, `access.forbidden`.
 */
export function forgetLesson(
  scope: CompanyScope,
  actor: Actor,
  { proposalId }: z.infer<typeof forgottenLesson>,
): Promise<Result<{ readonly forgotten: number }>> {
  return scope.write(async (tx) => {
    const allowed = await mayWrite(tx, scope, actor);
    if (!allowed.ok) return allowed;
    const forgotten = await forgetLessons(tx, scope, proposalId);
    if (forgotten === 0 && proposalId !== null) return refuse("access.not_found");
    const subject = proposalId === null ? `company:${scope.companyId}` : `proposal:${proposalId}`;
    await audit(tx, scope, actor, "reconciliation.forgot", subject, { forgotten });
    return ok({ forgotten });
  });
}

export const ruleChange = z.strictObject({ proposalId: z.uuid(), movementClass: z.enum(movementClasses).nullable() });

/** Gives a remembered rule another class; null takes the rule away and keeps the rest of the lesson. Refused like `forgetLesson`. */
export function changeRememberedRule(
  scope: CompanyScope,
  actor: Actor,
  { proposalId, movementClass }: z.infer<typeof ruleChange>,
): Promise<Result<null>> {
  return scope.write(async (tx) => {
    const allowed = await mayWrite(tx, scope, actor);
    if (!allowed.ok) return allowed;
    const isThere = await changeRule(tx, scope, proposalId, movementClass);
    if (!isThere) return refuse("access.not_found");
    await audit(tx, scope, actor, "reconciliation.rule_changed", `proposal:${proposalId}`, { movementClass: movementClass ?? "" });
    return ok(null);
  });
}

/** Whoever may decide movements may change what is learned from it; a stranger learns nothing. */
async function mayWrite(tx: Tx, scope: CompanyScope, actor: Actor): Promise<Result<null>> {
  const member = actor.kind === "person" ? await findMember(tx, scope, actor.personId) : null;
  if (!member || !can(member.role, "reconciliation.read")) return refuse("access.not_found");
  return can(member.role, "reconciliation.write") ? ok(null) : refuse("access.forbidden");
}
