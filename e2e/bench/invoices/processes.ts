import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";

type ChildUsage = {
  readonly pid: number;
  /** The script it runs, such as `reading-process`; empty for any other helper. */
  readonly name: string;
  readonly memoryMb: number;
  readonly cpuMs: number;
};

const ticksPerSecond = 100;

/** The children of this process as Linux counts them; empty elsewhere. */
export function childrenNow(): ChildUsage[] {
  return childPids().flatMap((pid) => {
    try {
      const [name = ""] = /[\w-]+-process/u.exec(readFileSync(`/proc/${pid}/cmdline`, "utf8")) ?? [];
      const stat = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
      const [user, system] = [Number(stat[11]), Number(stat[12])];
      return [{ pid, name, memoryMb: memoryOf(pid), cpuMs: ((user + system) * 1000) / ticksPerSecond }];
    } catch {
      return []; // It has just ended.
    }
  });
}

/** Megabytes in memory; what several processes share, such as the program of Node itself, is divided among them. */
export function memoryOf(pid: number | "self"): number {
  return Number(/^Pss:\s+(\d+) kB/mu.exec(readFileSync(`/proc/${pid}/smaps_rollup`, "utf8"))?.[1]) / 1024;
}

function childPids(): number[] {
  try {
    return readdirSync("/proc/self/task").flatMap((thread) =>
      readFileSync(`/proc/self/task/${thread}/children`, "utf8")
        .split(" ")
        .flatMap((pid) => (pid.trim() ? [Number(pid)] : [])),
    );
  } catch {
    return [];
  }
}

/** Processor time of this process and its children until now, in milliseconds; those that ended in between are lost. */
export function processorMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000 + childrenNow().reduce((sum, { cpuMs }) => sum + cpuMs, 0);
}

/** Keeps this process, its threads and the children it will have on one core; false where that cannot be had. */
export function stayOnOneCore(): boolean {
  try {
    execFileSync("taskset", ["--all-tasks", "--cpu-list", "--pid", "0", String(process.pid)], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}
