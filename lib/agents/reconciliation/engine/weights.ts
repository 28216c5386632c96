/**
 * Every figure of the matching in one place, as natural logarithms (nats) or shares. They were set on generated ledgers of
 * several mixes and seeds (labels known, so by counting rather than by EM), and are kept coarse on purpose: what decides is
 * the order of magnitude.
 */
import { type HypothesisKind } from "@/lib/agents/reconciliation/engine/model";

/** How often a payment is of a kind, among payments of documents. */
export const kindPrior: Readonly<Record<HypothesisKind, number>> = {
  exact: 0.7,
  rounding: 0.02,
  discount: 0.01,
  fee: 0.02,
  withholding: 0.008,
  fx: 0.03,
  partial: 0.035,
  overpayment: 0.003,
  batch: 0.09,
  netting: 0.015,
  set_off: 0.001,
  advance: 0.01,
  prepayment: 0.01,
  refund: 0.012,
  card_settlement: 0.03,
  payout: 0.01,
  remittance: 0.01,
  duplicate: 0.002,
};

/** Who pays. */
export const who = {
  /** A known name is printed on some nine of ten payments of documents and on one of ten others. */
  named: 2.2,
  /** Most that name, account and habit say together. */
  cap: 10,
  iban: 2.5,
  /** Somebody else we know is printed: third-party payers are some two of a hundred, and few of them are known. */
  otherKnown: -6,
  /** The same, where the text names the document in full. */
  otherKnownWithReference: -1,
  otherIban: -4,
  /** A name we know nobody by. */
  stranger: -1.8,
  /** Nobody is printed. */
  silent: -1.2,
} as const;

/** Which document the text names. */
export const which = {
  perCharacter: 1.7,
  cap: 9,
  order: 7,
  /** From this length on a number is no coincidence. */
  longNumber: 7,
  digitsLess: 1,
  /** The last digits after "FRA", and for each of them. */
  tail: 2.6,
  perTailDigit: 0.8,
  tailWithoutLead: 1.2,
  month: 2.2,
  /** All of a set. */
  setCap: 12,
  /** The text names another existing document. */
  otherNamed: -4.5,
  /** It names somebody else's, with another amount, while the payer is sure. */
  slip: -1.5,
  /** It gives the last digits of another one of this party. */
  otherTail: -2.5,
  otherMonth: -2.5,
  /** It gives a number of nobody: payers have their own. */
  nobodys: -0.3,
  /** A member of a set that the text does not name while it names others. */
  unnamedMember: -1.2,
} as const;

/** When. */
export const when = {
  best: 2.5,
  worst: -3,
  /** Days over which a payment that has nothing to do with the due date is spread. */
  window: 420,
  pseudo: 5,
  beforeIssue: -6,
  announced: -0.3,
  longestAhead: 20,
  /** As far ahead an invoice may be that the text names in full: entered late, or dated by its receipt. */
  farthestAhead: 120,
} as const;

/** How much, given the kind: how the difference is spread, in cents. */
export const amount = {
  /** An over-payment by its whole amount is as rare as e^−12. */
  excess: -12,
  /** Share of partial payments that are a simple fraction or a round sum. */
  simplePart: 0.6,
  /** The text speaks of a part, or does not. */
  partSaid: 0.8,
  partUnsaid: -2,
  /** A rest below this share is a cost rather than a part. */
  smallestRest: 0.04,
  smallRest: -3,
  fxWidth: 0.025,
  fxFeeCents: 1800,
  advanceCost: 0.016,
} as const;

/** Payments without document, before the text is read. */
export const noneShare = 0.25;
/** A person said of such a text that it has no document: nats, and for each time it was said. */
export const rememberedOdds = 12;
export const mostRemembered = 4;
/** The text names a class of its own and neither a party nor a document. */
export const saidOdds = 3;
/** The invoice that it pays is settled already: an open one of the same amount is somebody else's or another month's. */
export const repeatedOdds = 10;
/** Of movements without document, how many are a round hundred, over how many values. */
export const roundNone = { share: 0.15, values: 120 } as const;

/** Of sets: each further member is this likely, and this share are neighbours in time; in nats, that several parties are paid for. */
export const sets = { oneMore: 0.62, natural: 0.75, acrossParties: -2.5 } as const;

/** Nats between a choice and what would take its place: 25 to 1. */
export const clearMargin = 3.2;
