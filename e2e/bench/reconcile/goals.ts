import type { Tally } from "./tally";

/** What is asked of a profile; shares of 1, seconds of one core. A goal that is left out is not asked. */
type Asked = {
  readonly precision: number;
  readonly ambiguous: number;
  readonly recall?: number;
  readonly inThree?: number;
  readonly ece?: number;
  readonly seconds?: number;
};

const asked: Readonly<Record<string, Asked>> = {
  default: { precision: 0.999, recall: 0.94, inThree: 0.97, ambiguous: 0.005, ece: 0.02, seconds: 0.3 },
  hard: { precision: 0.995, recall: 0.9, inThree: 0.88, ambiguous: 0.01, ece: 0.03, seconds: 1.5 },
  large: { precision: 0.999, recall: 0.93, inThree: 0.92, ambiguous: 0.005, ece: 0.02, seconds: 4 },
};
/** On wordings and mixes of our own, silence is allowed and error is not. */
const ofOwn: Asked = { precision: 0.995, ambiguous: 0.01 };

const share = (part: number, of: number): number | null => (of === 0 ? null : part / of);

/** The goals that a profile misses, by name; empty when it reaches all of them. */
export function missedGoals(t: Tally): readonly string[] {
  const goals = asked[t.name] ?? ofOwn;
  const atLeast = (name: string, value: number | null, goal: number | undefined) =>
    value === null || goal === undefined || value >= goal ? [] : [name];
  const atMost = (name: string, value: number | null, goal: number | undefined) =>
    value === null || goal === undefined || value <= goal ? [] : [name];
  return [
    ...atLeast("precisión", share(t.clearedRight, t.cleared), goals.precision),
    ...atLeast("cobertura", share(t.decided, t.decidable), goals.recall),
    ...atLeast("entre tres", share(t.inThree, t.suggested), goals.inThree),
    ...atMost("ambiguas", share(t.ambiguousCleared, t.ambiguous), goals.ambiguous),
    ...atMost("sin documento", t.noDocumentCleared, 0),
    ...atMost("prohibidas", t.forbidden, 0),
    ...atMost("sobreasignadas", t.overAllocated, 0),
    ...atMost("ECE", t.ece, goals.ece),
    ...atMost("tiempo", t.seconds, goals.seconds),
  ];
}
