import { type Candidate, type Case } from "@/lib/agents/reconciliation/engine/case";
import { type Desk } from "@/lib/agents/reconciliation/engine/desk";
import { type HypothesisKind, type Residual } from "@/lib/agents/reconciliation/engine/model";
import { monthOf } from "@/lib/agents/reconciliation/engine/days";
import { type ReferenceHit } from "@/lib/agents/reconciliation/engine/references";
import { aheadWords } from "@/lib/agents/reconciliation/engine/words";
import { kindPrior, when, which, who } from "@/lib/agents/reconciliation/engine/weights";

/**
 * Fellegi–Sunter: the log likelihood ratio of what is printed under "this movement pays this document" against "it has no
 * document", by families {who, which, how much, when}; each family is capped because its features are not independent
 * (I. P. Fellegi, A. B. Sunter, A Theory for Record Linkage, JASA 64, 1969).
 */

/** How well the text names one document: log likelihood ratio, and whether the text speaks of another one, or of it and others. */
export type Naming = { readonly llr: number; readonly isNamed: boolean; readonly isStrong: boolean; readonly namesOther: boolean };

/** Of the references in the text, what they say about one document. */
export function naming(desk: Desk, one: Case, document: number): Naming {
  let best = 0;
  let isStrong = false;
  let namesOther = false;
  let slips = 0;
  for (const hit of one.references.hits) {
    if (hit.documents.includes(document)) {
      best = Math.max(best, sizeOf(hit) - Math.log(hit.documents.length));
      isStrong = true;
    } else if (isAbout(desk, one, document, hit)) {
      if (isSlip(desk, one, document, hit.documents)) slips++;
      else namesOther = true;
    }
  }
  if (isStrong) return { llr: best, isNamed: true, isStrong, namesOther };
  if (namesOther) return { llr: which.otherNamed, isNamed: false, isStrong, namesOther };
  const weak = weakNaming(desk, one, document);
  return slips === 0 ? weak : { ...weak, llr: weak.llr + which.slip };
}

function sizeOf(hit: ReferenceHit): number {
  if (hit.strength === "order") return which.order;
  return Math.min(which.cap, hit.length * which.perCharacter) - (hit.strength === "digits" ? which.digitsLess : 0);
}

/** Whether a number in the text is one of documents that could stand instead: of the same side, of the payer, or too long for chance. */
export function isAbout(desk: Desk, one: Case, document: number, hit: ReferenceHit): boolean {
  const { books } = desk;
  if (hit.strength === "full" && hit.length >= which.longNumber) return true;
  return hit.documents.some((other) => books.side[other] === books.side[document] || one.who.parties.has(books.party[other] ?? -1));
}

/** The payer is sure and the number is that of somebody else's document with another amount: a slip of the pen. */
function isSlip(desk: Desk, one: Case, document: number, named: readonly number[]): boolean {
  const { books } = desk;
  const party = books.party[document] ?? -1;
  if ((one.who.parties.get(party)?.llr ?? 0) < surePayer) return false;
  return named.every((other) => books.party[other] !== party && Math.abs(books.documents[other]?.total ?? 0) !== Math.abs(one.cents));
}

/** The last digits of a number, or the month of an invoice: they mean something only among documents of one party. */
function weakNaming(desk: Desk, one: Case, document: number): Naming {
  const { books, references: index } = desk;
  const tail = index.tails[document] ?? -1;
  let llr = 0;
  let isNamed = false;
  let hasNumber = false;
  for (const number of one.references.numbers) {
    if (number.hasLead) hasNumber = true;
    if (tail < 0 || number.value !== tail || number.value === 0) continue;
    if (!number.hasLead && number.length < 2) continue;
    llr = Math.max(llr, number.hasLead ? which.tail + which.perTailDigit * number.length : which.tailWithoutLead + 0.3 * number.length);
    isNamed = true;
  }
  for (const { month, year } of one.references.months) {
    const issued = monthOf(books.issue[document] ?? 0);
    if (issued.month === month && (year === null || issued.year === year)) {
      llr += which.month;
      isNamed = true;
    } else llr += which.otherMonth;
  }
  if (!isNamed && hasNumber) llr += which.nobodys;
  return { llr, isNamed, isStrong: false, namesOther: false };
}

/** Who pays, against whose document it is. */
export function payer(
  one: Case,
  party: number,
  isNamedInFull: boolean,
): { readonly llr: number; readonly isOther: boolean; readonly isThin: boolean } {
  const known = one.who.parties.get(party);
  if (known) return { llr: known.llr, isOther: one.who.best - known.llr > 3.5, isThin: known.isThin };
  if (one.who.owners !== null && !one.who.owners.has(party))
    return { llr: isNamedInFull ? who.otherKnownWithReference : who.otherIban, isOther: true, isThin: false };
  if (one.who.parties.size > 0 && one.who.best > 2)
    return { llr: isNamedInFull ? who.otherKnownWithReference : who.otherKnown, isOther: !isNamedInFull, isThin: false };
  return { llr: one.who.isStranger ? (isNamedInFull ? who.stranger / 2 : who.stranger) : who.silent, isOther: false, isThin: false };
}

/** When it is paid; before its issue only where the text says so. */
export function timing(desk: Desk, one: Case, document: number, isStrong: boolean): number {
  const { books } = desk;
  const issue = books.issue[document] ?? 0;
  if (one.day < issue) {
    if (one.day < issue - when.longestAhead) return when.beforeIssue - 2;
    return isStrong ? 0 : isAnnounced(one) ? when.announced : when.beforeIssue;
  }
  return desk.delays.weigh(books.party[document] ?? -1, one.day - (books.due[document] ?? issue));
}

/** The payer says that he pays ahead. */
const isAnnounced = (one: Case): boolean => one.atoms.some((atom) => aheadWords.has(atom.text));

/** What is left of a document, or was before somebody took it on weak evidence. */
export const leftOrGhost = (desk: Desk, document: number): number => desk.books.left[document] || (desk.ghosts[document] ?? 0);

/** One of so many documents of that side. */
export const oneOf = (desk: Desk, one: Case): number => -Math.log(Math.max(1, desk.books.liveBySide[one.side === 1 ? 0 : 1]));

const surePayer = 4;

type Single = {
  readonly kind: HypothesisKind;
  readonly document: number;
  readonly cents: number;
  readonly residual: Residual | null;
  /** Log probability of the amount, given kind and document. */
  readonly amount: number;
};

/** The score of one document against "no document". */
export function scoreSingle(desk: Desk, one: Case, single: Single): Candidate {
  const named = naming(desk, one, single.document);
  const paid = payer(one, desk.books.party[single.document] ?? -1, named.isStrong);
  const time = timing(desk, one, single.document, named.isStrong);
  const prior = single.kind === "prepayment" && isAnnounced(one) ? kindPrior.exact / 2 : kindPrior[single.kind];
  const left = named.isStrong && named.namesOther ? which.otherNamed : 0;
  const habit = desk.habits.weigh(desk.books.party[single.document] ?? -1, single.kind, named.isNamed);
  const timeless = Math.log(prior) + oneOf(desk, one) + single.amount - one.chance + paid.llr + named.llr + left + habit;
  return {
    kind: single.kind,
    documents: [single.document],
    cents: [single.cents],
    residual: single.residual,
    score: timeless + time,
    timeless,
    who: paid.llr,
    which: named.llr,
    when: time,
    isReported: false,
    isContradicted: named.namesOther || paid.isOther,
    isThin: paid.isThin,
    isGhost: (desk.books.left[single.document] ?? 0) === 0,
    isOneOfSeveral: false,
  };
}
