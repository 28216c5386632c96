import { classesOfWord } from "@/lib/agents/reconciliation/engine/classes";
import { type Movement } from "@/lib/agents/reconciliation/engine/model";
import { type Atom } from "@/lib/agents/reconciliation/engine/text";
import { noneShare } from "@/lib/agents/reconciliation/engine/weights";

const pseudo = 6;
const mostPerFeature = 2.5;
/** Words of one text come together (a bank's template is one event): the sum is tempered, and capped. */
const temper = 0.9;
const most = 7;
const lexical = 1.3;

/** A small Naive Bayes: log odds that a movement has no document, from its words and codes, learned from settled ones. */
export class NoneOdds {
  private readonly counts = new Map<string, [number, number]>();
  private none = pseudo * noneShare;
  private some = pseudo * (1 - noneShare);

  learn(movement: Movement, atoms: readonly Atom[], hasDocument: boolean): void {
    if (hasDocument) this.some++;
    else this.none++;
    for (const feature of featuresOf(movement, atoms)) {
      const entry = this.counts.get(feature) ?? [0, 0];
      entry[hasDocument ? 1 : 0]++;
      this.counts.set(feature, entry);
    }
  }

  /** ln P(none | text) / P(document | text), prior included. */
  odds(movement: Movement, atoms: readonly Atom[], isName: (at: number) => boolean): number {
    let sum = 0;
    for (const feature of featuresOf(movement, atoms, isName)) {
      const [none, some] = this.counts.get(feature) ?? [0, 0];
      const all = (none + some + 0.5) / (this.none + this.some + 1);
      const learned = Math.log((none + pseudo * all) / (this.none + pseudo)) - Math.log((some + pseudo * all) / (this.some + pseudo));
      const words = classesOfWord(feature).length > 0 ? (lexical * pseudo) / (pseudo + none + some) : 0;
      sum += Math.max(-mostPerFeature, Math.min(mostPerFeature, learned + words));
    }
    return Math.log(this.none / this.some) + Math.max(-most, Math.min(most, sum * temper));
  }
}

function featuresOf(movement: Movement, atoms: readonly Atom[], isName: (at: number) => boolean = () => false): ReadonlySet<string> {
  const features = new Set<string>();
  const sign = movement.cents < 0 ? "-" : "+";
  features.add(sign);
  if (movement.commonCode) features.add(`${sign}common ${movement.commonCode}`);
  if (movement.ownCode) features.add(`${sign}own ${movement.bank} ${movement.ownCode}`);
  if (movement.transactionCode) features.add(`${sign}code ${movement.transactionCode}`);
  atoms.forEach((atom, at) => {
    if (!atom.isDigits && atom.text.length >= 2 && !isName(at)) features.add(atom.text);
  });
  return features;
}
