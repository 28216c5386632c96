import { type Fixed, absolute, cents } from "@/lib/language/decimal";
import { type ReadLine, readLine } from "./line";
import type { LineFacts } from "./line-facts";
import { isSummary } from "./summary";
import { type Run, findRuns } from "./tables";
import type { Labelled } from "./tax-rows";

export type LineTable = {
  readonly lines: readonly ReadLine[];
  /** What the lines add up to: the net total, the total with tax, or nothing known. */ readonly sumsTo: "net" | "gross" | "other" | null;
};

/** The lines whose amounts add up to the net total or, where prices hold tax, to the total; else the likeliest table. */
export function readLines(facts: LineFacts): LineTable {
  const { totals } = facts;
  const gross = totals
    ? facts.labelled
        .filter((one) => one.hits.some((h) => h.direction === "left" && (h.label.kinds.has("gross") || h.label.kinds.has("base"))))
        .map((one) => one.number.value)
    : [];
  const targets = new Set(totals ? [totals.net, totals.gross, ...gross.filter((g) => absolute(g) > absolute(totals.net) - cents(1))] : []);
  const tables = [...findRuns(facts.columns, targets), ...runsWithCharges(facts, targets)]
    .map((run) => build(facts, run))
    .filter((table) => table.lines.length > 0 && table.score > 0)
    .sort((a, b) => b.score - a.score);
  const [best] = tables;
  if (best) return { lines: best.lines, sumsTo: best.run.sum === totals?.net ? "net" : best.run.sum === totals?.gross ? "gross" : "other" };
  return { lines: unproven(facts), sumsTo: null };
}

/** Lines under a heading that reach the sum only with what is charged or deducted below them: portes, a coupon, a discount. */
function runsWithCharges(facts: LineFacts, targets: ReadonlySet<Fixed>): Run[] {
  const charges = facts.labelled
    .filter((one) => {
      const first = one.hits[0];
      return (
        one.number.value !== 0n &&
        one.number.decimals === 2 &&
        first?.direction === "left" &&
        first.between === 0 &&
        (first.label.kinds.has("shipping") || first.label.kinds.has("documentDiscount"))
      );
    })
    .slice(0, 4);
  if (charges.length === 0) return [];
  const subsets = charges
    .reduce<Labelled[][]>((sets, one) => [...sets, ...sets.map((set) => [...set, one])], [[]])
    .filter((set) => set.length > 0);
  return facts.columns.flatMap((column) => {
    const { header } = column;
    if (!header) return [];
    const under = column.entries.filter((entry) => entry.number.row > header.lastRow && !charges.includes(entry));
    let sum = 0n;
    return under.flatMap((entry, i) => {
      sum += entry.number.value;
      return subsets.flatMap((set): Run[] => {
        const reached = sum + set.reduce((total, one) => total + one.number.value, 0n);
        return targets.has(reached)
          ? [
              {
                column: { header, entries: [...under.slice(0, i + 1), ...set] },
                from: 0,
                to: i + 1 + set.length,
                sum: reached,
                charges: set.length,
              },
            ]
          : [];
      });
    });
  });
}

type Built = { readonly lines: readonly ReadLine[]; readonly run: Run; readonly score: number };

function build(facts: LineFacts, run: Run): Built {
  const entries = run.column.entries.slice(run.from, run.to);
  const lines = entries.map((entry, i) =>
    readLine(facts, run.column, entry, entries[i - 1]?.number.row ?? -1, entries[i + 1]?.number.row ?? null),
  );
  const described = lines.filter((line) => /\p{L}{2,}/u.test(line.description)).length;
  const multiplied = lines.filter((line) => line.multiplies).length;
  const rightmost = entries.filter(
    (entry) =>
      !facts.labelled.some(
        (o) => o.number.row === entry.number.row && o.number.box[0] > entry.number.box[2] && o.number.decimals === 2 && !o.number.percent,
      ),
  ).length;
  const n = Math.max(1, lines.length);
  const headed = run.column.header && (entries[0]?.number.row ?? 0) - run.column.header.lastRow <= 6 ? 3 : run.column.header ? 1.5 : 0;
  const oneRow = new Set(entries.map((entry) => entry.number.row)).size < entries.length ? 4 : 0;
  const score =
    (described / n) * 4 +
    (multiplied / n) * 3 +
    (rightmost / n) * 1.5 +
    headed +
    Math.min(3, Math.log2(n + 1)) -
    oneRow -
    (described < n * 0.6 ? 4 : 0) +
    (run.sum === facts.totals?.net ? 0.5 : 0) -
    0.7 * run.charges;
  return { lines, run, score: n === 1 && !run.column.header && multiplied === 0 ? score - 4 : score };
}

/** No run adds up: everything under the heading down to the first summary. */
function unproven(facts: LineFacts): ReadLine[] {
  const best = facts.columns
    .filter((column) => column.header)
    .map((column) => {
      const header = column.header;
      const stop = facts.labelled
        .filter((one) => header && one.number.row > header.lastRow && isSummary(facts.layout, one) && one.hits[0]?.direction === "left")
        .map((one) => one.number.row);
      const lastPage = stop.at(-1) ?? Infinity;
      const entries = column.entries.filter(
        (one) => header && one.number.row > header.lastRow && one.number.row < (stop[0] ?? Infinity) && one.number.row < lastPage,
      );
      return { column, entries };
    })
    .sort((a, b) => b.entries.length - a.entries.length)[0];
  if (!best) return [];
  return best.entries
    .map((entry, i) => readLine(facts, best.column, entry, best.entries[i - 1]?.number.row ?? -1, best.entries[i + 1]?.number.row ?? null))
    .filter((line) => /\p{L}{2,}/u.test(line.description));
}
