import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

const folder = path.resolve("../shared/bench/quotes");
export const publicProfile = path.join(folder, "profile.json");
export const isBenchPresent = (): boolean => ["gen.mjs", "eval.mjs", "profile.json"].every((file) => existsSync(path.join(folder, file)));

/** What the shared evaluator counts, as far as it is printed here. */
export type Counts = Readonly<
  Record<
    | "requests"
    | "missing"
    | "tp"
    | "fp"
    | "fn"
    | "qtyOk"
    | "priceOk"
    | "taxOk"
    | "unknown"
    | "unknownFlagged"
    | "unknownInvented"
    | "flagsRaised"
    | "flagsTrue"
    | "ambiguous"
    | "ambiguousFlagged"
    | "ambiguousGuessed"
    | "negated"
    | "negatedIncluded"
    | "contactOk"
    | "claimed"
    | "claimedFlagged"
    | "claimedApplied"
    | "delivery"
    | "deliveryOk"
    | "deliveryInvented"
    | "totalsDecidable"
    | "totalsOk"
    | "draftExact"
    | "edits",
    number
  >
>;

type Made = { readonly profile: string; readonly out: string; readonly seed: string; readonly skus?: string; readonly requests?: string };

/** Makes catalogue, customers, requests and truth of a seed. */
export function makeData({ profile, out, seed, skus, requests }: Made): void {
  const sizes = [...(skus ? ["--skus", skus] : []), ...(requests ? ["--requests", requests] : [])];
  run("gen.mjs", ["--profile", profile, "--out", out, "--seed", seed, ...sizes]);
}

/** Judges the answers of a folder; `errors` is a file that tells of each request what is wrong with it. */
export function judge(data: string, answers: string, errors: string | null): Counts {
  const result = path.join(data, "result.json");
  run("eval.mjs", ["--data", data, "--answers", answers, "--json", result, ...(errors === null ? [] : ["--errors", errors])]);
  return (JSON.parse(readFileSync(result, "utf8")) as { readonly counts: Counts }).counts;
}

function run(program: string, args: readonly string[]): void {
  const { status, stderr } = spawnSync(process.execPath, [path.join(folder, program), ...args], { encoding: "utf8" });
  if (status !== 0) throw new Error(`${program} acabó con ${status}: ${stderr.slice(0, 2000)}`);
}
