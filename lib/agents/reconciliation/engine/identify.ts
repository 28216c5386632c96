import { isAbbreviation, isOneEdit } from "@/lib/agents/reconciliation/engine/alike";
import { type NameNode, type NameTree } from "@/lib/agents/reconciliation/engine/indexes/name-tree";
import { type NameForm } from "@/lib/agents/reconciliation/engine/names";
import { type Atom } from "@/lib/agents/reconciliation/engine/text";
import { legalLetters, legalWords, particles, paymentWords, referenceLeads } from "@/lib/agents/reconciliation/engine/words";

/** A name found in the text: everybody it may stand for, and where. */
export type NameHit = {
  readonly forms: readonly { readonly form: NameForm; readonly weight: number }[];
  /** How many names begin like what is printed. */
  readonly count: number;
  readonly letters: number;
  /** Log of how well the print agrees: 0 is as typed by the company. */
  readonly weight: number;
  readonly isWhole: boolean;
  /** Atoms [from, to). */
  readonly from: number;
  readonly to: number;
};

/** Whether a name may have been cut after this atom. */
type EndsPhrase = (at: number) => boolean;

/** Log weights of a print that differs from the name; a mistype is once in some twenty names. */
const cost = { abbreviation: -0.6, edit: -2.5, longerName: -1.2, wordsFollow: -3, glued: -0.5, initial: -0.8 };
const fewestLetters = 5;
const mostSharers = 24;

type Walk = { readonly tree: NameTree; readonly atoms: readonly Atom[]; readonly endsPhrase: EndsPhrase; readonly hits: NameHit[] };

/** All names of parties that the text may hold, cut, abbreviated, mistyped or written in one piece. */
export function findNames(tree: NameTree, atoms: readonly Atom[], endsPhrase: EndsPhrase): readonly NameHit[] {
  const walk: Walk = { tree, atoms, endsPhrase, hits: [] };
  for (let at = 0; at < atoms.length; at++) {
    const atom = atoms[at];
    if (!atom) continue;
    const exact = tree.root.children.get(atom.text);
    if (exact) follow(walk, exact, at, at + 1, 0, atom.text.length);
    if (atom.isDigits || atom.text.length < 2) continue;
    if (exact && !atom.isDotted) continue;
    if (!exact) readGlued(walk, at);
    if (paymentWords.has(atom.text) || referenceLeads.has(atom.text)) continue;
    for (const word of tree.firstWordsLike(atom.text)) {
      const node = tree.root.children.get(word);
      if (!node) continue;
      const isEdit = !isAbbreviation(atom.text, word);
      if (!isEdit && atom.text.length < 3 && !atom.isDotted && atom.text !== "MA") continue;
      follow(walk, node, at, at + 1, isEdit ? cost.edit : cost.abbreviation, atom.text.length);
    }
    if (endsPhrase(at) && atom.text.length >= fewestLetters) cutFirstWord(walk, at, atom.text);
  }
  return walk.hits;
}

/** The only word printed is itself cut. */
function cutFirstWord(walk: Walk, at: number, text: string): void {
  const forms: NameForm[] = [];
  for (const word of walk.tree.firstWordsLike(text))
    if (word.startsWith(text)) forms.push(...(walk.tree.root.children.get(word)?.below ?? []));
  if (forms.length > 0 && forms.length <= mostSharers)
    push(walk, {
      forms: forms.map((form) => ({ form, weight: 0 })),
      count: forms.length,
      letters: text.length,
      weight: 0,
      isWhole: false,
      from: at,
      to: at + 1,
    });
}

function readGlued(walk: Walk, at: number): void {
  const atom = walk.atoms[at];
  const forms = atom ? walk.tree.gluedFrom(atom.text) : [];
  if (!atom || forms.length === 0 || forms.length > mostSharers) return;
  push(walk, {
    forms: forms.map((form) => ({ form, weight: 0 })),
    count: forms.length,
    letters: atom.text.length,
    weight: cost.glued,
    isWhole: true,
    from: at,
    to: at + 1,
  });
}

/** Goes on from a node with the atoms that follow; records what cannot go further. */
function follow(walk: Walk, node: NameNode, from: number, at: number, weight: number, letters: number): void {
  let next = at;
  while (next < walk.atoms.length && particles.has(walk.atoms[next]?.text ?? "")) next++;
  const atom = walk.atoms[next];
  let went = false;
  // A name does not go on in the next line: banks print the cut one above the full one.
  if (atom && atom.line === walk.atoms[from]?.line) {
    const exact = node.children.get(atom.text);
    if (exact) {
      follow(walk, exact, from, next + 1, weight, letters + atom.text.length);
      went = true;
    }
    const ends = walk.endsPhrase(next);
    if ((!exact || ends) && node.children.size > 0) went = followAlike(walk, node, atom, from, next, weight, letters, ends) || went;
  }
  if (!went) finish(walk, node, from, at, weight, letters);
  else if (node.ends.length > 0) finish(walk, node, from, at, weight, letters);
}

function followAlike(
  walk: Walk,
  node: NameNode,
  atom: Atom,
  from: number,
  at: number,
  weight: number,
  letters: number,
  ends: boolean,
): boolean {
  let went = false;
  const cut: NameForm[] = [];
  let cutCount = 0;
  for (const [word, child] of node.children) {
    if (word === atom.text) continue;
    if (ends && word.startsWith(atom.text)) {
      cut.push(...child.below);
      cutCount += child.count;
    }
    const step = stepTo(word, atom, weight);
    if (step === null || (ends && word.startsWith(atom.text))) continue;
    follow(walk, child, from, at + 1, weight + step, letters + atom.text.length);
    went = true;
  }
  if (cut.length > 0 && letters + atom.text.length >= fewestLetters) {
    push(walk, {
      forms: cut.map((form) => ({ form, weight: 0 })),
      count: cutCount,
      letters: letters + atom.text.length,
      weight,
      isWhole: false,
      from,
      to: at + 1,
    });
    went = true;
  }
  return went;
}

/** What it costs to read an atom as a word: an initial, an abbreviation, one slip for the whole name; null where it is none. */
function stepTo(word: string, atom: Atom, weight: number): number | null {
  const { text } = atom;
  if (text.length === 1 && word.startsWith(text) && (atom.isDotted || !legalLetters.has(text))) return cost.initial;
  if (isAbbreviation(text, word) && (text.length >= 3 || atom.isDotted || text === "MA")) return cost.abbreviation;
  return text.length >= 4 && weight > cost.edit && isOneEdit(text, word) ? cost.edit : null;
}

/** The walk ends at a node: a whole name, the beginning of names that was cut here, or a beginning that goes on otherwise. */
function finish(walk: Walk, node: NameNode, from: number, at: number, weight: number, letters: number): void {
  if (letters < fewestLetters && node.ends.length === 0) return;
  if (letters < 3) return;
  const legalEnd = skipLegal(walk, at);
  const hasLegal = legalEnd > at;
  const isBoundary = hasLegal || walk.endsPhrase(at - 1);
  if (node.ends.length === 0 && (!isBoundary || hasLegal)) return;
  const forms = node.ends.map((form) => ({ form, weight: 0 }));
  if (!hasLegal && isBoundary)
    for (const form of node.below) if (!node.ends.includes(form)) forms.push({ form, weight: node.ends.length > 0 ? cost.longerName : 0 });
  const count = node.ends.length > 0 ? node.ends.length : node.count;
  if (count > mostSharers) return;
  push(walk, {
    forms,
    count,
    letters,
    weight: weight + (isBoundary ? 0 : cost.wordsFollow),
    isWhole: node.ends.length > 0,
    from,
    to: legalEnd,
  });
}

/** The atoms of a legal form that follow, its last word perhaps cut. */
function skipLegal(walk: Walk, from: number): number {
  let at = from;
  for (let atom = walk.atoms[at]; atom; atom = walk.atoms[at]) {
    const cutLegal =
      at > from &&
      walk.endsPhrase(at) &&
      atom.text.length < 12 &&
      [...legalWords].some((word) => word.length > 5 && word.startsWith(atom.text));
    const startsCut = at === from && walk.endsPhrase(at) && atom.text.length >= 4 && "SOCIEDAD".startsWith(atom.text);
    if (!legalWords.has(atom.text) && !legalLetters.has(atom.text) && !cutLegal && !startsCut && !(atom.text === "DE" && at > from)) break;
    if (atom.line !== walk.atoms[from - 1]?.line) break;
    at++;
  }
  return at;
}

/** After the last atom of the legal form that stands here, if one does. */
export function endOfLegal(atoms: readonly Atom[], from: number): number {
  let at = from;
  for (let atom = atoms[at]; atom && atom.line === atoms[from - 1]?.line; atom = atoms[at]) {
    if (!legalWords.has(atom.text) && !legalLetters.has(atom.text)) break;
    at++;
  }
  return at;
}

function push(walk: Walk, hit: NameHit): void {
  if (hit.weight > -4) walk.hits.push(hit);
}
