import { type Candidate, type Case } from "@/lib/agents/reconciliation/engine/case";
import { type Desk } from "@/lib/agents/reconciliation/engine/desk";
import { poolOf } from "@/lib/agents/reconciliation/engine/indexes/books";
import { naming, oneOf, payer, timing } from "@/lib/agents/reconciliation/engine/likelihood";
import { type HypothesisKind } from "@/lib/agents/reconciliation/engine/model";
import { kindPrior, sets, which, who } from "@/lib/agents/reconciliation/engine/weights";

const mostPairs = 6;

/**
 * Documents that one party's pool does not hold: of several parties, all listed by number (a parent pays for its
 * subsidiaries), or of both sides of one party (what we owe is set off against what is owed to us).
 */
export function acrossPools(desk: Desk, one: Case): readonly Candidate[] {
  const listed = listedDocuments(desk, one);
  const found: Candidate[] = [];
  if (listed.length >= 2 && worthOf(desk, listed) === one.cents) {
    const parties = new Set(listed.map((document) => desk.books.party[document]));
    const sides = new Set(listed.map((document) => desk.books.side[document]));
    if (sides.size === 2) found.push(score(desk, one, "set_off", listed));
    else if (parties.size > 1) found.push(score(desk, one, "batch", listed));
  }
  return [...found, ...pairsOfBothSides(desk, one)];
}

/** The one live document each number in the text stands for, of the payer where several bear it. */
function listedDocuments(desk: Desk, one: Case): readonly number[] {
  const listed = new Set<number>();
  for (const hit of one.references.hits) {
    const live = hit.documents.filter((document) => isOpen(desk, one, document));
    const own = live.filter((document) => one.who.parties.has(desk.books.party[document] ?? -1));
    const pick = live.length === 1 ? live[0] : own.length === 1 ? own[0] : undefined;
    if (pick === undefined) return [];
    listed.add(pick);
  }
  return [...listed].sort((a, b) => a - b);
}

function isOpen(desk: Desk, one: Case, document: number): boolean {
  const { books } = desk;
  return (
    (books.left[document] ?? 0) !== 0 &&
    (books.issue[document] ?? 0) <= one.day &&
    books.documents[document]?.currency === one.movement.currency
  );
}

const worthOf = (desk: Desk, documents: readonly number[]) =>
  documents.reduce((sum, document) => sum + (desk.books.side[document] ?? 1) * (desk.books.left[document] ?? 0), 0);

/** One of theirs less one of ours, of parties that bear one name or tax id, where the difference is the movement to the cent. */
function pairsOfBothSides(desk: Desk, one: Case): readonly Candidate[] {
  const found: Candidate[] = [];
  const groups = new Set<number>();
  for (const party of one.who.parties.keys()) groups.add(desk.sameParty[party] ?? party);
  for (const group of groups) {
    if (!desk.hasBothSides[group]) continue;
    const members = desk.partiesOf.get(group) ?? [group];
    const mine = members.flatMap((party) => poolOf(desk.books, party, one.side)).filter((document) => isOpen(desk, one, document));
    const theirs = members
      .flatMap((party) => poolOf(desk.books, party, one.side === 1 ? -1 : 1))
      .filter((document) => isOpen(desk, one, document));
    if (mine.length === 0 || theirs.length === 0) continue;
    const byWorth = new Map<number, number[]>();
    for (const document of theirs) byWorth.set(worthOf(desk, [document]), [...(byWorth.get(worthOf(desk, [document])) ?? []), document]);
    for (const document of mine)
      for (const other of byWorth.get(one.cents - worthOf(desk, [document])) ?? [])
        if (found.length < mostPairs && Math.sign(worthOf(desk, [document])) !== Math.sign(worthOf(desk, [other])))
          found.push(
            score(
              desk,
              one,
              "set_off",
              [document, other].sort((a, b) => a - b),
            ),
          );
  }
  return found;
}

const sizeOf = (count: number) => (count - 2) * Math.log(sets.oneMore) + Math.log(1 - sets.oneMore);

function score(desk: Desk, one: Case, kind: HypothesisKind, documents: readonly number[]): Candidate {
  const named = documents.map((document) => naming(desk, one, document));
  const members = named.filter((member) => member.isStrong);
  const isListed = members.length === documents.length;
  const paid = documents.map((document) => payer(one, desk.books.party[document] ?? -1, isListed));
  // whoever of them pays: the others are paid for
  const best = paid.reduce(
    (most, some) => (some.llr > most.llr ? some : most),
    paid[0] ?? { llr: who.silent, isOther: false, isThin: false },
  );
  const said =
    Math.min(
      which.setCap,
      members.reduce((sum, member) => sum + member.llr, 0),
    ) + (members.length > 0 ? (documents.length - members.length) * which.unnamedMember : 0);
  const covered = one.references.hits.every((hit) => hit.documents.some((document) => documents.includes(document)));
  const time = documents.reduce((sum, document) => sum + timing(desk, one, document, isListed), 0) / documents.length;
  const size = sizeOf(documents.length);
  const timeless =
    Math.log(kindPrior[kind]) +
    oneOf(desk, one) * (isListed ? 1 : 2) +
    size -
    one.chance +
    best.llr +
    said +
    (covered ? 0 : which.otherNamed);
  return {
    kind,
    documents,
    cents: documents.map((document) => desk.books.left[document] ?? 0),
    residual: null,
    score: timeless + time,
    timeless,
    who: best.llr,
    which: said,
    when: time,
    isReported: false,
    isContradicted: !covered || (best.isOther && !isListed),
    isThin: best.isThin,
    isGhost: false,
    isOneOfSeveral: false,
  };
}
