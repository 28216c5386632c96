/**
 * Which subsets of a few amounts add up to a sum: meet in the middle (E. Horowitz, S. Sahni, Computing Partitions with
 * Applications to the Knapsack Problem, JACM 21, 1974). Both halves list all their sums, one sorted; every pair that meets is found.
 */

/** Most amounts that are looked at: two halves of 2^14 sums. */
export const mostAmounts = 28;

type Subsets = {
  /** Places in the given amounts, ascending; at most `limit` of them. */
  readonly found: readonly (readonly number[])[];
  /** More exist than were listed, or there were too many amounts to look. */
  readonly isOpenEnded: boolean;
};

/** Subsets of at least two amounts with this sum, in a stable order. Amounts may be negative, never zero. */
export function subsetsOf(amounts: readonly number[], sum: number, limit: number): Subsets {
  const useful = usefulPlaces(amounts, sum);
  if (useful.length > mostAmounts) return { found: [], isOpenEnded: true };
  if (useful.length < 2) return { found: [], isOpenEnded: false };
  const half = useful.length >> 1;
  const left = sumsOf(useful.slice(0, half).map((at) => amounts[at] ?? 0));
  const right = sumsOf(useful.slice(half).map((at) => amounts[at] ?? 0));
  const order = new Float64Array(left);
  order.sort();
  const masks = masksBySum(left);
  const found: number[][] = [];
  for (let mask = 0; mask < right.length; mask++) {
    const rest = sum - (right[mask] ?? 0);
    if (!holdsSorted(order, rest)) continue;
    for (const other of masks(rest)) {
      const places = placesOf(useful, half, other, mask);
      if (places.length < 2) continue;
      if (found.length >= limit) return { found, isOpenEnded: true };
      found.push(places);
    }
  }
  found.sort((a, b) => a.length - b.length || compareLists(a, b));
  return { found, isOpenEnded: false };
}

/** Without negative amounts nothing larger than the sum can take part. */
function usefulPlaces(amounts: readonly number[], sum: number): readonly number[] {
  const places = amounts.map((_, at) => at);
  if (sum > 0 && amounts.every((amount) => amount > 0)) return places.filter((at) => (amounts[at] ?? 0) <= sum);
  if (sum < 0 && amounts.every((amount) => amount < 0)) return places.filter((at) => (amounts[at] ?? 0) >= sum);
  return places;
}

function sumsOf(amounts: readonly number[]): Float64Array {
  const sums = new Float64Array(1 << amounts.length);
  for (let mask = 1; mask < sums.length; mask++) {
    const low = mask & -mask;
    sums[mask] = (sums[mask ^ low] ?? 0) + (amounts[31 - Math.clz32(low)] ?? 0);
  }
  return sums;
}

function holdsSorted(sorted: Float64Array, value: number): boolean {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return sorted[low] === value;
}

/** The masks of a sum, found only for sums that meet: they are few. */
function masksBySum(sums: Float64Array): (sum: number) => readonly number[] {
  const known = new Map<number, readonly number[]>();
  return (sum) => {
    const before = known.get(sum);
    if (before) return before;
    const masks: number[] = [];
    for (let mask = 0; mask < sums.length; mask++) if (sums[mask] === sum) masks.push(mask);
    known.set(sum, masks);
    return masks;
  };
}

function placesOf(useful: readonly number[], half: number, left: number, right: number): number[] {
  const places: number[] = [];
  useful.forEach((place, at) => {
    if (at < half ? left & (1 << at) : right & (1 << (at - half))) places.push(place);
  });
  return places;
}

function compareLists(a: readonly number[], b: readonly number[]): number {
  for (let at = 0; at < a.length; at++) {
    const difference = (a[at] ?? 0) - (b[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Runs of neighbours with this sum: [from, to). */
export function runsOf(amounts: readonly number[], sum: number, longest: number): readonly (readonly [number, number])[] {
  const found: [number, number][] = [];
  for (let from = 0; from < amounts.length; from++) {
    let total = amounts[from] ?? 0;
    for (let to = from + 2; to <= amounts.length && to - from <= longest; to++) {
      total += amounts[to - 1] ?? 0;
      if (total === sum) found.push([from, to]);
    }
  }
  return found;
}
