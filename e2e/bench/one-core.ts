import { spawnSync } from "node:child_process";

const flags = ["--conditions=react-server", "--max-old-space-size=8192", "--import", "tsx"];

/** Runs a program of ours alone on one core until it ends. @throws with what it said when it fails. */
export function runOnOneCore(program: string, args: readonly string[]): void {
  const { status, stderr } = spawnSync("taskset", ["--cpu-list", "0", process.execPath, ...flags, program, ...args], { encoding: "utf8" });
  if (status !== 0) throw new Error(`${program} acabó con ${status}: ${stderr.slice(0, 2000)}`);
}
