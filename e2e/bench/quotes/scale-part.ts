import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { judgeGoals, load, quantile, say, table, type Outcome } from "../invoices/report";
import { seedsOf, wordsOf } from "../reconcile/options";
import { runHeadless } from "./headless";
import { publicProfile } from "./shared-bench";
import { head, row, type Tally } from "./tally";

const mostIndexMs = 2000;
const mostDraftMs = 300;
const linesOfLong = 20;

/** Catalogues of some sizes with requests of twenty lines: how right, how long, in how much memory. */
export async function measureScale(args: readonly string[]): Promise<Outcome> {
  const sizes = wordsOf(args, "--skus", ["300", "1500", "20000"]);
  const [requests = "100"] = wordsOf(args, "--requests", []);
  const [seed = "1"] = seedsOf(args);
  const folder = mkdtempSync(path.join(tmpdir(), "bench-quotes-long-"));
  try {
    const profile = longProfile(folder);
    say(`semilla ${seed} · ${requests} peticiones de ${linesOfLong} líneas · un núcleo · carga ${load()}`);
    const tallies = sizes.map((skus): Tally => ({
      name: `${skus} productos`,
      runs: [runHeadless({ profile, seed, skus, requests, errors: null })],
    }));
    table([head, ...tallies.map(row)]);
    const goals = tallies.flatMap(({ name, runs }) => {
      const index = Math.max(...runs.map(({ usage }) => usage.indexMs));
      const p95 = quantile(
        runs.flatMap(({ usage }) => usage.draftMs),
        0.95,
      );
      const asked = (what: string, value: number | null, goal: number) => ({
        name: `${name}: ${what}`,
        value,
        shown: `${Math.round(value ?? 0)} ms`,
        goal,
        direction: "at most" as const,
      });
      return [asked("índice", index, mostIndexMs), asked("p95 por borrador", p95, mostDraftMs)];
    });
    return judgeGoals(goals, (goal) => `${goal} ms`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The public profile with long requests; its files are named as seen from the new place. */
function longProfile(folder: string): string {
  const profile = JSON.parse(readFileSync(publicProfile, "utf8")) as {
    readonly vocab: readonly string[];
    readonly templates: readonly string[];
  };
  const moved = (file: string) => path.relative(folder, path.resolve(path.dirname(publicProfile), file));
  const long = { ...profile, lines: [linesOfLong, linesOfLong], vocab: profile.vocab.map(moved), templates: profile.templates.map(moved) };
  const file = path.join(folder, "profile.json");
  writeFileSync(file, JSON.stringify(long));
  return file;
}
