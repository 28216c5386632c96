import { when } from "@/lib/agents/reconciliation/engine/weights";

/** Days from due date to payment, in bins that widen away from it; [from, to] inclusive. */
const bins: readonly (readonly [number, number])[] = [
  [-200, -21],
  [-20, -8],
  [-7, -3],
  [-2, -1],
  [0, 0],
  [1, 2],
  [3, 5],
  [6, 10],
  [11, 20],
  [21, 40],
  [41, 80],
  [81, 420],
];
/** What Spanish companies do before we know this one: most pay within three weeks after the due date. */
const usual = [2, 4, 7, 6, 9, 11, 13, 13, 13, 8, 6, 6];
const usualPseudo = 60;

function binOf(days: number): number {
  const at = bins.findIndex(([, to]) => days <= to);
  return at < 0 ? bins.length - 1 : at;
}

/** How the company and each party pay, learned from settled movements. */
export class Delays {
  private readonly company = usual.map((share) => (share / 98) * usualPseudo);
  private total = usualPseudo;
  private readonly parties = new Map<number, { counts: number[]; total: number }>();

  learn(party: number, days: number): void {
    const bin = binOf(days);
    this.company[bin] = (this.company[bin] ?? 0) + 1;
    this.total++;
    const own = this.parties.get(party) ?? { counts: bins.map(() => 0), total: 0 };
    this.parties.set(party, own);
    own.counts[bin] = (own.counts[bin] ?? 0) + 1;
    own.total++;
  }

  /** Log of how much likelier this delay is for the party than for a payment unrelated to the due date. */
  weigh(party: number, days: number): number {
    const bin = binOf(days);
    const [from, to] = bins[bin] ?? [0, 0];
    const company = (this.company[bin] ?? 0) / this.total;
    const own = this.parties.get(party);
    const share = own ? ((own.counts[bin] ?? 0) + when.pseudo * company) / (own.total + when.pseudo) : company;
    return Math.max(when.worst, Math.min(when.best, Math.log((share / (to - from + 1)) * when.window)));
  }
}
