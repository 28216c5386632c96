import type { Box } from "@/lib/kernel/evidence";

export type Found<T> = {
  readonly value: T;
  readonly page: number;
  readonly box: Box;
  readonly text: string;
  readonly score: number;
  /** Score ahead of the next different value. */ readonly margin: number;
};

export function pick<T>(
  list: readonly { value: T; page: number; box: Box; text: string; score: number }[],
  key: (value: T) => string,
): Found<T> | null {
  const best = new Map<string, (typeof list)[number]>();
  for (const one of list) {
    const known = best.get(key(one.value));
    if (!known) best.set(key(one.value), one);
    else best.set(key(one.value), { ...(one.score > known.score ? one : known), score: Math.max(one.score, known.score) + 0.25 });
  }
  const [first, second] = [...best.values()].sort((a, b) => b.score - a.score);
  return first ? { ...first, margin: first.score - (second?.score ?? 0) } : null;
}
