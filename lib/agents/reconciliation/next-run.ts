import "server-only";
import { preparedOf } from "@/lib/agents/reconciliation/prepare";
import { payloadOf, withoutRejected } from "@/lib/agents/reconciliation/proposal";
import { decisionKey } from "@/lib/agents/reconciliation/propose";
import { insertProposals, withdraw } from "@/lib/agents/reconciliation/save-store";
import { loadFacts, matchingOf, payloadOfProposal, rejectedOnOpen, standingProposals } from "@/lib/agents/reconciliation/store";
import { newId } from "@/lib/kernel/ids";
import type { CompanyScope, Tx } from "@/lib/platform/db/scope";

/**
 * A person has rejected what was proposed for a movement: the next explanation that the matching had takes its place at once,
 * one that nothing stands against before the others; without any the movement waits for her own. The next look knows better.
 * In the transaction of the rejection.
 */
export async function proposeNext(tx: Tx, scope: CompanyScope, rejectedId: string): Promise<void> {
  const payload = await payloadOfProposal(tx, scope, rejectedId);
  const said = await matchingOf(tx, scope, rejectedId);
  if (!payload || !said) return;
  const { movement } = payload;
  const standing = (await standingProposals(tx, scope, [movement.id])).get(movement.id) ?? [];
  if (standing.some(({ state }) => state !== "rejected")) return;
  const rejected = new Set((await rejectedOnOpen(tx, scope, new Map([[movement.id, movement.reconciled]]))).get(movement.id));
  for (;;) {
    const view = withoutRejected(said, rejected);
    const next = payloadOf(view, movement);
    const key = decisionKey(next);
    if (rejected.has(key)) return;
    const prepared = preparedOf(next, view, { ...(await loadFacts(tx, scope, next, { id: newId() })), matching: view });
    const isBlocked = next.choice === "match" && prepared.reasons.some(({ level }) => level === "block");
    if (!isBlocked) return insertProposals(tx, scope, [prepared], { reader: "reconciliation", version: said.engineVersion, ms: 0 });
    rejected.add(key);
  }
}

/** She takes the rejection back: what had taken its place goes again, unless somebody has taken it up. */
export async function withdrawNext(tx: Tx, scope: CompanyScope, backId: string): Promise<void> {
  const payload = await payloadOfProposal(tx, scope, backId);
  if (!payload) return;
  const movementId = payload.movement.id;
  const standing = (await standingProposals(tx, scope, [movementId])).get(movementId) ?? [];
  const free = standing.filter(({ id, state, isTouched }) => id !== backId && state === "open" && !isTouched);
  await withdraw(tx, scope, free.map(({ id }) => ({ id, movementId, code: "movement.rejection_undone" }))); // prettier-ignore
}
