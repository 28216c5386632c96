import { loadavg } from "node:os";

/** `below`: a figure missed its goal. `no data`: there was nothing to measure with. */
export type Outcome = "measured" | "below" | "no data";

export const say = (line: string): void => void process.stdout.write(`   ${line}\n`);

export const load = (): string => loadavg()[0]?.toFixed(1) ?? "?";

/** The value below which the given part of them lies; null without values. */
export function quantile(values: readonly number[], part: number): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? null;
}

export type Share = readonly [hits: number, all: number];

export const percent = ([hits, all]: Share): string => (all === 0 ? "–" : `${((100 * hits) / all).toFixed(1)} %`);

/** Wilson's interval of 95 % for a share: with few cases even no error at all proves little. */
export function wilson([hits, all]: Share): readonly [number, number] {
  if (all === 0) return [0, 1];
  const [z, p] = [1.96, hits / all];
  const middle = p + (z * z) / (2 * all);
  const width = z * Math.sqrt((p * (1 - p)) / all + (z * z) / (4 * all * all));
  const scale = 1 + (z * z) / all;
  return [(middle - width) / scale, (middle + width) / scale];
}

/** A table whose columns are as wide as their widest cell; the first one is text, the others are figures. */
export function table(rows: readonly (readonly (string | number)[])[]): void {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => String(row[column] ?? "").length)));
  for (const row of rows)
    say(
      row
        .map((cell, column) => (column === 0 ? String(cell).padEnd(widths[0] ?? 0) : String(cell).padStart(widths[column] ?? 0)))
        .join("  "),
    );
}

export type Goal = {
  readonly name: string;
  /** Null: nothing was measured. */
  readonly value: number | null;
  readonly shown: string;
  readonly goal: number;
  readonly direction: "at least" | "at most";
  /** The same figure on the two halves of the issuers. */
  readonly halves?: readonly string[];
};

const isMet = ({ value, goal, direction }: Goal) => value === null || (direction === "at least" ? value >= goal : value <= goal);

/** Says of each goal what was measured and whether it is reached. */
export function judgeGoals(goals: readonly Goal[], unit: (goal: number) => string): Outcome {
  const measured = goals.filter(({ value }) => value !== null);
  const hasHalves = goals.some(({ halves }) => halves);
  const head = ["meta", "se pide", "medido", ...(hasHalves ? ["trabajo", "apartado"] : []), ""];
  const rows = goals.map((one) => [
    one.name,
    `${one.direction === "at least" ? "≥" : "≤"} ${unit(one.goal)}`,
    one.shown,
    ...(hasHalves ? (one.halves ?? ["", ""]) : []),
    one.value === null ? "sin medir" : isMet(one) ? "se alcanza" : "NO SE ALCANZA",
  ]);
  table([head, ...rows]);
  if (measured.length === 0) return "no data";
  return measured.every(isMet) ? "measured" : "below";
}

export function optionOf(args: readonly string[], name: string, otherwise: number): number {
  return args.includes(name) ? Number(args[args.indexOf(name) + 1]) : otherwise;
}
