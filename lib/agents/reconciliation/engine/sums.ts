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
  const sign = sum < 0 ? -1 : 1;
  const taken = useful.map((at) => sign * (amounts[at] ?? 0));
  const most = taken.every((amount) => amount > 0) ? sign * sum : Number.POSITIVE_INFINITY;
  const low = sumsOf(taken.slice(0, half), most);
  const high = sumsOf(taken.slice(half), most);
  const found: number[][] = [];
  for (let from = 0, to = high.sums.length - 1; from < low.sums.length && to >= 0;) {
    const total = (low.sums[from] ?? 0) + (high.sums[to] ?? 0);
    if (total < sign * sum) from++;
    else if (total > sign * sum) to--;
    else {
      // all of the high half with this sum, then the next of the low half meets them again
      for (let at = to; at >= 0 && high.sums[at] === high.sums[to]; at--) {
        const places = placesOf(useful, half, low.masks[from] ?? 0, high.masks[at] ?? 0);
        if (places.length < 2) continue;
        if (found.length >= limit) return { found, isOpenEnded: true };
        found.push(places);
      }
      from++;
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

type Sums = { readonly sums: Float64Array; readonly masks: Int32Array };

/**
 * The sums of all subsets up to `most`, ascending, each with its subset: every amount merges the list with itself moved by the
 * amount. Where no amount is negative, what has grown too large can only grow.
 */
function sumsOf(amounts: readonly number[], most: number): Sums {
  let known: Sums = { sums: new Float64Array(1), masks: new Int32Array(1) };
  amounts.forEach((amount, place) => (known = mergedWith(known, amount, 1 << place, most)));
  return known;
}

function mergedWith({ sums, masks }: Sums, amount: number, bit: number, most: number): Sums {
  const size = sums.length;
  const merged = { sums: new Float64Array(2 * size), masks: new Int32Array(2 * size) };
  let count = 0;
  for (let without = 0, having = 0; without < size || having < size; count++) {
    const plain = without < size ? (sums[without] ?? 0) : Number.POSITIVE_INFINITY;
    const moved = having < size ? (sums[having] ?? 0) + amount : Number.POSITIVE_INFINITY;
    if (Math.min(plain, moved) > most) break;
    merged.sums[count] = Math.min(plain, moved);
    merged.masks[count] = plain <= moved ? (masks[without++] ?? 0) : (masks[having++] ?? 0) | bit;
  }
  return { sums: merged.sums.subarray(0, count), masks: merged.masks.subarray(0, count) };
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
