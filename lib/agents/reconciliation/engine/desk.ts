import { dayOf } from "@/lib/agents/reconciliation/engine/days";
import { compare, openBooks, poolOf, type Books } from "@/lib/agents/reconciliation/engine/indexes/books";
import { NameTree } from "@/lib/agents/reconciliation/engine/indexes/name-tree";
import { learnSettled, settledParty, type Learned, type Settled } from "@/lib/agents/reconciliation/engine/learning";
import { type Ledger, type Memory, type Policy } from "@/lib/agents/reconciliation/engine/model";
import { formsOf, nameWords } from "@/lib/agents/reconciliation/engine/names";
import { indexReferences, type ReferenceIndex } from "@/lib/agents/reconciliation/engine/references";
import { learnWords, linesOf, type StatementWords } from "@/lib/agents/reconciliation/engine/statement";
import { readText, type Atom } from "@/lib/agents/reconciliation/engine/text";

/** All that is known before a movement is looked at. */
export type Desk = Learned & {
  readonly ledger: Ledger;
  readonly memory: Memory;
  readonly policy: Policy;
  readonly books: Books;
  readonly names: NameTree;
  readonly references: ReferenceIndex;
  readonly words: StatementWords;
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
