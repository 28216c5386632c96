import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { writeLedger } from "./make-ledger";
import type { BenchLedger, BenchProposal } from "./shared-bench";

export type Usage = {
  /** Time of the processor, which a busy machine does not lengthen: of the matching alone, and of the whole program. */
  readonly engineMs: number;
  readonly allMs: number;
  readonly peakMb: number;
};
export type HeadlessRun = { readonly proposals: readonly BenchProposal[]; readonly usage: Usage };

const flags = ["--conditions=react-server", "--max-old-space-size=8192", "--import", "tsx"];

/** Lets the agent answer a ledger in a process of its own on one core. `folder` is left with the data and its answers. */
export function runHeadless(ledger: BenchLedger, folder: string): HeadlessRun {
  writeLedger(ledger, folder);
  const program = ["e2e/bench/reconcile/measured-process.ts", folder];
  const { status, stderr } = spawnSync("taskset", ["--cpu-list", "0", process.execPath, ...flags, ...program], {
    encoding: "utf8",
    maxBuffer: 1 << 26,
  });
  if (status !== 0) throw new Error(`el agente acabó con ${status}: ${stderr.slice(0, 2000)}`);
  return { proposals: readJson(path.join(folder, "proposals.json")), usage: readJson(path.join(folder, "usage.json")) };
}

const readJson = <T>(file: string): T => JSON.parse(readFileSync(file, "utf8")) as T;
