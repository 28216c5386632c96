import { type Candidate, type Case } from "@/lib/agents/reconciliation/engine/case";
import { type Desk } from "@/lib/agents/reconciliation/engine/desk";
import { poolOf } from "@/lib/agents/reconciliation/engine/indexes/books";
import { isAbout, naming, oneOf, payer, timing, type Naming } from "@/lib/agents/reconciliation/engine/likelihood";
import { type HypothesisKind, type Residual } from "@/lib/agents/reconciliation/engine/model";
import { mostAmounts, runsOf, subsetsOf } from "@/lib/agents/reconciliation/engine/sums";
import { amount, kindPrior, sets, which } from "@/lib/agents/reconciliation/engine/weights";

const financeWords = ["CONFIRM", "ANTICIP", "FACTORING", "DESCUENTO", "BESTRETA"];
const mostSolutions = 24;
const mostNear = 20;
const sharedWithin = 1.5;
const longestRun = 12;
const mostParties = 4;

/** One movement for several documents of one party: those the text lists, those that complete the sum, or any that add up. */
export function batches(desk: Desk, one: Case, hasExact: boolean): readonly Candidate[] {
  const found: Candidate[] = [];
  for (const party of partiesOf(desk, one)) {
    const pool = poolOf(desk.books, party, one.side).filter((document) => isOpen(desk, one, document));
    if (pool.length < 2) continue;
    const named = pool.map((document) => naming(desk, one, document));
    const listed = pool.map((_, at) => at).filter((at) => named[at]?.isNamed);
    const strong = listed.filter((at) => named[at]?.isStrong);
    const group: Group = { party, pool, named };
    const before = found.length;
    for (const chosen of distinct([strong, listed])) if (chosen.length >= 1) completeListed(desk, one, group, chosen, found);
    if (found.length === before && !hasExact && strong.length <= 1) addUp(desk, one, group, found);
  }
  return hasExact ? found : [...found, ...ofOneName(desk, one)];
}

type Group = { readonly party: number; readonly pool: readonly number[]; readonly named: readonly Naming[] };

/**
 * One payer for several parties that what is printed stands for equally: a head office for its shops, a council for its bodies.
 * A proposal at most, since nothing says that all of them are meant.
 */
function ofOneName(desk: Desk, one: Case): readonly Candidate[] {
  const parties = [...one.who.parties].flatMap(([party, known]) => (known.llr > one.who.best - sharedWithin ? [party] : []));
  if (parties.length < 2 || parties.length > 2 * mostParties) return [];
  const pool = parties
    .flatMap((party) => poolOf(desk.books, party, one.side))
    .filter((document) => isOpen(desk, one, document))
    .sort((a, b) => a - b);
  const named = pool.map((document) => naming(desk, one, document));
  const party = parties.find((some) => one.who.parties.get(some)?.llr === one.who.best) ?? -1;
  const listed = pool.map((_, at) => at).filter((at) => named[at]?.isStrong);
  const found: Candidate[] = [];
  if (listed.length > 0) completeListed(desk, one, { party, pool, named }, listed, found);
  else addUp(desk, one, { party, pool, named }, found);
  return found.flatMap((candidate) =>
    new Set(candidate.documents.map((document) => desk.books.party[document])).size < 2
      ? []
      : [
          {
            ...candidate,
            score: candidate.score + sets.acrossParties,
            timeless: candidate.timeless + sets.acrossParties,
            isOneOfSeveral: true,
          },
        ],
  );
}

const distinct = (lists: readonly (readonly number[])[]) =>
  lists.filter((list, at) => lists.findIndex((other) => other.join() === list.join()) === at);

function isOpen(desk: Desk, one: Case, document: number): boolean {
  return (
    (desk.books.left[document] ?? 0) !== 0 &&
    (desk.books.issue[document] ?? 0) <= one.day &&
    desk.books.documents[document]?.currency === one.movement.currency
  );
}

/** The parties that are printed, best first, then those whose documents are named. */
function partiesOf(desk: Desk, one: Case): readonly number[] {
  const parties = [...one.who.parties]
    .sort((a, b) => b[1].llr - a[1].llr || a[0] - b[0])
    .slice(0, mostParties)
    .map(([party]) => party);
  for (const hit of one.references.hits)
    for (const document of hit.documents) {
      const party = desk.books.party[document] ?? -1;
      if (party >= 0 && !parties.includes(party) && parties.length < 2 * mostParties) parties.push(party);
    }
  return parties;
}

const worth = (desk: Desk, document: number) => (desk.books.side[document] ?? 1) * (desk.books.left[document] ?? 0);

/** The listed documents alone, less the cost of an advance, or completed by others where the text was cut. */
function completeListed(desk: Desk, one: Case, group: Group, listed: readonly number[], found: Candidate[]): void {
  const documents = listed.map((at) => group.pool[at] ?? -1);
  const rest = one.cents - documents.reduce((sum, document) => sum + worth(desk, document), 0);
  for (const reading of readingsOf(desk, one, documents, rest)) found.push(scoreSet(desk, one, group, documents, reading));
  if (rest === 0) return;
  const others = group.pool.filter((_, at) => !listed.includes(at));
  const single = others.filter((document) => worth(desk, document) === rest);
  const more = setsOf(desk, one, others, rest);
  const completions = [...single.map((document) => [document]), ...more.found];
  const isAlone = completions.length === 1 && !more.isOpenEnded && isOnlySum(desk, one, group.party, others, rest);
  for (const completion of completions)
    found.push(
      scoreSet(
        desk,
        one,
        group,
        [...documents, ...completion].sort((a, b) => a - b),
        {
          kind: kindOf(desk, [...documents, ...completion]),
          residual: null,
          log: -logChoose(others.length, completion.length),
          isAlone,
        },
      ),
    );
}

/** The listed documents and nothing else: to the cent, off by cents, less the cost of an advance, or less a fee. */
function readingsOf(desk: Desk, one: Case, documents: readonly number[], rest: number): readonly SetReading[] {
  const { policy } = desk;
  const total = Math.abs(one.cents - rest);
  const isAlone = true;
  const readings: SetReading[] = [];
  if (documents.length >= 2) {
    const kind = kindOf(desk, documents);
    if (rest === 0) readings.push({ kind, residual: null, log: 0, isAlone });
    else if (Math.abs(rest) <= policy.maxRoundingCents)
      readings.push({ kind, residual: { kind: "rounding", cents: rest }, log: Math.log(kindPrior.rounding / 10), isAlone });
  }
  if (one.cents < 0 || rest >= 0) return readings;
  if (isFinanced(one) && -rest <= amount.advanceCost * total)
    readings.push({
      kind: "advance",
      residual: { kind: "financial_cost", cents: rest },
      log: -Math.log(amount.advanceCost * total),
      isAlone,
    });
  const feeLimit = Math.max(policy.maxFeeCents, (policy.maxFeePercent / 100) * total);
  if (documents.length >= 2 && -rest > policy.maxRoundingCents && -rest <= feeLimit)
    readings.push({ kind: "fee", residual: { kind: "bank_fee", cents: rest }, log: -Math.log(feeLimit), isAlone });
  return readings;
}

/** The print speaks of confirming, factoring or an advance. */
const isFinanced = (one: Case) =>
  one.atoms.some((atom) => !atom.isDigits && financeWords.some((beginning) => atom.text.startsWith(beginning)));

/**
 * A sum names a set only where all that could be meant was looked at: few enough documents, and those of everybody for whom
 * what is printed stands nearly as well ("UNIVERSIDAD DE LOGRONO" may be the beginning of another one's name).
 */
function isOnlySum(desk: Desk, one: Case, party: number, documents: readonly number[], sum: number): boolean {
  const sharers = sharersOf(one, party);
  const theirs = sharers.flatMap((other) => poolOf(desk.books, other, one.side).filter((document) => isOpen(desk, one, document)));
  if (documents.length + theirs.length > mostAmounts) return false;
  if (theirs.length === 0) return true;
  const all = [...documents, ...theirs].map((document) => worth(desk, document));
  const singles = all.filter((cents) => cents === sum).length;
  return singles + subsetsOf(all, sum, 2).found.length <= 1;
}

/** Whom what is printed stands for as well, or nearly. */
function sharersOf(one: Case, party: number): readonly number[] {
  const mine = one.who.parties.get(party)?.llr ?? 0;
  return [...one.who.parties].flatMap(([other, known]) => (other !== party && known.llr > mine - sharedWithin ? [other] : []));
}

type Sets = { readonly found: readonly (readonly number[])[]; readonly isOpenEnded: boolean };

/** Sets of documents with a sum; of more than can be counted, those due nearest to the day, which names none of them alone. */
function setsOf(desk: Desk, one: Case, documents: readonly number[], sum: number): Sets {
  const listed = (some: readonly number[]) => {
    const { found, isOpenEnded } = subsetsOf(
      some.map((document) => worth(desk, document)),
      sum,
      mostSolutions,
    );
    return { found: found.map((places) => places.map((at) => some[at] ?? -1)), isOpenEnded };
  };
  const all = listed(documents);
  if (!all.isOpenEnded || all.found.length > 0) return { ...all, isOpenEnded: all.isOpenEnded || documents.length > mostAmounts };
  const far = (document: number) => Math.abs(one.day - (desk.books.due[document] ?? 0));
  const near = documents
    .slice()
    .sort((a, b) => far(a) - far(b) || a - b)
    .slice(0, mostNear)
    .sort((a, b) => a - b);
  return { found: listed(near).found, isOpenEnded: true };
}

/** No number helps: runs of neighbours first, then any set that adds up. */
function addUp(desk: Desk, one: Case, group: Group, found: Candidate[]): void {
  const amounts = group.pool.map((document) => worth(desk, document));
  const runs = runsOf(amounts, one.cents, longestRun).map(([from, to]) => group.pool.slice(from, to));
  const any = setsOf(desk, one, group.pool, one.cents);
  const isAlone = any.found.length <= 1 && !any.isOpenEnded && isOnlySum(desk, one, group.party, group.pool, one.cents);
  const keys = new Set<string>();
  for (const documents of [...runs, ...any.found]) {
    const key = documents.join();
    if (keys.has(key)) continue;
    keys.add(key);
    const isRun = keys.size <= runs.length;
    const log = isRun ? Math.log(sets.natural) : Math.log(1 - sets.natural) - logChoose(group.pool.length - 1, documents.length - 1);
    found.push(
      scoreSet(desk, one, group, documents, {
        kind: kindOf(desk, documents),
        residual: null,
        log,
        isAlone,
      }),
    );
  }
}

const kindOf = (desk: Desk, documents: readonly number[]): HypothesisKind =>
  documents.some((document) => (desk.books.left[document] ?? 0) < 0) ? "netting" : "batch";

function logChoose(from: number, take: number): number {
  let sum = 0;
  for (let at = 0; at < take; at++) sum += Math.log((from - at) / (at + 1));
  return Math.max(0, sum);
}

type SetReading = { readonly kind: HypothesisKind; readonly residual: Residual | null; readonly log: number; readonly isAlone: boolean };

/** A set against "no document": its size, what the text names of it, and who pays. */
function scoreSet(desk: Desk, one: Case, group: Group, documents: readonly number[], reading: SetReading): Candidate {
  let named = 0;
  let members = 0;
  let isOther = false;
  let time = 0;
  for (const document of documents) {
    const member = group.named[group.pool.indexOf(document)];
    if (member?.isNamed) {
      named += member.llr;
      members++;
    }
    time += timing(desk, one, document, member?.isStrong ?? false) / documents.length;
  }
  const first = documents[0] ?? -1;
  const strangers = one.references.hits.filter(
    (hit) => !hit.documents.some((document) => documents.includes(document)) && isAbout(desk, one, first, hit),
  ).length;
  if (strangers > 0) isOther = true;
  const paid = payer(one, group.party, members === documents.length);
  const unnamed = members > 0 ? (documents.length - members) * which.unnamedMember : 0;
  const naming = Math.min(which.setCap, named) + unnamed + strangers * which.otherNamed;
  const size = (documents.length - 2) * Math.log(sets.oneMore) + Math.log(1 - sets.oneMore);
  const habit = desk.habits.weigh(group.party, reading.kind, members > 0);
  const timeless = Math.log(kindPrior[reading.kind]) + oneOf(desk, one) + size + reading.log - one.chance + paid.llr + naming + habit;
  return {
    kind: reading.kind,
    documents,
    cents: documents.map((document) => desk.books.left[document] ?? 0),
    residual: reading.residual,
    score: timeless + time,
    timeless,
    who: paid.llr,
    which: naming,
    when: time,
    isReported: false,
    isContradicted: isOther || paid.isOther,
    // a name learned from print is no more than ranking when only a sum stands beside it
    isThin: paid.isThin || (members === 0 && one.who.parties.get(group.party)?.source === "learned"),
    isGhost: false,
    isOneOfSeveral: !reading.isAlone,
  };
}
