import type { Row } from "./layout";

/** A row of a slip: its text as compared, and its amounts in cents. */
export type SlipRow = { readonly row: Row; readonly text: string; readonly amounts: readonly bigint[] };

type Proven = { readonly value: bigint; readonly row: Row; readonly points: number };

/** Per mille, so that half per cents are whole numbers. */
export const likelyRates = [40, 50, 55, 60, 70, 75, 80, 90, 100, 130, 160, 190, 200, 210, 220, 230, 250] as const;

export const isNear = (a: bigint, b: bigint, by = 1n): boolean => (a > b ? a - b : b - a) <= by;

/** More than one label: three amounts in their order that agree to the cent are hardly ever chance. */
const bySettlement = 4.5;
const byItems = 3;
const byTaxes = 4;

/**
 * Amounts that the sums of a slip show to be its total, whatever recognition left of the labels: what was given less
 * what came back, what is bought added up, and the table of taxes added up.
 */
export function provenAmounts(rows: readonly SlipRow[], isLabelled: (row: SlipRow) => boolean): readonly Proven[] {
  return [...settlement(rows, isLabelled), ...itemsAddedUp(rows, isLabelled), ...taxesAddedUp(rows)];
}

const tax = /\b(?:gst|vat|iva|igic|tax|mwst|ust|cuota|tva|steuer|impuesto)\b/u;

/**
 * What is to be paid, what was given and what came back, one under the other: the second is the sum of the others.
 * None that a label calls a total or a tax stands for what was given or came back, and nothing bought costs more.
 */
function settlement(rows: readonly SlipRow[], isLabelled: (row: SlipRow) => boolean): Proven[] {
  const last = lastAmounts(rows);
  for (let at = last.length - 3; at >= 0; at--) {
    const due = last[at];
    if (!due || due.cents <= 0n || last.slice(0, at).filter(({ cents }) => cents > due.cents).length > 1) continue;
    for (const tendered of last.slice(at + 1, at + 3)) {
      if (isLabelled(tendered.of) || tax.test(tendered.of.text)) continue;
      const after = last.indexOf(tendered) + 1;
      const change = last
        .slice(after, after + 2)
        .some(({ of, cents }) => cents > 0n && cents + due.cents === tendered.cents && !tax.test(of.text));
      if (change) return [{ value: due.cents, row: due.of.row, points: bySettlement }];
    }
  }
  return [];
}

/** Two and more rows right over the first total add up to an amount that stands below them. */
function itemsAddedUp(rows: readonly SlipRow[], isLabelled: (row: SlipRow) => boolean): Proven[] {
  const last = lastAmounts(rows);
  const end = last.findIndex(({ of }) => isLabelled(of));
  if (end < 2) return [];
  const below = last.slice(end);
  let sum = 0n;
  for (let at = end - 1; at >= 0; at--) {
    sum += last[at]?.cents ?? 0n;
    const found = at < end - 1 ? below.find(({ cents }) => cents === sum) : undefined;
    if (found && sum > 0n) return [{ value: sum, row: found.of.row, points: byItems }];
  }
  return [];
}

/** The rows of a table of taxes, whose amounts with tax add up to an amount that stands elsewhere. */
function taxesAddedUp(rows: readonly SlipRow[]): Proven[] {
  const start = rows.findIndex(({ amounts }) => isTriple(amounts));
  if (start < 0) return [];
  const table = [rows[start], rows[start + 1], rows[start + 2], rows[start + 3]].flatMap((row) => row ?? []);
  let sums = [0n];
  for (const [count, { amounts }] of table.entries()) {
    const gross = withTax(amounts);
    if (gross.length === 0) break;
    sums = sums.flatMap((sum) => gross.map((one) => sum + one));
    const found = count > 0 && rows.find((row) => !table.includes(row) && row.amounts.some((one) => sums.includes(one)));
    const value = found ? found.amounts.find((one) => sums.includes(one)) : undefined;
    if (found && value !== undefined) return [{ value, row: found.row, points: byTaxes }];
  }
  return [];
}

const isTaxOf = (base: bigint, taxed: bigint): boolean =>
  base > taxed && taxed > 0n && likelyRates.some((rate) => isNear(base * BigInt(rate), taxed * 1000n, 600n));

/** Base, its tax and their sum, in any order. */
const isTriple = (amounts: readonly bigint[]): boolean =>
  amounts.some((base) => amounts.some((taxed) => isTaxOf(base, taxed) && amounts.includes(base + taxed)));

/** What a row of the table may come to with its tax, of which it may have lost one amount. */
function withTax(amounts: readonly bigint[]): bigint[] {
  const pairs = amounts.flatMap((large) => amounts.flatMap((small) => (large > small && small > 0n ? [{ large, small }] : [])));
  const found = pairs.flatMap(({ large, small }) => [
    ...(isTaxOf(large, small) ? [large + small] : []),
    ...(isTaxOf(large - small, small) ? [large] : []),
  ]);
  return isTriple(amounts) ? found.filter((gross) => amounts.includes(gross)) : found;
}

const lastAmounts = (rows: readonly SlipRow[]) => rows.flatMap((of) => of.amounts.slice(-1).map((cents) => ({ of, cents })));
