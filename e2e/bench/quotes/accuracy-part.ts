import path from "node:path";
import { judgeGoals, load, say, table, type Outcome } from "../invoices/report";
import { seedsOf, wordsOf } from "../reconcile/options";
import { runHeadless } from "./headless";
import { isHeldOut, profilesOf } from "./profiles";
import { goalsOf, head, row, type Tally } from "./tally";

/** Vocabularies and wordings, each over some seeds. With `--errors FOLDER` what is wrong is kept, but never of held-out ones. */
export async function measureAccuracy(args: readonly string[]): Promise<Outcome> {
  const seeds = seedsOf(args);
  const [errors = null] = wordsOf(args, "--errors", []);
  const [requests] = wordsOf(args, "--requests", []);
  const [skus] = wordsOf(args, "--skus", []);
  say(`semillas ${seeds.join(", ")} · un núcleo · carga ${load()}`);
  const tallies = profilesOf(wordsOf(args, "--profiles", ["public", "own", "held-out"])).map(({ name, file }): Tally => {
    const told = (seed: string) => (errors === null || isHeldOut(name) ? null : path.join(errors, `${name}-${seed}.jsonl`));
    const sizes = { ...(requests && { requests }), ...(skus && { skus }) };
    return { name, runs: seeds.map((seed) => runHeadless({ profile: file, seed, ...sizes, errors: told(seed) })) };
  });
  table([head, ...tallies.map(row)]);
  return judgeGoals(tallies.flatMap(goalsOf), (goal) => (goal === 0.6 ? "0.60" : `${goal * 100} %`));
}
