import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { writeLedger } from "./make-ledger";
import type { BenchLedger } from "./shared-bench";

export const flags = ["--conditions=react-server", "--import", "tsx"];
const heap = "--max-old-space-size=6000";

/** Writes a ledger into a folder and runs a program of ours on it, alone on one core; reads what it left there. */
export function runOnOneCore(program: string, ledger: BenchLedger, folder: string): (file: string) => unknown {
  writeLedger(ledger, folder);
  return measureOn(program, folder);
}

/** The same on a folder that holds a ledger already. */
export function measureOn(program: string, folder: string): (file: string) => unknown {
  const { status, stderr } = spawnSync("taskset", ["--cpu-list", "0", process.execPath, heap, ...flags, program, folder], {
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`${program} acabó con ${status}: ${stderr.slice(0, 2000)}`);
  return (file) => JSON.parse(readFileSync(path.join(folder, file), "utf8")) as unknown;
}
