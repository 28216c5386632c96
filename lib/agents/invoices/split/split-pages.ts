import { costOfJoining, costOfStart } from "./page-costs";
import type { PageFacts } from "./page-facts";

/** Where a file of `n` pages is cut: `at` is the index of the page that begins something new. */
export type Cut = {
  readonly at: number;
  /** By how much the best division with a cut here beats the best one without it; below zero: it does not. */
  readonly gain: number;
};

type Division = {
  /** Index of the first page of each part, in order; the first is 0. */
  readonly starts: readonly number[];
  /** Every place between two pages, with what speaks for a cut there. */
  readonly cuts: readonly Cut[];
};

/** A part in which no page has a total is unlikely to be an invoice. */
const withoutTotal = 2;

/**
 * The division of the pages into invoices that costs least, all pages weighed together: dynamic programming over the
 * beginnings, in time that grows with the square of the number of pages (cheap comparisons; no page is read again).
 */
export function splitPages(pages: readonly PageFacts[]): Division {
  const costs = pages.map((_, from) => costsFrom(pages, from));
  const n = pages.length;
  const before = new Array<number>(n + 1).fill(Infinity);
  const cameFrom = new Array<number>(n + 1).fill(0);
  before[0] = 0;
  for (let from = 0; from < n; from++) {
    costs[from]?.forEach((cost, length) => {
      const total = (before[from] ?? Infinity) + cost;
      const end = from + length + 1;
      if (total >= (before[end] ?? Infinity)) return;
      before[end] = total;
      cameFrom[end] = from;
    });
  }
  const starts: number[] = [];
  for (let end = n; end > 0; end = cameFrom[end] ?? 0) starts.unshift(cameFrom[end] ?? 0);
  return { starts, cuts: gains(costs, before) };
}

/** Cost of the part that begins at `from` and ends at `from + index`. */
function costsFrom(pages: readonly PageFacts[], from: number): readonly number[] {
  const found: number[] = [];
  let cost = 0;
  let hasTotal = false;
  let identity: PageFacts | null = null;
  for (let at = from; at < pages.length; at++) {
    const page = pages[at];
    const previous = pages[at - 1];
    if (!page) break;
    if (at > from && previous) cost += costOfJoining(page, previous, identity);
    else cost += from === 0 ? 3 : costOfStart(page);
    if (page.reading.payload.number !== null && (page.couldStart || identity === null)) identity = page;
    hasTotal ||= page.reading.payload.total !== null;
    found.push(cost + (hasTotal ? 0 : withoutTotal));
  }
  return found;
}

function gains(costs: readonly (readonly number[])[], before: readonly number[]): readonly Cut[] {
  const n = costs.length;
  const after = new Array<number>(n + 1).fill(Infinity);
  after[n] = 0;
  const without = new Array<number>(n).fill(Infinity);
  for (let from = n - 1; from >= 0; from--) {
    let best = Infinity;
    const own = costs[from] ?? [];
    for (let length = own.length - 1; length >= 0; length--) {
      const rest = (own[length] ?? Infinity) + (after[from + length + 1] ?? Infinity);
      best = Math.min(best, rest);
      // Every part that reaches from here to this page or beyond leaves the place before it uncut.
      if (length > 0) without[from + length] = Math.min(without[from + length] ?? Infinity, (before[from] ?? Infinity) + best);
    }
    after[from] = best;
  }
  return without.slice(1).map((uncut, i) => ({ at: i + 1, gain: uncut - ((before[i + 1] ?? Infinity) + (after[i + 1] ?? Infinity)) }));
}
