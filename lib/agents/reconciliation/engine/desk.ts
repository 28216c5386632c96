import { dayOf } from "@/lib/agents/reconciliation/engine/days";
import { Delays } from "@/lib/agents/reconciliation/engine/delays";
import { findNames } from "@/lib/agents/reconciliation/engine/identify";
import { compare, openBooks, poolOf, type Books } from "@/lib/agents/reconciliation/engine/indexes/books";
import { NameTree } from "@/lib/agents/reconciliation/engine/indexes/name-tree";
import { type Ledger, type Memory, type Movement, type Policy } from "@/lib/agents/reconciliation/engine/model";
import { formsOf, learnedForm, nameWords } from "@/lib/agents/reconciliation/engine/names";
import { NoneOdds } from "@/lib/agents/reconciliation/engine/none-odds";
import { indexReferences, type ReferenceIndex } from "@/lib/agents/reconciliation/engine/references";
import { learnWords, linesOf, phraseEnds, strangeRuns, type StatementWords } from "@/lib/agents/reconciliation/engine/statement";
import { endOfLegal } from "@/lib/agents/reconciliation/engine/identify";
import { particles } from "@/lib/agents/reconciliation/engine/words";
import { printOf, readText, type Atom } from "@/lib/agents/reconciliation/engine/text";

/** All that is known before a movement is looked at. */
export type Desk = {
  readonly ledger: Ledger;
  readonly memory: Memory;
  readonly policy: Policy;
  readonly books: Books;
  readonly names: NameTree;
  readonly references: ReferenceIndex;
  readonly words: StatementWords;
  readonly delays: Delays;
  readonly none: NoneOdds;
  readonly ibans: ReadonlyMap<string, ReadonlySet<number>>;
  readonly customers: number;
  readonly suppliers: number;
  readonly closedThrough: number;
  /** Party → the first party of the same tax id or name, and that one → all of them. */
  readonly sameParty: Int32Array;
  readonly partiesOf: ReadonlyMap<number, readonly number[]>;
  /** Of the first party of such a group: whether there are live documents of both sides. */
  readonly hasBothSides: Uint8Array;
  /** Terminal → its open daily totals by date. */
  readonly terminalSales: ReadonlyMap<string, readonly number[]>;
  /** Documents given out on evidence that does not exclude others (one rate of the day among many), with what was left of them. */
  readonly ghosts: Float64Array;
  /** Day on which a movement settled the document, 0 where none is known; and party → such documents, oldest first. */
  readonly paidOn: Int32Array;
  readonly settledOf: ReadonlyMap<number, readonly number[]>;
  /** Remittances by the day of charge, payouts by net amount. */
  readonly reports: {
    readonly remittances: ReadonlyMap<number, Ledger["surroundings"]["remittances"]>;
    readonly payouts: ReadonlyMap<number, Ledger["surroundings"]["payouts"]>;
  };
  /** Movement → what is printed, of those that are still open. */
  readonly atoms: ReadonlyMap<string, readonly Atom[]>;
  /** Sign and folded text → what people called such a movement without document. */
  readonly classRules: ReadonlyMap<string, Memory["classes"][number]>;
  /** Movement → what a person refused for it. */
  readonly rejected: ReadonlyMap<string, readonly { readonly documents: readonly number[]; readonly weight: number }[]>;
};

const shortestAlias = 6;
const mostOwners = 2;
/** An alias counts as evidence for clearing when it was settled twice, on different days. */
const enough = 2;

type Settled = { readonly movement: Movement; readonly atoms: readonly Atom[]; readonly party: number | null };

/** Indexes the ledger and learns from what is settled: names, accounts, delays, the words of banks, what has no document. */
export function openDesk(ledger: Ledger, memory: Memory, policy: Policy): Desk {
  const books = openBooks(ledger);
  const names = new NameTree();
  const nameWordsKnown = new Set<string>();
  books.parties.forEach((party, at) => {
    for (const form of formsOf(party, at)) {
      names.add(form);
      for (const word of form.words) nameWordsKnown.add(word);
    }
  });
  const read = ledger.movements
    .slice()
    .sort((a, b) => compare(a.bookingDate, b.bookingDate) || compare(a.id, b.id))
    .map((movement): Settled => ({ movement, atoms: readText(linesOf(movement)), party: settledParty(books, movement) }));
  const words = learnWords(
    read.map(({ movement, atoms, party }) => ({ bank: movement.bank, atoms, party })),
    (word) => nameWordsKnown.has(word),
  );
  const learned = learnSettled(books, memory, read, names, words);
  const roles = books.parties.map((party) => party.role);
  return {
    ledger,
    memory,
    policy,
    books,
    names,
    references: indexReferences(books),
    words,
    ...learned,
    customers: Math.max(1, roles.filter((role) => role !== "supplier").length),
    suppliers: Math.max(1, roles.filter((role) => role !== "customer").length),
    closedThrough: ledger.surroundings.closedThrough === null ? Number.NEGATIVE_INFINITY : dayOf(ledger.surroundings.closedThrough),
    ...sameParties(books),
    terminalSales: salesByTerminal(books),
    ghosts: new Float64Array(books.count),
    reports: {
      remittances: groupBy(ledger.surroundings.remittances, ({ chargeDate }) => dayOf(chargeDate)),
      payouts: groupBy(ledger.surroundings.payouts, ({ netCents }) => netCents),
    },
    atoms: new Map(read.flatMap(({ movement, atoms }) => (movement.status === "reconciled" ? [] : [[movement.id, atoms] as const]))),
    rejected: rejectedBy(books, memory),
    classRules: new Map(memory.classes.map((rule) => [`${rule.sign} ${rule.key}`, rule])),
  };
}

/** How parties pay, what has no document, whose accounts and names are whose: from settled movements and people's decisions. */
function learnSettled(
  books: Books,
  memory: Memory,
  read: readonly Settled[],
  names: NameTree,
  words: StatementWords,
): Pick<Desk, "delays" | "none" | "ibans" | "paidOn" | "settledOf"> {
  const delays = new Delays();
  const none = new NoneOdds();
  const ibans = knownIbans(books, memory);
  const paidOn = new Int32Array(books.count);
  const settledOf = new Map<number, number[]>();
  const settled = read.filter(({ movement }) => movement.reconciledWith !== null);
  for (const { movement, atoms, party } of settled) {
    none.learn(movement, atoms, (movement.reconciledWith ?? []).length > 0);
    if (party === null) continue;
    if (movement.counterpartyIban) addTo(ibans, movement.counterpartyIban, party);
    for (const part of movement.reconciledWith ?? []) {
      const document = books.indexOf.get(part.documentId);
      if (document === undefined) continue;
      const day = dayOf(movement.bookingDate);
      delays.learn(party, day - (books.due[document] ?? 0));
      paidOn[document] = day;
      const same = settledOf.get(party);
      if (same) same.push(document);
      else settledOf.set(party, [document]);
    }
  }
  learnRemembered(books, memory, names, delays);
  learnAliases(settled, names, words);
  return { delays, none, ibans, paidOn, settledOf };
}

function groupBy<T>(list: readonly T[], keyOf: (one: T) => number): ReadonlyMap<number, readonly T[]> {
  const groups = new Map<number, T[]>();
  for (const one of list) {
    const same = groups.get(keyOf(one));
    if (same) same.push(one);
    else groups.set(keyOf(one), [one]);
  }
  return groups;
}

/** Customer and supplier may be one: they share the tax id, or at least the name. */
function sameParties(books: Books): Pick<Desk, "sameParty" | "partiesOf" | "hasBothSides"> {
  const sameParty = new Int32Array(books.parties.length);
  const partiesOf = new Map<number, number[]>();
  const first = new Map<string, number>();
  books.parties.forEach((party, at) => {
    const keys = [party.taxId ? `id ${party.taxId}` : "", `name ${nameWords(party.legalName).join(" ")}`].filter(Boolean);
    const known = keys.map((key) => first.get(key)).find((owner) => owner !== undefined) ?? at;
    for (const key of keys) if (!first.has(key)) first.set(key, known);
    sameParty[at] = known;
    const members = partiesOf.get(known);
    if (members) members.push(at);
    else partiesOf.set(known, [at]);
  });
  const hasBothSides = new Uint8Array(books.parties.length);
  for (const [group, members] of partiesOf)
    if (([1, -1] as const).every((side) => members.some((party) => poolOf(books, party, side).length > 0))) hasBothSides[group] = 1;
  return { sameParty, partiesOf, hasBothSides };
}

function salesByTerminal(books: Books): ReadonlyMap<string, readonly number[]> {
  const sales = new Map<string, number[]>();
  books.documents.forEach((document, at) => {
    if (document.terminalId === null || !books.isLive[at]) return;
    const same = sales.get(document.terminalId);
    if (same) same.push(at);
    else sales.set(document.terminalId, [at]);
  });
  return sales;
}

function rejectedBy(books: Books, memory: Memory): Desk["rejected"] {
  const rejected = new Map<string, { documents: readonly number[]; weight: number }[]>();
  for (const { movementId, documentIds, weight } of memory.rejected) {
    const known = rejected.get(movementId) ?? [];
    rejected.set(movementId, known);
    known.push({ documents: documentIds.map((id) => books.indexOf.get(id) ?? -1), weight });
  }
  return rejected;
}

/** The one party whose documents a movement settled; null when there is none or several. */
function settledParty(books: Books, movement: Movement): number | null {
  let party: number | null = null;
  for (const part of movement.reconciledWith ?? []) {
    const at = books.indexOf.get(part.documentId);
    const of = at === undefined ? -1 : (books.party[at] ?? -1);
    if (of < 0 || (party !== null && party !== of)) return null;
    party = of;
  }
  return party;
}

function knownIbans(books: Books, memory: Memory): Map<string, Set<number>> {
  const ibans = new Map<string, Set<number>>();
  books.parties.forEach((party, at) => party.ibans.forEach((iban) => addTo(ibans, iban, at)));
  const partyAt = new Map(books.parties.map((party, at) => [party.id, at]));
  for (const { iban, partyId } of memory.ibans) {
    const party = partyAt.get(partyId);
    if (party !== undefined) addTo(ibans, iban, party);
  }
  return ibans;
}

function addTo(map: Map<string, Set<number>>, iban: string, party: number): void {
  const key = plainIban(iban);
  const owners = map.get(key);
  if (owners) owners.add(party);
  else map.set(key, new Set([party]));
}

export const plainIban = (iban: string): string => iban.replaceAll(" ", "").toUpperCase();

function learnRemembered(books: Books, memory: Memory, names: NameTree, delays: Delays): void {
  const partyAt = new Map(books.parties.map((party, at) => [party.id, at]));
  for (const { key, partyId, count } of memory.aliases) {
    const party = partyAt.get(partyId);
    if (party !== undefined) names.add(learnedForm(party, key, count < enough));
  }
  for (const { partyId, days } of memory.delays) {
    const party = partyAt.get(partyId);
    if (party !== undefined) for (const day of days) delays.learn(party, day);
  }
}

/** Payers printed otherwise than the party is called: the words of settled movements that nothing else explains. */
function learnAliases(settled: readonly Settled[], names: NameTree, words: StatementWords): void {
  const aliases = new Map<string, { printed: string; prints: Set<string>; parties: Map<number, Set<string>> }>();
  for (const { movement, atoms, party } of settled) {
    if (party === null) continue;
    const hits = findNames(names, atoms, phraseEnds(atoms, words, movement.bank));
    if (hits.some((hit) => hit.forms.some(({ form }) => form.party === party))) continue;
    const runs = strangeRuns(atoms, words, movement.bank, (at) =>
      hits.some((hit) => hit.isWhole && hit.weight > -2 && hit.from <= at && at < hit.to),
    );
    for (const run of runs) {
      const text = run.map((at) => atoms[at]?.text ?? "");
      if (text.join("").length < shortestAlias) continue;
      const printed = nameWords(text.join(" ")).join(" ");
      const entry = aliases.get(printed) ?? { printed, prints: new Set<string>(), parties: new Map<number, Set<string>>() };
      aliases.set(printed, entry);
      const first = run.find((at) => !particles.has(atoms[at]?.text ?? "")) ?? 0;
      entry.prints.add(printOf(linesOf(movement), atoms, first, endOfLegal(atoms, (run[run.length - 1] ?? 0) + 1)));
      entry.parties.set(party, (entry.parties.get(party) ?? new Set<string>()).add(movement.bookingDate));
    }
  }
  const printsOf = new Map<number, string[]>();
  const own = [...aliases.values()].filter(({ parties }) => parties.size <= mostOwners);
  for (const { prints, parties } of own)
    for (const party of parties.keys()) printsOf.set(party, [...(printsOf.get(party) ?? []), ...prints]);
  for (const { printed, parties } of own)
    for (const [party, days] of parties) names.add(learnedForm(party, printed, days.size < enough, printsOf.get(party)));
}
