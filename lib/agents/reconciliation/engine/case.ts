import { likeliestClass } from "@/lib/agents/reconciliation/engine/classes";
import { dayOf } from "@/lib/agents/reconciliation/engine/days";
import { type Desk } from "@/lib/agents/reconciliation/engine/desk";
import { type HypothesisKind, type Movement, type MovementClass, type Residual } from "@/lib/agents/reconciliation/engine/model";
import { findReferences, type References } from "@/lib/agents/reconciliation/engine/references";
import { ruleKey } from "@/lib/agents/reconciliation/engine/rule-key";
import { linesOf } from "@/lib/agents/reconciliation/engine/statement";
import { readText, type Atom } from "@/lib/agents/reconciliation/engine/text";
import { knowWho, type Who } from "@/lib/agents/reconciliation/engine/who";
import { mostRemembered, rememberedOdds, roundNone, saidOdds } from "@/lib/agents/reconciliation/engine/weights";

/** One movement with all that its print says, before documents are looked at. */
export type Case = {
  readonly movement: Movement;
  /** Place in the sorted statement. */
  readonly at: number;
  /** Still to be explained, signed. */
  readonly cents: number;
  /** The side of documents that such money settles: issued for money in. */
  readonly side: 1 | -1;
  readonly day: number;
  readonly atoms: readonly Atom[];
  readonly squashed: string;
  readonly who: Who;
  readonly references: References;
  /** Log odds that it has no document, from text and history alone. */
  readonly noneOdds: number;
  /** What people called such movements. */
  readonly remembered: MovementClass | null;
  /** Log density of this amount among movements that have no document. */
  readonly chance: number;
};

/** A set of documents that would explain a movement. */
export type Candidate = {
  readonly kind: HypothesisKind;
  readonly documents: readonly number[];
  /** Settled of each, in its own currency and sign. */
  readonly cents: readonly number[];
  readonly residual: Residual | null;
  /** Log odds against "no document": all families. */
  readonly score: number;
  /** The same without the family `when`, which never decides between documents. */
  readonly timeless: number;
  readonly who: number;
  readonly which: number;
  readonly when: number;
  /** A report (payout, remittance, terminal) says so. */
  readonly isReported: boolean;
  /** The text or the account speaks for another document or payer. */
  readonly isContradicted: boolean;
  /** The payer is known by one single settled movement only. */
  readonly isThin: boolean;
  /** Its document was given to another movement on evidence that does not exclude this one: it rivals, but cannot be chosen. */
  readonly isGhost: boolean;
  /** Other sets of the same party add up as well, so that the sum does not name one. */
  readonly isOneOfSeveral: boolean;
};

export function openCase(desk: Desk, movement: Movement, at: number): Case {
  const atoms = desk.atoms.get(movement.id) ?? readText(linesOf(movement));
  const who = knowWho(desk, movement, atoms);
  const cents = movement.cents - movement.reconciledCents;
  const rule =
    desk.classRules.size > 0 ? desk.classRules.get(`${cents > 0 ? 1 : -1} ${ruleKey([movement.text, ...movement.details])}`) : undefined;
  let squashed = "";
  for (const atom of atoms) squashed += atom.text;
  const references = findReferences(desk.references, atoms);
  // nobody and no number, and the bank itself says what it is: an amount that fits is a coincidence
  const isSaid = who.best < 1 && references.hits.length === 0 && likeliestClass(atoms, who.isName, movement.commonCode) !== null;
  return {
    movement,
    at,
    cents,
    side: cents > 0 ? 1 : -1,
    day: dayOf(movement.bookingDate),
    atoms,
    squashed,
    who,
    references,
    noneOdds:
      desk.none.odds(movement, atoms, who.isName) +
      (isSaid ? saidOdds : 0) +
      (rule ? rememberedOdds + Math.min(mostRemembered, rule.count) : 0),
    remembered: rule?.movementClass ?? null,
    chance: chanceOf(cents),
  };
}

/** Amounts without document spread evenly over their logarithm (some eight powers of e); round hundreds are more frequent. */
function chanceOf(cents: number): number {
  const size = Math.abs(cents);
  const spread = 1 / (8 * Math.max(100, size));
  const round =
    size % 10_000 === 0 ? roundNone.share / roundNone.values : size % 1_000 === 0 ? roundNone.share / (roundNone.values * 20) : 0;
  return Math.log(Math.max(spread, round));
}
