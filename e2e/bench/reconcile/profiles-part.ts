import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { load, percent, say, table, wilson, type Outcome } from "../invoices/report";
import { missedGoals } from "./goals";
import { runHeadless } from "./headless";
import { makeLedger, namesOf } from "./make-ledger";
import { seedsOf, wordsOf } from "./options";
import { loadScorer } from "./shared-bench";
import { tally, type Tally } from "./tally";

/** Profiles by name or group, each over some seeds: what is right, what is wrong, how sure, how long, how big. */
export async function measureProfiles(args: readonly string[]): Promise<Outcome> {
  const names = wordsOf(args, "--profiles", ["public", "own", "held-out"]).flatMap((word) =>
    word === "public" || word === "own" || word === "held-out" ? namesOf(word) : [word],
  );
  const seeds = seedsOf(args);
  say(`semillas ${seeds.join(", ")} · un núcleo · carga ${load()}`);
  const tallies: Tally[] = [];
  for (const name of names) {
    // The large one takes half a minute to make: one seed of it tells as much as ten of the others.
    tallies.push(await measureProfile(name, name === "large" ? seeds.slice(0, 1) : seeds));
  }
  table([head, ...tallies.map(row)]);
  for (const one of tallies) {
    const wrong = Object.entries(one.wrongByCase).sort((a, b) => b[1] - a[1]);
    if (wrong.length > 0) say(`${one.name}: claras mal por caso: ${wrong.map(([key, count]) => `${key} ${count}`).join(", ")}`);
  }
  return tallies.every((one) => missedGoals(one).length === 0) ? "measured" : "below";
}

export async function measureProfile(name: string, seeds: readonly string[]): Promise<Tally> {
  const { score } = await loadScorer();
  const runs = [];
  for (const seed of seeds) {
    const folder = mkdtempSync(path.join(tmpdir(), "bench-reconcile-"));
    try {
      const ledger = await makeLedger(name, seed);
      const { proposals, usage } = runHeadless(ledger, folder);
      runs.push({ score: score({ ...ledger, proposals }), usage });
    } finally {
      rmSync(folder, { recursive: true });
    }
  }
  return tally(name, runs);
}

const head = [
  "perfil",
  "semillas",
  "claras",
  "precisión",
  "Wilson 95 %",
  "cobertura",
  "1.ª",
  "entre 3",
  "ambiguas",
  "sin doc.",
  "prohib.",
  "sobre",
  "ECE",
  "Brier",
  "motor s",
  "todo s",
  "MB",
  "no alcanza",
];

function row(t: Tally): readonly (string | number)[] {
  const [low, high] = wilson([t.clearedRight, t.cleared]);
  const exact = t.cleared === 0 ? "–" : `${((100 * t.clearedRight) / t.cleared).toFixed(2)} %`;
  return [
    t.name,
    t.seeds,
    t.cleared,
    exact,
    `${(100 * low).toFixed(2)}–${(100 * high).toFixed(2)}`,
    percent([t.decided, t.decidable]),
    percent([t.inFirst, t.suggested]),
    percent([t.inThree, t.suggested]),
    `${t.ambiguousCleared}/${t.ambiguous}`,
    `${t.noDocumentCleared}/${t.noDocument}`,
    t.forbidden,
    t.overAllocated,
    t.ece?.toFixed(3) ?? "–",
    t.brier?.toFixed(3) ?? "–",
    t.seconds.toFixed(2),
    t.allSeconds.toFixed(2),
    Math.round(t.peakMb),
    missedGoals(t).join(", "),
  ];
}
