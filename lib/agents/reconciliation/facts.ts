import { stateOf, type DocumentRow } from "@/lib/agents/reconciliation/ledger";
import type { MatchingView } from "@/lib/agents/reconciliation/model";
import { fromCents, toCents } from "@/lib/kernel/money";

/** A movement as the local copy has it now. */
type KnownMovement = {
  readonly amount: string;
  readonly reconciled: string;
  readonly currency: string;
  readonly valueDate: string;
  /** pending, partial: open. */
  readonly isOpen: boolean;
};

/** A document as the local copy has it now. */
export type KnownDocument = {
  readonly pending: string;
  readonly currency: string;
  readonly number: string | null;
  readonly date: string | null;
  readonly state: "open" | "paid" | "void" | "draft";
  /** What other approved movements will settle of it, as a size: not in `pending` yet. */
  readonly reserved: string;
};

/** Why a rule's approval came back to people. */
export type TakenBack = "errors" | "person";

/**
 * What is known around one movement. Loaded for the payload at hand, again after every edit and before every approval;
 * compared by pure functions.
 */
export type ReconciliationFacts = {
  /** YYYY-MM-DD in Madrid. */
  readonly today: string;
  /** Up to and including this day the books are closed; null: nobody said so. */
  readonly closedThrough: string | null;
  /** Null: Holded has it no more. */
  readonly movement: KnownMovement | null;
  /** By id; missing: Holded has it no more. */
  readonly documents: ReadonlyMap<string, KnownDocument>;
  /** Another proposal about this movement is approved already. */
  readonly isDecidedElsewhere: boolean;
  /** A movement of the opposite amount in another own account, within three days; null: there is none. */
  readonly twin: { readonly accountName: string; readonly date: string; readonly isDecided: boolean } | null;
  /** A rule had approved it and was switched off before it was written, by its errors or by a person; null: neither. */
  readonly takenBack: TakenBack | null;
  /** From this amount on it is typed by hand; null: never. */
  readonly typedFromCents: number | null;
  /** What the matching said; null: a person looks at a movement that it has not seen. */
  readonly matching: MatchingView | null;
};

/** A document of the copy as the checks see it. */
export function knownOf(row: DocumentRow, others: readonly string[]): KnownDocument {
  const { pending, currency, number, date, total } = row;
  const [open, whole] = [toCents(pending), toCents(total)];
  const isOtherWay = open !== 0n && open > 0n !== whole > 0n;
  const state = stateOf(row, isOtherWay ? 0n : open, whole);
  const reserved = others.reduce((sum, one) => sum + size(one), 0n);
  return { pending, currency, number, date, state: state === "partial" ? "open" : state, reserved: fromCents(reserved) };
}

const size = (amount: string): bigint => {
  const cents = toCents(amount);
  return cents < 0n ? -cents : cents;
};
