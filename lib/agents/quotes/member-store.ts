import "server-only";
import { ok, refuse, type Result } from "@/lib/kernel/result";
import type { Actor } from "@/lib/platform/actor";
import type { CompanyScope, Tx } from "@/lib/platform/db/scope";
import { can } from "@/lib/platform/permissions";
import { findMember } from "@/lib/review/store";

/** The person who asks, if quotes are hers to see (`access.not_found`) and to work on (`access.forbidden`). */
export async function memberFor(
  tx: Tx,
  scope: CompanyScope,
  actor: Actor,
  need: "read" | "write",
): Promise<Result<{ readonly personId: string }>> {
  const member = actor.kind === "person" ? await findMember(tx, scope, actor.personId) : null;
  if (actor.kind !== "person" || !member || !can(member.role, "quotes.read")) return refuse("access.not_found");
  return need === "read" || can(member.role, "quotes.write") ? ok({ personId: actor.personId }) : refuse("access.forbidden");
}
