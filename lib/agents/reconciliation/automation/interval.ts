export type Share = { readonly right: number; readonly of: number };

/** Standard score of a two-sided interval of 95 %. */
const z = 1.959964;

/**
 * Between which two shares the true one lies with 95 % certainty, as numbers from 0 to 1; [0, 1] without observations.
 * Source: E. B. Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22 (1927).
 */
export function interval({ right, of }: Share): readonly [number, number] {
  if (of === 0) return [0, 1];
  const share = right / of;
  const middle = share + (z * z) / (2 * of);
  const half = z * Math.sqrt((share * (1 - share)) / of + (z * z) / (4 * of * of));
  const whole = 1 + (z * z) / of;
  return [Math.max(0, (middle - half) / whole), Math.min(1, (middle + half) / whole)];
}
