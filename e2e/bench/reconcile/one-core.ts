import { readFileSync } from "node:fs";
import path from "node:path";
import { runOnOneCore } from "../one-core";
import { writeLedger } from "./make-ledger";
import type { BenchLedger } from "./shared-bench";

/** Writes a ledger into a folder and runs a program of ours on it, alone on one core; reads what it left there. */
export function runOnLedger(program: string, ledger: BenchLedger, folder: string): (file: string) => unknown {
  writeLedger(ledger, folder);
  runOnOneCore(program, [folder]);
  return (file) => JSON.parse(readFileSync(path.join(folder, file), "utf8")) as unknown;
}
