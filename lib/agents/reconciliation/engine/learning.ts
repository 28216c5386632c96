import { dayOf } from "@/lib/agents/reconciliation/engine/days";
import { Delays } from "@/lib/agents/reconciliation/engine/delays";
import { Habits } from "@/lib/agents/reconciliation/engine/habits";
import { endOfLegal, findNames } from "@/lib/agents/reconciliation/engine/identify";
import { type Books } from "@/lib/agents/reconciliation/engine/indexes/books";
import { type NameTree } from "@/lib/agents/reconciliation/engine/indexes/name-tree";
import { type Allocation, type Memory, type Movement } from "@/lib/agents/reconciliation/engine/model";
import { learnedForm, nameWords } from "@/lib/agents/reconciliation/engine/names";
import { NoneOdds } from "@/lib/agents/reconciliation/engine/none-odds";
import { linesOf, phraseEnds, strangeRuns, type StatementWords } from "@/lib/agents/reconciliation/engine/statement";
import { printOf, type Atom } from "@/lib/agents/reconciliation/engine/text";
import { particles } from "@/lib/agents/reconciliation/engine/words";

const shortestAlias = 6;
const mostOwners = 2;
/** An alias counts as evidence for clearing when it was settled twice, on different days. */
const enough = 2;

export type Settled = { readonly movement: Movement; readonly atoms: readonly Atom[]; readonly party: number | null };

/** What settled movements and people's decisions teach. */
export type Learned = {
  readonly delays: Delays;
  readonly habits: Habits;
  readonly none: NoneOdds;
  readonly ibans: ReadonlyMap<string, ReadonlySet<number>>;
  /** Day on which a movement settled the document, 0 where none is known; and party → such documents, oldest first. */
  readonly paidOn: Int32Array;
  readonly settledOf: ReadonlyMap<number, readonly number[]>;
};

/** How parties pay, what has no document, whose accounts and names are whose: from settled movements and people's decisions. */
export function learnSettled(books: Books, memory: Memory, read: readonly Settled[], names: NameTree, words: StatementWords): Learned {
  const delays = new Delays();
  const habits = new Habits();
  const none = new NoneOdds();
  const ibans = knownIbans(books, memory);
  const paidOn = new Int32Array(books.count);
  const settledOf = new Map<number, number[]>();
  const settled = read.filter(({ movement }) => movement.reconciledWith !== null);
  for (const { movement, atoms, party } of settled) {
    none.learn(movement, atoms, (movement.reconciledWith ?? []).length > 0);
    if (party === null) continue;
    if (movement.counterpartyIban) addTo(ibans, movement.counterpartyIban, party);
    const parts = movement.reconciledWith ?? [];
    habits.learn(party, { isBatch: parts.length > 1, hasFee: isShort(books, movement, parts) });
    for (const part of parts) {
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
  learnRemembered(books, memory, names, delays, habits);
  learnAliases(settled, names, words);
  return { delays, habits, none, ibans, paidOn, settledOf };
}

/** The one party whose documents a movement settled; null when there is none or several. */
export function settledParty(books: Books, movement: Movement): number | null {
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

/** Less came in than was settled: somebody's bank kept a part. */
const isShort = (books: Books, movement: Movement, parts: readonly Allocation[]): boolean =>
  movement.cents > 0 &&
  parts.every(({ documentId }) => books.documents[books.indexOf.get(documentId) ?? -1]?.currency === movement.currency) &&
  parts.reduce((sum, { cents }) => sum + cents, 0) > movement.cents;

function learnRemembered(books: Books, memory: Memory, names: NameTree, delays: Delays, habits: Habits): void {
  const partyAt = new Map(books.parties.map((party, at) => [party.id, at]));
  for (const { key, partyId, count } of memory.aliases) {
    const party = partyAt.get(partyId);
    if (party !== undefined) names.add(learnedForm(party, key, count < enough));
  }
  for (const habit of memory.habits) {
    const party = partyAt.get(habit.partyId);
    if (party !== undefined) habits.recall(party, habit);
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
