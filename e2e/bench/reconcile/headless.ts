import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { writeLedger } from "./make-ledger";
import type { BenchLedger, BenchProposal } from "./shared-bench";

export type Usage = {
  /** Of the processor, which a busy machine does not lengthen; the start of the program is not in it. */
  readonly processorMs: number;
  readonly peakMb: number;
};
export type HeadlessRun = { readonly proposals: readonly BenchProposal[]; readonly usage: Usage };

let startMs: number | null = null;

/** Lets the headless agent answer a ledger on one core. `folder` is left with the data and its proposals. */
export function runHeadless(ledger: BenchLedger, folder: string): HeadlessRun {
  startMs ??= median([1, 2, 3].map(() => answered(emptied(ledger), path.join(folder, "empty")).usage.processorMs));
  const { proposals, usage } = answered(ledger, folder);
  return { proposals, usage: { ...usage, processorMs: Math.max(0, usage.processorMs - startMs) } };
}

function answered(ledger: BenchLedger, folder: string): HeadlessRun {
  writeLedger(ledger, folder);
  const [out, used] = [path.join(folder, "proposals.json"), path.join(folder, "usage.json")];
  const flags = [
    "--conditions=react-server",
    "--max-old-space-size=8192",
    "--import",
    "tsx",
    "--import",
    "./e2e/bench/reconcile/usage.mjs",
  ];
  const agent = ["lib/cli/agent.ts", "reconciliation", "--data", folder, "--out", out];
  const { status, stderr } = spawnSync("taskset", ["--cpu-list", "0", process.execPath, ...flags, ...agent], {
    env: { ...process.env, VISTO_BENCH_USAGE: used },
    encoding: "utf8",
    maxBuffer: 1 << 26,
  });
  if (status !== 0) throw new Error(`el agente acabó con ${status}: ${stderr.slice(0, 2000)}`);
  return { proposals: readJson<readonly BenchProposal[]>(out), usage: readJson<Usage>(used) };
}

const readJson = <T>(file: string): T => JSON.parse(readFileSync(file, "utf8")) as T;

const emptied = (ledger: BenchLedger): BenchLedger => ({ ...ledger, movements: [], documents: [], contacts: [], truth: { movements: {} } });

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
