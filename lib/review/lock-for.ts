import "server-only";
import { ok, refuse, type Result } from "@/lib/kernel/result";
import type { Actor } from "@/lib/platform/actor";
import { can } from "@/lib/platform/permissions";
import type { CompanyScope, Tx } from "@/lib/platform/db/scope";
import { kindOf, type RegisteredKind } from "@/lib/review/kinds";
import { changedPaths } from "@/lib/review/changes";
import { findMember, lockProposal, payloadOfVersion, type ProposalRecord } from "@/lib/review/store";

export type Locked = { readonly proposal: ProposalRecord; readonly kind: RegisteredKind; readonly personId: string };

/**
 * The first lines of every command of a person: the proposal, locked, if it is hers to see and hers to move.
 * What belongs to others and what does not exist are told apart by nobody (`access.not_found`).
 */
export async function lockFor(tx: Tx, scope: CompanyScope, actor: Actor, id: string, need: "write" | "approve"): Promise<Result<Locked>> {
  if (actor.kind !== "person") return refuse("access.forbidden");
  const member = await findMember(tx, scope, actor.personId);
  if (!member) return refuse("access.not_found");
  const proposal = await lockProposal(tx, scope, id);
  if (!proposal) return refuse("access.not_found");
  const kind = kindOf(proposal.kind);
  if (!can(member.role, kind.permissions.read)) return refuse("access.not_found");
  if (!can(member.role, kind.permissions[need])) return refuse("access.forbidden");
  return ok({ proposal, kind, personId: actor.personId });
}

type Seen = { readonly seenVersion: number; readonly seenHash: string | null };

/** Refused (`proposal.stale`, naming the fields) when the proposal is not the one that stood on the screen. */
export async function asSeen(tx: Tx, scope: CompanyScope, proposal: ProposalRecord, seen: Seen): Promise<Result<null>> {
  if (proposal.version === seen.seenVersion && proposal.payloadHash === seen.seenHash) return ok(null);
  const shown = await payloadOfVersion(tx, scope, proposal.id, seen.seenVersion);
  const fields = shown === undefined ? [] : changedPaths(shown, proposal.payload);
  return refuse("proposal.stale", { now: proposal.version, state: proposal.state, fields: fields.slice(0, 20).join(", ") });
}
