import { isAbbreviation, isOneEdit, withoutOne } from "@/lib/agents/reconciliation/engine/alike";
import { type NameForm } from "@/lib/agents/reconciliation/engine/names";

/** A beginning of names: all forms that share these first words hang below. */
export type NameNode = {
  readonly children: Map<string, NameNode>;
  readonly ends: NameForm[];
  /** Forms below, at most `kept` of them; `count` says how many there are. */
  readonly below: NameForm[];
  count: number;
};

const kept = 24;
const shortestForEdit = 5;

/** Names of parties by their words, so that a printed beginning leads to everybody it may stand for. */
export class NameTree {
  readonly root: NameNode = emptyNode();
  private readonly glued = new Map<string, NameForm[]>();
  private words: string[] | null = null;
  private readonly edits = new Map<string, string[]>();
  private readonly likeRoot = new Map<string, readonly string[]>();

  add(form: NameForm): void {
    let node = this.root;
    for (const word of form.words) {
      let child = node.children.get(word);
      if (!child) {
        child = emptyNode();
        node.children.set(word, child);
        if (node === this.root) this.words = null;
      }
      node = child;
      node.count++;
      if (node.below.length < kept) node.below.push(form);
    }
    node.ends.push(form);
    const { run } = form;
    if (form.words.length > 1 && run.length >= 8) {
      const same = this.glued.get(run.slice(0, 8));
      if (same) same.push(form);
      else this.glued.set(run.slice(0, 8), [form]);
    }
  }

  /** Forms printed without blanks, whole or cut. */
  gluedFrom(atom: string): readonly NameForm[] {
    if (atom.length < 8) return [];
    return (this.glued.get(atom.slice(0, 8)) ?? []).filter((form) => {
      return form.run.startsWith(atom) || atom.startsWith(form.run);
    });
  }

  /** First words of names that an unknown word may stand for: abbreviated or mistyped. */
  firstWordsLike(atom: string): readonly string[] {
    const known = this.likeRoot.get(atom);
    if (known && this.words) return known;
    const words = this.sorted();
    const found: string[] = [];
    for (let at = lowerBound(words, atom.slice(0, 1)); at < words.length && words[at]?.charCodeAt(0) === atom.charCodeAt(0); at++) {
      const word = words[at] ?? "";
      if (isAbbreviation(atom, word)) found.push(word);
    }
    if (atom.length >= shortestForEdit)
      for (const variant of withoutOne(atom))
        for (const word of this.edits.get(variant) ?? []) if (isOneEdit(atom, word) && !found.includes(word)) found.push(word);
    this.likeRoot.set(atom, found);
    return found;
  }

  private sorted(): readonly string[] {
    if (this.words) return this.words;
    this.likeRoot.clear();
    this.edits.clear();
    this.words = [...this.root.children.keys()].sort();
    for (const word of this.words) {
      if (word.length < shortestForEdit) continue;
      for (const variant of withoutOne(word)) {
        const same = this.edits.get(variant);
        if (same) same.push(word);
        else this.edits.set(variant, [word]);
      }
    }
    return this.words;
  }
}

function emptyNode(): NameNode {
  return { children: new Map(), ends: [], below: [], count: 0 };
}

function lowerBound(words: readonly string[], from: string): number {
  let low = 0;
  let high = words.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((words[middle] ?? "") < from) low = middle + 1;
    else high = middle;
  }
  return low;
}
