import { type HypothesisKind } from "@/lib/agents/reconciliation/engine/model";

/** Turns what the likelihoods say into what was observed: piecewise linear in log odds, by kind; isotonic by construction. */
type Curve = readonly (readonly [raw: number, observed: number])[];

/**
 * Pooled over generated ledgers of three public mixes and thirteen others (some 12,000 proposals): what the likelihoods hold
 * for unlikely is right more often than they say, and so is what they hold for rather likely; the ends agree.
 */
const pooled: Curve = [
  [-8, -6],
  [-3, -1.7],
  [-1.7, -1.25],
  [-1, -0.9],
  [0, 0.05],
  [0.6, 0.8],
  [1.1, 1.45],
  [1.7, 2.25],
  [3, 3.4],
  [5.2, 5.2],
  [8, 8],
];
const curves: Partial<Record<HypothesisKind, Curve>> = {};

const most = 0.9995;

/** The calibrated probability of a raw one. */
export function calibrated(kind: HypothesisKind, raw: number): number {
  const p = Math.max(1e-9, Math.min(1 - 1e-9, raw));
  const odds = Math.log(p / (1 - p));
  const curve = curves[kind] ?? pooled;
  const first = curve[0] ?? [0, 0];
  const last = curve[curve.length - 1] ?? [0, 0];
  let mapped = odds <= first[0] ? first[1] + odds - first[0] : last[1] + odds - last[0];
  for (let at = 1; at < curve.length; at++) {
    const [x0, y0] = curve[at - 1] ?? first;
    const [x1, y1] = curve[at] ?? last;
    if (odds >= x0 && odds <= x1) mapped = y0 + ((odds - x0) / Math.max(1e-9, x1 - x0)) * (y1 - y0);
  }
  return Math.min(most, 1 / (1 + Math.exp(-mapped)));
}
