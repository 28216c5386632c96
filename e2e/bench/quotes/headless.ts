import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { measureOn } from "../reconcile/one-core";
import { judge, makeData, type Counts } from "./shared-bench";

/** Of one run on one core: processor time of the index and of each draft, memory at its highest. */
export type Usage = { readonly indexMs: number; readonly draftMs: readonly number[]; readonly peakMb: number };
export type Run = { readonly counts: Counts; readonly usage: Usage };

type Asked = {
  readonly profile: string;
  readonly seed: string;
  readonly skus?: string;
  readonly requests?: string;
  /** Where the errors of each request are kept; null: nowhere. */
  readonly errors: string | null;
};

/** Makes the data of a seed, lets the agent answer in a process of its own, and judges the answers. */
export function runHeadless({ errors, ...made }: Asked): Run {
  const folder = mkdtempSync(path.join(tmpdir(), "bench-quotes-"));
  try {
    makeData({ ...made, out: folder });
    const read = measureOn("e2e/bench/quotes/measured-process.ts", folder);
    const told = path.join(folder, "errors.jsonl");
    const counts = judge(folder, path.join(folder, "answers.jsonl"), errors === null ? null : told);
    if (errors !== null) copyFileSync(told, errors);
    return { counts, usage: read("usage.json") as Usage };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
