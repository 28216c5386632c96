import { type Books } from "@/lib/agents/reconciliation/engine/indexes/books";
import { squash, type Atom } from "@/lib/agents/reconciliation/engine/text";
import { monthWords, referenceLeads } from "@/lib/agents/reconciliation/engine/words";

/** How a text names documents: by the whole number, its digits, or an order number. */
type Strength = "full" | "digits" | "order";

export type ReferenceHit = {
  readonly strength: Strength;
  readonly documents: readonly number[];
  readonly length: number;
  /** Atoms [from, to). */
  readonly from: number;
  readonly to: number;
};

type PrintedNumber = { readonly value: number; readonly length: number; readonly at: number; readonly hasLead: boolean };
type PrintedMonth = { readonly month: number; readonly year: number | null; readonly at: number };

export type References = {
  readonly hits: readonly ReferenceHit[];
  /** Runs of digits that are no part of a hit. */
  readonly numbers: readonly PrintedNumber[];
  readonly months: readonly PrintedMonth[];
};

export type ReferenceIndex = {
  readonly full: ReadonlyMap<string, readonly number[]>;
  readonly digits: ReadonlyMap<string, readonly number[]>;
  readonly orders: ReadonlyMap<string, readonly number[]>;
  /** Letters with which numbers begin. */
  readonly heads: ReadonlySet<string>;
  /** Last run of digits of each document's number as an integer; −1 where there is none. */
  readonly tails: Int32Array;
};

const longestNumber = 24;
const mostAtoms = 8;
const shortestFull = 4;
const shortestDigits = 5;
const longestTail = 7;

/** Numbers of all documents, settled ones too: a text that names a settled one speaks against the others. */
export function indexReferences(books: Books): ReferenceIndex {
  const full = new Map<string, number[]>();
  const digits = new Map<string, number[]>();
  const orders = new Map<string, number[]>();
  const heads = new Set<string>();
  const tails = new Int32Array(books.count).fill(-1);
  books.documents.forEach((document, at) => {
    if (document.orderRef) enter(orders, heads, document.orderRef, at);
    if (!document.number || document.status === "void" || document.status === "draft") return;
    const { key, run, tail } = enter(full, heads, document.number, at);
    if (tail !== "" && tail.length <= 9) tails[at] = Number(tail);
    if (run.length >= shortestDigits && run.length < key.length) append(digits, run, at);
  });
  return { full, digits, orders, heads, tails };
}

function enter(into: Map<string, number[]>, heads: Set<string>, number: string, at: number): NumberParts {
  const parts = partsOf(number);
  if (parts.head !== "") heads.add(parts.head);
  append(into, parts.key, at);
  return parts;
}

/** All of a number's letters and digits, its digits, its last run of digits, and the letters it begins with. */
type NumberParts = { readonly key: string; readonly run: string; readonly tail: string; readonly head: string };

function partsOf(number: string): NumberParts {
  let key = "";
  let run = "";
  let tail = "";
  let head = "";
  for (let at = 0, inDigits = false; at < number.length; at++) {
    const code = number.charCodeAt(at);
    if (code > 127) return partsOf(squash(number));
    const isDigit = code >= 48 && code <= 57;
    const upper = code >= 97 && code <= 122 ? code - 32 : code;
    if (!isDigit && (upper < 65 || upper > 90)) {
      inDigits = false;
      continue;
    }
    const sign = String.fromCharCode(upper);
    if (isDigit) {
      tail = inDigits ? tail + sign : sign;
      run += sign;
    } else if (key === head) head += sign;
    key += sign;
    inDigits = isDigit;
  }
  return { key, run, tail, head };
}

function append(into: Map<string, number[]>, key: string, at: number): void {
  const same = into.get(key);
  if (same) same.push(at);
  else into.set(key, [at]);
}

/** What the text says about documents: numbers that exist, other numbers, months. Longer hits swallow those inside them. */
export function findReferences(index: ReferenceIndex, atoms: readonly Atom[]): References {
  const found: ReferenceHit[] = [];
  const leads = leadsOf(atoms);
  for (let from = 0; from < atoms.length; from++) {
    const first = atoms[from];
    if (!first || (!first.isDigits && !index.heads.has(first.text))) continue;
    joinFrom(index, atoms, from, leads[from] === 1, found);
  }
  found.sort((a, b) => b.length - a.length || a.from - b.from);
  const taken = new Uint8Array(atoms.length);
  const hits: ReferenceHit[] = [];
  for (const hit of found) {
    let isFree = true;
    for (let at = hit.from; at < hit.to; at++) if (taken[at]) isFree = false;
    if (!isFree) continue;
    taken.fill(1, hit.from, hit.to);
    hits.push(hit);
  }
  return { hits, numbers: looseNumbers(atoms, taken, leads), months: monthsIn(atoms) };
}

function joinFrom(index: ReferenceIndex, atoms: readonly Atom[], from: number, hasLead: boolean, found: ReferenceHit[]): void {
  const line = atoms[from]?.line;
  let key = "";
  let allDigits = true;
  for (let at = from; at < atoms.length && at < from + mostAtoms; at++) {
    const atom = atoms[at];
    if (!atom || atom.line !== line || key.length + atom.text.length > longestNumber) return;
    if (at > from && atom.gap === "stop") return;
    key += atom.text;
    allDigits &&= atom.isDigits;
    if (!atom.isDigits && at === from) continue;
    // a few digits alone may be anything (a year, a branch) unless a word says that they are a number
    if (allDigits && key.length <= shortestDigits && !hasLead) continue;
    const hit = lookUp(index, key, allDigits);
    if (hit) found.push({ ...hit, length: key.length, from, to: at + 1 });
  }
}

function lookUp(index: ReferenceIndex, key: string, allDigits: boolean): { strength: Strength; documents: readonly number[] } | null {
  if (key.length < shortestFull) return null;
  const full = index.full.get(key);
  if (full) return { strength: "full", documents: full };
  const order = index.orders.get(key);
  if (order) return { strength: "order", documents: order };
  const digits = allDigits && key.length >= shortestDigits ? index.digits.get(key) : undefined;
  return digits ? { strength: "digits", documents: digits } : null;
}

/** Digits that stand in the reach of "FRA", "Nº", and so on; a list goes on: "FRAS 45, 46 Y 48". */
function leadsOf(atoms: readonly Atom[]): Uint8Array {
  const leads = new Uint8Array(atoms.length);
  let reach = -1;
  atoms.forEach((atom, at) => {
    if (referenceLeads.has(atom.text)) reach = at + 2;
    if (at > reach) return;
    leads[at] = 1;
    if (atom.isDigits) reach = at + 2;
  });
  return leads;
}

function looseNumbers(atoms: readonly Atom[], taken: Uint8Array, leads: Uint8Array): readonly PrintedNumber[] {
  return atoms.flatMap((atom, at) =>
    atom.isDigits && !taken[at] && atom.text.length <= longestTail
      ? [{ value: Number(atom.text), length: atom.text.length, at, hasLead: leads[at] === 1 }]
      : [],
  );
}

function monthsIn(atoms: readonly Atom[]): readonly PrintedMonth[] {
  const months: PrintedMonth[] = [];
  atoms.forEach((atom, at) => {
    const month = atom.isDigits ? undefined : monthWords.get(atom.text);
    if (month === undefined || (atom.text.length <= 3 && !atoms[at + 1]?.isDigits)) return;
    let next = atoms[at + 1];
    if (next && (next.text === "DE" || next.text === "DEL")) next = atoms[at + 2];
    const year = next?.isDigits && next.line === atom.line && (next.text.length === 4 || next.text.length === 2) ? Number(next.text) : null;
    months.push({ month, year: year === null ? null : year < 100 ? 2000 + year : year, at });
  });
  return months;
}

/** The squashed reference of a report (remittance, payout) stands in the squashed text. */
export const holds = (squashed: string, reference: string): boolean => {
  const key = squash(reference);
  return key.length >= shortestFull && squashed.includes(key);
};
