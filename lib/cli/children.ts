import { spawn, type ChildProcess } from "node:child_process";
import fs from "node:fs";
import path from "node:path";

export type Child = {
  readonly name: string;
  readonly pid: number;
  /** Resolves when the process is gone, whatever ended it. */
  readonly gone: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
  /** Asks to stop, and after the grace period makes it. */
  stop(graceMs?: number): Promise<void>;
  kill(signal: NodeJS.Signals): void;
};

type Options = {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly logDir: string;
};

/** Starts a long-lived process in a group of its own, its output in `<logDir>/<name>.log`. */
export function startChild({ name, command, args, cwd, env, logDir }: Options): Child {
  fs.mkdirSync(logDir, { recursive: true });
  const log = fs.openSync(path.join(logDir, `${name}.log`), "a", 0o600);
  const child = spawn(command, [...args], {
    cwd,
    env: { ...env } as NodeJS.ProcessEnv,
    stdio: ["ignore", log, log],
    // ctrl-C reaches the launcher alone, which stops everything in order.
    detached: process.platform !== "win32",
  });
  fs.closeSync(log);
  const gone = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve, reject) => {
    child.once("exit", (code, signal) => resolve({ code, signal }));
    child.once("error", reject);
  });
  return { name, pid: child.pid ?? 0, gone, kill: (signal) => send(child, signal), stop: (graceMs = 10_000) => stop(child, gone, graceMs) };
}

async function stop(child: ChildProcess, gone: Promise<unknown>, graceMs: number): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  send(child, "SIGTERM");
  const timer = setTimeout(() => send(child, "SIGKILL"), graceMs);
  await gone;
  clearTimeout(timer);
}

/** To the whole group, so that helpers a process started go with it. */
function send(child: ChildProcess, signal: NodeJS.Signals): void {
  if (!child.pid) return;
  try {
    process.kill(process.platform === "win32" ? child.pid : -child.pid, signal);
  } catch (e) {
    if ((e as NodeJS.ErrnoException).code !== "ESRCH") throw e;
  }
}

/** Waits until an address answers, or the process behind it ends; the last lines of its log say why. */
export async function answers(url: string, child: Child, logDir: string, timeoutMs: number): Promise<void> {
  let ended: string | undefined;
  void child.gone.then(({ code, signal }) => (ended = `terminó (${signal ?? code})`));
  const deadline = Date.now() + timeoutMs;
  while (Date.now() < deadline && !ended) {
    if (await isUp(url)) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${child.name} ${ended ?? "no responde"}: ${lastLines(path.join(logDir, `${child.name}.log`))}`);
}

async function isUp(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { redirect: "manual", signal: AbortSignal.timeout(2000) });
    return response.status < 500;
  } catch (e) {
    if (e instanceof TypeError || (e instanceof DOMException && e.name === "TimeoutError")) return false;
    throw e;
  }
}

export function lastLines(file: string, count = 4): string {
  if (!fs.existsSync(file)) return "sin registro";
  return fs.readFileSync(file, "utf8").trim().split("\n").slice(-count).join(" · ").slice(-600);
}
