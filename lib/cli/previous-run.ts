import fs from "node:fs";
import path from "node:path";

const file = (dataDir: string) => path.join(dataDir, "run.json");

/** Remembers the processes of this run, so that the next start can end what a killed launcher left behind. */
export function recordRun(dataDir: string, pids: readonly number[]): void {
  const processes = pids.map((pid) => ({ pid, command: commandOf(pid) }));
  fs.writeFileSync(file(dataDir), JSON.stringify(processes), { mode: 0o600 });
}

/** Ends processes that a launcher which was killed left running. Only what is provably still the same process. */
export async function endPreviousRun(dataDir: string): Promise<void> {
  if (!fs.existsSync(file(dataDir))) return;
  const processes = JSON.parse(fs.readFileSync(file(dataDir), "utf8")) as { pid: number; command: string | null }[];
  const ours = processes.filter(({ pid, command }) => command !== null && commandOf(pid) === command);
  for (const { pid } of ours) signal(pid, "SIGTERM");
  const deadline = Date.now() + 10_000;
  while (Date.now() < deadline && ours.some(({ pid, command }) => commandOf(pid) === command)) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  for (const { pid, command } of ours) if (commandOf(pid) === command) signal(pid, "SIGKILL");
  fs.rmSync(file(dataDir), { force: true });
}

/** Command line and start time of a process, where the system tells; null elsewhere, and nothing is ended there. */
function commandOf(pid: number): string | null {
  const folder = `/proc/${pid}`;
  if (!fs.existsSync(folder)) return null;
  const started = fs.readFileSync(`${folder}/stat`, "utf8").split(") ")[1]?.split(" ")[19];
  return `${started} ${fs.readFileSync(`${folder}/cmdline`, "utf8")}`;
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(-pid, name);
  } catch (e) {
    if ((e as NodeJS.ErrnoException).code !== "ESRCH") throw e;
  }
}
