import "server-only";
import { z } from "zod";
import { byHand, type ByHand, type SupplierProfile } from "@/lib/agents/invoices/memory/profile";
import { allProfiles, deleteProfiles, profileById, rewriteLessons, saveByHand } from "@/lib/agents/invoices/memory/store";
import { learnedThing, without } from "@/lib/agents/invoices/memory/without";
import { mirroredProjects } from "@/lib/holded/mirror/read-people";
import { mirroredExpenseAccounts, mirroredTaxes } from "@/lib/holded/store";
import { ok, refuse, type Result } from "@/lib/kernel/result";
import type { Actor } from "@/lib/platform/actor";
import { audit } from "@/lib/platform/audit";
import type { CompanyScope, Tx } from "@/lib/platform/db/scope";
import { can } from "@/lib/platform/permissions";
import { findMember } from "@/lib/review/store";

/** Everything that is known of the suppliers of a company in one environment, by name. */
export function listProfiles(scope: CompanyScope): Promise<readonly SupplierProfile[]> {
  return scope.read((tx) => allProfiles(tx, scope));
}

export const profileChange = z.strictObject({ id: z.uuid(), values: byHand });

/**
 * Sets values of a profile by hand; null gives the learned one its turn again, what is not named stays.
 * Refused: `access.not_found`, `access.forbidden`, `input.invalid` for an account, project or tax that Holded does not have.
 */
export function changeProfile(scope: CompanyScope, actor: Actor, { id, values }: z.infer<typeof profileChange>): Promise<Result<null>> {
  return scope.write(async (tx) => {
    const allowed = await mayWrite(tx, scope, actor);
    if (!allowed.ok) return allowed;
    const profile = await profileById(tx, scope, id);
    if (!profile) return refuse("access.not_found");
    const unknown = await unknownFields(tx, values);
    if (unknown.length > 0) return refuse("input.invalid", { fields: unknown.join(", ") });
    await saveByHand(tx, scope, id, { ...profile.byHand, ...values });
    await audit(tx, scope, actor, "supplier.edited", `supplier:${id}`, { fields: Object.keys(values).join(",") });
    return ok(null);
  });
}

export const forgottenThing = z.strictObject({ id: z.uuid(), thing: learnedThing });

/** Takes one thing out of everything that was learned of a supplier. Refused: `access.not_found`, `access.forbidden`. */
export function forgetThing(scope: CompanyScope, actor: Actor, { id, thing }: z.infer<typeof forgottenThing>): Promise<Result<null>> {
  return scope.write(async (tx) => {
    const allowed = await mayWrite(tx, scope, actor);
    if (!allowed.ok) return allowed;
    const isThere = await rewriteLessons(tx, scope, id, (lesson) => without(lesson, thing));
    if (!isThere) return refuse("access.not_found");
    await audit(tx, scope, actor, "supplier.forgot", `supplier:${id}`, { what: thing.what });
    return ok(null);
  });
}

/** Forgets a supplier, or with null all of them: what was learned and what was set by hand. Refused like `forgetThing`. */
export function forgetSuppliers(
  scope: CompanyScope,
  actor: Actor,
  { id }: { readonly id: string | null },
): Promise<Result<{ readonly forgotten: number }>> {
  return scope.write(async (tx) => {
    const allowed = await mayWrite(tx, scope, actor);
    if (!allowed.ok) return allowed;
    const forgotten = await deleteProfiles(tx, scope, id);
    if (forgotten === 0 && id !== null) return refuse("access.not_found");
    await audit(tx, scope, actor, "supplier.forgotten", id === null ? `company:${scope.companyId}` : `supplier:${id}`, { forgotten });
    return ok({ forgotten });
  });
}

/** Whoever may change an invoice may change what its supplier is known for; a stranger learns nothing. */
async function mayWrite(tx: Tx, scope: CompanyScope, actor: Actor): Promise<Result<null>> {
  const member = actor.kind === "person" ? await findMember(tx, scope, actor.personId) : null;
  if (!member || !can(member.role, "invoices.read")) return refuse("access.not_found");
  return can(member.role, "invoices.write") ? ok(null) : refuse("access.forbidden");
}

async function unknownFields(tx: Tx, { accountId, projectId, taxKeys }: ByHand): Promise<readonly string[]> {
  const fields: string[] = [];
  if (accountId && !(await mirroredExpenseAccounts(tx)).some(({ id }) => id === accountId)) fields.push("accountId");
  if (projectId && !(await mirroredProjects(tx)).some(({ id }) => id === projectId)) fields.push("projectId");
  const keys = Object.values(taxKeys ?? {});
  if (keys.length > 0) {
    const known = new Set((await mirroredTaxes(tx)).map(({ key }) => key));
    if (keys.some((key) => !known.has(key))) fields.push("taxKeys");
  }
  return fields;
}
