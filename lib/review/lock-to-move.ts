import "server-only";
import { systemClock, type Clock } from "@/lib/kernel/clock";
import { ok, type Result } from "@/lib/kernel/result";
import type { Actor } from "@/lib/platform/actor";
import { settingsOf } from "@/lib/platform/company-settings";
import type { CompanyScope, Tx } from "@/lib/platform/db/scope";
import { factsOf } from "@/lib/review/facts";
import { lockFor, type Locked } from "@/lib/review/lock-for";
import type { ProposalState } from "@/lib/review/model";
import { transition, type Verb } from "@/lib/review/transition";

type Move = {
  readonly tx: Tx;
  readonly scope: CompanyScope;
  readonly actor: Actor;
  readonly id: string;
  readonly verb: Verb;
  readonly clock?: Clock | undefined;
  /** Absent: nobody can exclude it. */
  readonly mayExistInHolded?: boolean;
};

/**
 * The proposal, locked for one who may approve it, and the state that the verb leads to. Refused: `access.not_found`,
 * `access.forbidden`, and what the state machine refuses.
 */
export async function lockToMove(move: Move): Promise<Result<Locked & { readonly now: Date; readonly state: ProposalState }>> {
  const { tx, scope, actor, id, verb, clock = systemClock, mayExistInHolded = true } = move;
  const locked = await lockFor(tx, scope, actor, id, "approve");
  if (!locked.ok) return locked;
  const now = clock();
  const { proposal } = locked.value;
  const next = transition(proposal.state, verb, factsOf(proposal, await settingsOf(tx, scope), now, mayExistInHolded));
  return next.ok ? ok({ ...locked.value, now, state: next.value }) : next;
}
