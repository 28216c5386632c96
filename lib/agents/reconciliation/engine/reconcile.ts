import { dayOf } from "@/lib/agents/reconciliation/engine/days";
import { openDesk, type Desk } from "@/lib/agents/reconciliation/engine/desk";
import { compare } from "@/lib/agents/reconciliation/engine/indexes/books";
import { type Decision, type Ledger, type Memory, type Movement, type Policy } from "@/lib/agents/reconciliation/engine/model";
import { decideOne } from "@/lib/agents/reconciliation/engine/one-more";
import { settleAll, type Settlement } from "@/lib/agents/reconciliation/engine/rounds";
import { untouchable } from "@/lib/agents/reconciliation/engine/word-decision";

/** Changes whenever the same input may be answered otherwise. */
export const engineVersion = "1.1.0";

/** A ledger that is read and decided, ready for one more movement. */
type ReconciliationIndex = { readonly desk: Desk; readonly settlement: Settlement };

/** One decision for each movement, by booking date and id. Pure, and the same for any order of the input. */
export function reconcile(ledger: Ledger, memory: Memory, policy: Policy): readonly Decision[] {
  const { decisions } = openIndex(ledger, memory, policy).settlement;
  return sorted(ledger.movements).map((movement) => decisions.get(movement.id) ?? untouchable(movement));
}

/** Reads and decides everything once, so that `reconcileOne` has little left to do. */
export function openIndex(ledger: Ledger, memory: Memory, policy: Policy): ReconciliationIndex {
  const desk = openDesk(ledger, memory, policy);
  const open = sorted(ledger.movements).filter((movement) => isOpen(desk, movement));
  return { desk, settlement: settleAll(desk, open) };
}

/** The decision for a movement that has just come in, against what is decided already; the index stays as it is. */
export function reconcileOne(index: ReconciliationIndex, movement: Movement): Decision {
  return isOpen(index.desk, movement) ? decideOne(index.desk, index.settlement, movement) : untouchable(movement);
}

const sorted = (movements: readonly Movement[]) =>
  movements.slice().sort((a, b) => compare(a.bookingDate, b.bookingDate) || compare(a.id, b.id));

const isOpen = (desk: Desk, movement: Movement) => movement.status !== "reconciled" && dayOf(movement.bookingDate) > desk.closedThrough;
