import type { BenchScore } from "./shared-bench";
import type { Usage } from "./headless";

/** What was counted over the seeds of one profile. */
export type Tally = {
  readonly name: string;
  readonly seeds: number;
  readonly cleared: number;
  readonly clearedRight: number;
  readonly decidable: number;
  readonly decided: number;
  readonly suggested: number;
  readonly inFirst: number;
  readonly inThree: number;
  readonly ambiguous: number;
  readonly ambiguousCleared: number;
  readonly noDocument: number;
  readonly noDocumentCleared: number;
  readonly forbidden: number;
  readonly overAllocated: number;
  readonly ece: number | null;
  readonly brier: number | null;
  readonly seconds: number;
  readonly allSeconds: number;
  readonly peakMb: number;
  readonly wrongByCase: Readonly<Record<string, number>>;
};

type Bin = { readonly n: number; readonly stated: number; readonly right: number };

/** Counts the seeds as one; the error of the probabilities is taken over all of them, in ten equal steps. */
export function tally(name: string, runs: readonly { readonly score: BenchScore; readonly usage: Usage }[]): Tally {
  const scores = runs.map(({ score }) => score);
  const sum = (of: (score: BenchScore) => number) => scores.reduce((all, score) => all + of(score), 0);
  const stated = sum(({ calibration }) => calibration?.n ?? 0);
  const bins = Array.from({ length: 10 }, (_, at): Bin => {
    const own = scores.flatMap(({ calibration }) => calibration?.bins[at] ?? []);
    const weighed = (of: (bin: (typeof own)[number]) => number | null) => own.reduce((all, bin) => all + bin.n * (of(bin) ?? 0), 0);
    return { n: weighed(() => 1), stated: weighed(({ meanProbability }) => meanProbability), right: weighed(({ observed }) => observed) };
  });
  const wrongByCase: Record<string, number> = {};
  for (const { clear } of scores) {
    for (const [key, count] of Object.entries(clear.wrongByCase)) wrongByCase[key] = (wrongByCase[key] ?? 0) + count;
  }
  return {
    name,
    seeds: runs.length,
    cleared: sum(({ clear }) => clear.total),
    clearedRight: sum(({ clear }) => clear.correct),
    decidable: sum(({ decidable }) => decidable.total),
    decided: sum(({ decidable }) => decidable.cleared),
    suggested: sum((score) => score.suggested.withTruth),
    inFirst: sum((score) => score.suggested.top1),
    inThree: sum((score) => score.suggested.top3),
    ambiguous: sum((score) => score.ambiguous.total),
    ambiguousCleared: sum((score) => score.ambiguous.cleared),
    noDocument: sum((score) => score.noDocument.total),
    noDocumentCleared: sum((score) => score.noDocument.cleared),
    forbidden: sum((score) => score.forbidden.total),
    overAllocated: sum((score) => score.overAllocated.documents),
    ece: stated === 0 ? null : bins.reduce((all, bin) => all + Math.abs(bin.stated - bin.right), 0) / stated,
    brier: stated === 0 ? null : sum(({ calibration }) => (calibration ? calibration.n * calibration.brier : 0)) / stated,
    seconds: Math.max(...runs.map(({ usage }) => usage.engineMs)) / 1000,
    allSeconds: Math.max(...runs.map(({ usage }) => usage.allMs)) / 1000,
    peakMb: Math.max(...runs.map(({ usage }) => usage.peakMb)),
    wrongByCase,
  };
}
