import { type Candidate, type Case } from "@/lib/agents/reconciliation/engine/case";
import { dayOf } from "@/lib/agents/reconciliation/engine/days";
import { type Desk } from "@/lib/agents/reconciliation/engine/desk";
import { type OpenDocument, type ResidualKind } from "@/lib/agents/reconciliation/engine/model";
import { poolOf } from "@/lib/agents/reconciliation/engine/indexes/books";
import { leftOrGhost, naming, scoreSingle } from "@/lib/agents/reconciliation/engine/likelihood";
import { partWords } from "@/lib/agents/reconciliation/engine/words";
import { amount, when } from "@/lib/agents/reconciliation/engine/weights";

const withholdingRates = [7, 15, 19];
const vatRates = [21, 10, 4, 0];
const mostOfAmount = 12;
const fractions = [0.25, 0.3, 1 / 3, 0.4, 0.5, 0.6, 2 / 3, 0.7, 0.75];

/** All single documents that could explain the movement: of the parties named, named by number, or of the exact amount. */
export function singles(desk: Desk, one: Case): readonly Candidate[] {
  const seen = new Set<number>();
  const found: Candidate[] = [];
  const look = (document: number, isNear: boolean) => {
    if (seen.has(document)) return;
    seen.add(document);
    explainBy(desk, one, document, isNear, found);
  };
  const { side } = desk.books;
  for (const hit of one.references.hits) for (const document of hit.documents) look(document, true);
  const larger: number[] = [];
  for (const party of one.who.parties.keys())
    for (const pool of [poolOf(desk.books, party, one.side), poolOf(desk.books, party, one.side === 1 ? -1 : 1)])
      for (const document of pool) {
        const worth = (side[document] ?? 1) * leftOrGhost(desk, document);
        if (worth === one.cents) look(document, true);
        // what is smaller than the movement can only be part of a set, unless it is off by cents
        else if (worth * one.side + desk.policy.maxRoundingCents >= one.cents * one.side) larger.push(document);
      }
  // beside an exact document of the payer, parts and costs of others explain nothing
  if (!found.some((candidate) => candidate.kind === "exact" || candidate.kind === "refund") || one.references.numbers.length > 0)
    for (const document of larger) look(document, true);
  const exact = desk.books.byAmount.get(one.movement.currency)?.get(one.cents) ?? [];
  for (const document of nearestDue(desk, exact, one.day)) look(document, false);
  return found;
}

/** Of documents by due date those that are open and due nearest to a day, without looking at all of them. */
function nearestDue(desk: Desk, documents: readonly number[], day: number): readonly number[] {
  if (documents.length <= mostOfAmount) return documents;
  const dueOf = (at: number) => desk.books.due[documents[at] ?? -1] ?? Number.POSITIVE_INFINITY;
  let low = 0;
  let high = documents.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (dueOf(middle) < day) low = middle + 1;
    else high = middle;
  }
  const near: number[] = [];
  for (let before = low - 1, after = low; near.length < mostOfAmount && (before >= 0 || after < documents.length);) {
    const isBefore = before >= 0 && (after >= documents.length || day - dueOf(before) <= dueOf(after) - day);
    const document = documents[isBefore ? before-- : after++] ?? -1;
    if (leftOrGhost(desk, document) !== 0) near.push(document);
  }
  return near;
}

/** Each reading of the amount that fits one document; `isNear` where something besides the amount points at it. */
function explainBy(desk: Desk, one: Case, document: number, isNear: boolean, found: Candidate[]): void {
  const { books } = desk;
  const left = leftOrGhost(desk, document);
  const source = books.documents[document];
  const issue = books.issue[document] ?? 0;
  if (left === 0 || source?.currency !== one.movement.currency) return;
  if (one.day < issue - when.longestAhead && !isNamedFarAhead(desk, one, document)) return;
  const whole = (books.side[document] ?? 1) * left;
  const difference = one.cents - whole;
  const add: Add = (kind, cents, residual, log) =>
    found.push(scoreSingle(desk, one, { kind, document, cents, residual: residual && { kind: residual, cents: difference }, amount: log }));
  if (difference === 0) {
    add(left < 0 ? "refund" : one.day < issue ? "prepayment" : "exact", left, null, 0);
    return;
  }
  if (!isNear || Math.sign(whole) !== Math.sign(one.cents)) return;
  const gap = Math.abs(difference);
  const size = Math.abs(whole);
  const most = desk.policy.maxRoundingCents;
  if (gap <= most) add("rounding", left, "rounding", -Math.log(2 * Math.max(1, most)));
  if (Math.abs(one.cents) < size) explainShort(desk, one, source, left, add);
  else if (gap > most && naming(desk, one, document).isStrong)
    add("overpayment", left, "unapplied", -Math.log(size) + amount.excess * Math.min(1.5, gap / size));
}

/** Dated long after its payment, and yet number and payer are printed: nothing else is meant, but a person should look at the date. */
function isNamedFarAhead(desk: Desk, one: Case, document: number): boolean {
  const { issue, party, left, side } = desk.books;
  return (
    one.day >= (issue[document] ?? 0) - when.farthestAhead &&
    (side[document] ?? 1) * (left[document] ?? 0) === one.cents &&
    one.who.parties.has(party[document] ?? -1) &&
    naming(desk, one, document).isStrong
  );
}

type Add = (kind: Candidate["kind"], cents: number, residual: ResidualKind | null, log: number) => void;

/** Less came than is open: an agreed discount, a bank's cost, a withholding, or a part. */
function explainShort(desk: Desk, one: Case, source: OpenDocument, left: number, add: Add): void {
  const { policy } = desk;
  const paid = Math.abs(one.cents);
  const size = Math.abs(left);
  const gap = size - paid;
  const discount = source.earlyPaymentDiscount;
  if (discount && one.day <= dayOf(discount.until) && Math.abs(paid - Math.round(size * (1 - discount.percent / 100))) <= 1)
    add("discount", left, "discount", -Math.log(3));
  const feeLimit = Math.max(policy.maxFeeCents, (policy.maxFeePercent / 100) * size);
  if (one.cents > 0 && gap > policy.maxRoundingCents && gap <= feeLimit) add("fee", left, "bank_fee", -Math.log(feeLimit));
  if (one.cents > 0 && (source.irpf ?? 0) === 0 && fitsWithholding(source, gap))
    add("withholding", left, "withholding", -Math.log(source.base === null ? 36 : 9));
  if (gap > policy.maxRoundingCents) add("partial", Math.sign(left) * paid, null, partDensity(one, size));
}

/** The gap is a withholding at one of the Spanish rates; where the base is unknown, of the base that each VAT rate would give. */
function fitsWithholding(source: OpenDocument, gap: number): boolean {
  const bases = source.base === null ? vatRates.map((rate) => (Math.abs(source.total) * 100) / (100 + rate)) : [Math.abs(source.base)];
  return bases.some((base) => withholdingRates.some((rate) => Math.abs(gap - Math.round((base * rate) / 100)) <= 1));
}

/** Log probability of paying just this part: simple fractions and round sums are most of them. */
function partDensity(one: Case, whole: number): number {
  const paid = Math.abs(one.cents);
  const said = one.atoms.some((atom) => partWords.has(atom.text)) ? amount.partSaid : amount.partUnsaid;
  const rest = whole - paid < amount.smallestRest * whole ? amount.smallRest : 0;
  return said + rest + spreadOfParts(paid, whole);
}

function spreadOfParts(paid: number, whole: number): number {
  if (fractions.some((fraction) => Math.abs(paid - whole * fraction) <= 1)) return Math.log(amount.simplePart / 2 / fractions.length);
  if (paid % 10_000 === 0) return Math.log((amount.simplePart / 2) * Math.min(1, 10_000 / whole));
  return Math.log((1 - amount.simplePart) / whole);
}
