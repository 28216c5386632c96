import { type HypothesisKind, type Memory } from "@/lib/agents/reconciliation/engine/model";

/** How often payments are like that among all, before a party is known, and as how many payments that counts. */
const usual = { batches: 0.1, fees: 0.02, references: 0.5 } as const;
const pseudo = 10;
/** One habit moves a score by this much at most: it ranks, and hardly ever decides. */
const most = 1.5;

type Count = { of: number; batches: number; fees: number; named: number; references: number };
type Payment = { readonly isBatch: boolean; readonly hasFee: boolean };

/** Who pays several invoices at once, whose bank keeps a fee, who writes numbers: from settled movements and people's decisions. */
export class Habits {
  private readonly parties = new Map<number, Count>();

  /** Of one settled movement. */
  learn(party: number, { isBatch, hasFee }: Payment): void {
    const count = this.countOf(party);
    count.of++;
    if (isBatch) count.batches++;
    if (hasFee) count.fees++;
  }

  /** Of people's decisions. */
  recall(party: number, habit: Memory["habits"][number]): void {
    const count = this.countOf(party);
    count.of += habit.of;
    count.batches += habit.paysInBatches;
    count.fees += habit.keepsFee;
    count.named += habit.of;
    count.references += habit.quotesReferences;
  }

  /** Log of how much likelier a payment of this kind is from this party than from any; `isNamed`: the text has the number. */
  weigh(party: number, kind: HypothesisKind, isNamed: boolean): number {
    const count = this.parties.get(party);
    if (!count) return 0;
    const writes =
      count.named === 0 ? 0 : ratio(isNamed ? count.references : count.named - count.references, count.named, usual.references);
    if (kind === "fee") return clamped(writes + ratio(count.fees, count.of, usual.fees));
    const isSet = kind === "batch" || kind === "netting";
    return clamped(writes + (isSet ? ratio(count.batches, count.of, usual.batches) : 0));
  }

  private countOf(party: number): Count {
    const known = this.parties.get(party) ?? { of: 0, batches: 0, fees: 0, named: 0, references: 0 };
    this.parties.set(party, known);
    return known;
  }
}

const ratio = (hits: number, of: number, share: number): number => Math.log((hits + pseudo * share) / (of + pseudo) / share);
const clamped = (weight: number): number => Math.max(-most, Math.min(most, weight));
