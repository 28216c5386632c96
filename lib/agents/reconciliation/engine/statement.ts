import { type Movement } from "@/lib/agents/reconciliation/engine/model";
import { type Atom } from "@/lib/agents/reconciliation/engine/text";
import { monthWords, particles, paymentWords } from "@/lib/agents/reconciliation/engine/words";

/** The lines of a movement as they are read: text, details, and last the name that the feed delivers beside them. */
export function linesOf(movement: Movement): readonly string[] {
  const lines = [movement.text, ...movement.details];
  if (movement.counterpartyName) lines.push(movement.counterpartyName);
  return lines;
}

export type StatementWords = {
  /** A word of the bank itself: it stands in many of its movements and is no part of a known name. */
  readonly isTemplate: (bank: string, word: string) => boolean;
};

const templateShare = 0.02;
const fewest = 4;
const partiesOfTemplate = 3;

/** Learns each bank's own words from its statement: frequent ones, and those that appear with many different parties. */
export function learnWords(
  texts: readonly { readonly bank: string; readonly atoms: readonly Atom[]; readonly party: number | null }[],
  isNameWord: (word: string) => boolean,
): StatementWords {
  const banks = new Map<string, { movements: number; words: Map<string, { count: number; parties: number[] }> }>();
  for (const { bank, atoms, party } of texts) {
    const known = banks.get(bank) ?? { movements: 0, words: new Map<string, { count: number; parties: number[] }>() };
    banks.set(bank, known);
    known.movements++;
    const seen = new Set<string>();
    for (const atom of atoms) {
      if (atom.isDigits || seen.has(atom.text)) continue;
      seen.add(atom.text);
      const word = known.words.get(atom.text);
      if (!word) known.words.set(atom.text, { count: 1, parties: party === null ? [] : [party] });
      else {
        word.count++;
        if (party !== null && word.parties.length < partiesOfTemplate && !word.parties.includes(party)) word.parties.push(party);
      }
    }
  }
  const isTemplate = (bank: string, word: string): boolean => {
    if (paymentWords.has(word) || monthWords.has(word)) return true;
    const known = banks.get(bank);
    const entry = known?.words.get(word);
    if (!known || !entry || entry.count < fewest || isNameWord(word)) return false;
    return entry.count >= templateShare * known.movements || entry.parties.length >= partiesOfTemplate;
  };
  return { isTemplate };
}

/** Whether a name may end after an atom: its line ends, a mark, a number or a word of the bank follows. */
export function phraseEnds(atoms: readonly Atom[], words: StatementWords, bank: string): (at: number) => boolean {
  return (at) => {
    let last = atoms[at];
    let next = atoms[at + 1];
    // what "HIJOS DE" goes on with tells whether the name ends: a bank that writes "DE" often says nothing by it
    for (let after = at + 2; ; after++) {
      if (!last || !next || last.isLast || next.gap === "stop" || next.isDigits) return true;
      if (!particles.has(next.text)) return words.isTemplate(bank, next.text);
      [last, next] = [next, atoms[after]];
    }
  };
}

/** Runs of words that neither the bank, nor months, nor marked atoms explain: whoever is printed without being known. */
export function strangeRuns(
  atoms: readonly Atom[],
  words: StatementWords,
  bank: string,
  isExplained: (at: number) => boolean,
): readonly (readonly number[])[] {
  const runs: number[][] = [];
  let run: number[] = [];
  atoms.forEach((atom, at) => {
    const isStrange = !atom.isDigits && !isExplained(at) && !words.isTemplate(bank, atom.text);
    const last = run[run.length - 1];
    if (last !== undefined && (!isStrange || atoms[last]?.line !== atom.line)) {
      runs.push(run);
      run = [];
    }
    if (isStrange) run.push(at);
  });
  if (run.length > 0) runs.push(run);
  return runs;
}
