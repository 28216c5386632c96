import type { ReconciliationPayload } from "@/lib/agents/reconciliation/model";
import { decisionKey } from "@/lib/agents/reconciliation/propose";

/** A proposal about a movement that is not withdrawn. */
export type Standing = {
  readonly id: string;
  readonly state: string;
  readonly version: number;
  /** A person has written the current version, has it on her desk or has given a first signature. */
  readonly isTouched: boolean;
  readonly decidedAt: Date | null;
  readonly payload: ReconciliationPayload;
  readonly payloadHash: string | null;
  /** Of what is kept about it. */
  readonly fingerprint: string;
};

/** What is to be done about one movement. `judge`: the payload stays, what is said of it may have changed. */
export type Change =
  | { readonly kind: "insert" }
  | { readonly kind: "repropose"; readonly id: string; readonly seenVersion: number }
  | ({ readonly kind: "judge"; readonly seenVersion: number } & Pick<Standing, "id" | "payload" | "fingerprint">)
  | { readonly kind: "leave" };

/** A rejection can be taken back for some minutes at most: until then its movement is left alone. */
const rejectionSettlesMs = 15 * 60_000;

const decided: readonly string[] = ["approved", "sending", "failed", "settled"];

/**
 * What a fresh answer about an open movement means for the proposals that stand, the latest first. What a person decided
 * or took up is never written over; what she rejected is not proposed again. Pure.
 */
export function changeFor(
  fresh: { readonly payload: ReconciliationPayload; readonly payloadHash: string },
  standing: readonly Standing[],
  now: Date,
): Change {
  const open = standing.find(({ state }) => state === "open" || state === "snoozed");
  if (open) {
    const { id, version: seenVersion, payload, fingerprint } = open;
    const isFree = open.state === "open" && !open.isTouched;
    if (isFree && open.payloadHash !== fresh.payloadHash) return { kind: "repropose", id, seenVersion };
    return { kind: "judge", id, seenVersion, payload, fingerprint };
  }
  // As much was linked when it was decided as is now: the decision is about what is still open, or has nothing to write.
  const { reconciled } = fresh.payload.movement;
  const same = standing.filter(({ payload }) => payload.movement.reconciled === reconciled);
  if (same.some(({ state }) => decided.includes(state))) return { kind: "leave" };
  const rejected = same.filter(({ state }) => state === "rejected");
  const isFresh = rejected.some(({ decidedAt }) => decidedAt !== null && now.getTime() - decidedAt.getTime() < rejectionSettlesMs);
  const isKnown = rejected.some(({ payload }) => decisionKey(payload) === decisionKey(fresh.payload));
  return isFresh || isKnown ? { kind: "leave" } : { kind: "insert" };
}
