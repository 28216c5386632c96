import { type Candidate, type Case } from "@/lib/agents/reconciliation/engine/case";
import { dayOf } from "@/lib/agents/reconciliation/engine/days";
import { type Desk } from "@/lib/agents/reconciliation/engine/desk";
import { type OpenDocument } from "@/lib/agents/reconciliation/engine/model";
import { poolOf } from "@/lib/agents/reconciliation/engine/indexes/books";
import { naming, scoreSingle } from "@/lib/agents/reconciliation/engine/likelihood";
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
    found.push(...explainBy(desk, one, document, isNear));
  };
  for (const hit of one.references.hits) for (const document of hit.documents) look(document, true);
  for (const party of one.who.parties.keys()) {
    for (const document of poolOf(desk.books, party, one.side)) look(document, true);
    for (const document of poolOf(desk.books, party, one.side === 1 ? -1 : 1)) look(document, true);
  }
  const exact = desk.books.byAmount.get(one.movement.currency)?.get(one.cents) ?? [];
  const near = exact.length <= mostOfAmount ? exact : nearest(desk, one, exact);
  for (const document of near) look(document, false);
  return found;
}

function nearest(desk: Desk, one: Case, documents: readonly number[]): readonly number[] {
  const far = (document: number) => Math.abs(one.day - (desk.books.due[document] ?? 0));
  return documents
    .slice()
    .sort((a, b) => far(a) - far(b) || a - b)
    .slice(0, mostOfAmount);
}

/** Each reading of the amount that fits one document; `isNear` where something besides the amount points at it. */
function explainBy(desk: Desk, one: Case, document: number, isNear: boolean): readonly Candidate[] {
  const { books } = desk;
  const left = books.left[document] ?? 0;
  const source = books.documents[document];
  if (left === 0 || !source || one.day < (books.issue[document] ?? 0) - when.longestAhead) return [];
  if (source.currency !== one.movement.currency) return [];
  const side = books.side[document] ?? 1;
  const whole = side * left;
  const difference = one.cents - whole;
  const isEarly = one.day < (books.issue[document] ?? 0);
  if (difference === 0)
    return [
      scoreSingle(desk, one, {
        kind: left < 0 ? "refund" : isEarly ? "prepayment" : "exact",
        document,
        cents: left,
        residual: null,
        amount: 0,
      }),
    ];
  if (!isNear || Math.sign(whole) !== Math.sign(one.cents)) return [];
  const found: Candidate[] = [];
  const add = (kind: Candidate["kind"], cents: number, residual: Candidate["residual"], log: number) =>
    found.push(scoreSingle(desk, one, { kind, document, cents, residual, amount: log }));
  const isShort = Math.abs(one.cents) < Math.abs(whole);
  const gap = Math.abs(difference);
  if (gap <= desk.policy.maxRoundingCents)
    add("rounding", left, { kind: "rounding", cents: difference }, -Math.log(2 * Math.max(1, desk.policy.maxRoundingCents)));
  if (!isShort) {
    if (gap > desk.policy.maxRoundingCents && naming(desk, one, document).isStrong)
      add(
        "overpayment",
        left,
        { kind: "unapplied", cents: difference },
        -Math.log(Math.abs(whole)) + amount.excess * Math.min(1.5, gap / Math.abs(whole)),
      );
    return found;
  }
  const discount = source.earlyPaymentDiscount;
  if (
    discount &&
    one.day <= dayOf(discount.until) &&
    Math.abs(Math.abs(one.cents) - Math.round(Math.abs(whole) * (1 - discount.percent / 100))) <= 1
  )
    add("discount", left, { kind: "discount", cents: difference }, -Math.log(3));
  const feeLimit = Math.max(desk.policy.maxFeeCents, (desk.policy.maxFeePercent / 100) * Math.abs(whole));
  if (one.cents > 0 && gap > desk.policy.maxRoundingCents && gap <= feeLimit)
    add("fee", left, { kind: "bank_fee", cents: difference }, -Math.log(feeLimit));
  if (one.cents > 0 && (source.irpf ?? 0) === 0 && fitsWithholding(source, gap))
    add("withholding", left, { kind: "withholding", cents: difference }, -Math.log(source.base === null ? 36 : 9));
  if (gap > desk.policy.maxRoundingCents) add("partial", side * one.cents, null, partDensity(one, Math.abs(whole)));
  return found;
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
