import "server-only";
import { spawn, type ChildProcess } from "node:child_process";
import path from "node:path";
import { childProgram } from "@/lib/documents/child-program";

/** What became of work that another process did: it answered, or it had to be ended. */
export type Outcome<T> =
  { readonly kind: "answered"; readonly value: T } | { readonly kind: "ended"; readonly by: "time" | "memory" | "crash" };

export type IsolateOptions = {
  /** Path from the root of the project to a script that serves tasks with `serveTasks`. */
  readonly script: string;
  readonly maxProcesses: number;
  /** Resident memory at which a child ends itself; half of it is the most its JavaScript heap may take. */
  readonly memoryBytes: number;
};

/** Answers to the parent; `ready` comes once, before any work. */
export type Reply = { readonly ready: true } | { readonly id: number; readonly value: unknown };

const idleMs = 60_000;
const startMs = 60_000;

/**
 * Runs tasks in processes of their own, which stay warm and are replaced when a task takes too long, too much memory
 * or the process with it. A child has no settings and no secrets, ends with its parent, and holds nobody up at exit.
 */
export class Isolate {
  private readonly options: IsolateOptions;
  private readonly idle: Child[] = [];
  private readonly waiting: (() => void)[] = [];
  private free: number;

  constructor(options: IsolateOptions) {
    this.options = options;
    this.free = options.maxProcesses;
  }

  async run<T>(task: unknown, timeoutMs: number): Promise<Outcome<T>> {
    if (this.free > 0) this.free--;
    else await new Promise<void>((resolve) => this.waiting.push(resolve));
    const child = this.idle.pop() ?? new Child(this.options);
    try {
      return (await child.run(task, timeoutMs)) as Outcome<T>;
    } finally {
      if (child.isAlive) this.rest(child);
      const next = this.waiting.shift();
      if (next) next();
      else this.free++;
    }
  }

  /** Process ids of the children that are up and have nothing to do. */
  idlePids(): number[] {
    return this.idle.map(({ pid }) => pid);
  }

  /** Ends idle children now instead of a minute later. */
  close(): void {
    for (const child of this.idle.splice(0)) child.end();
  }

  private rest(child: Child): void {
    this.idle.push(child);
    child.rest(() => {
      const at = this.idle.indexOf(child);
      if (at >= 0) this.idle.splice(at, 1);
    });
  }
}

type Ending = Extract<Outcome<unknown>, { kind: "ended" }>["by"];

class Child {
  isAlive = true;
  private readonly process: ChildProcess;
  private readonly gone: Promise<Ending>;
  private readonly ready: Promise<void>;
  private idleTimer: NodeJS.Timeout | undefined;
  private onGone: () => void = () => undefined;
  private onReply: (reply: Reply) => void = () => undefined;
  private lastId = 0;

  constructor({ script, memoryBytes }: IsolateOptions) {
    this.process = launch(script, memoryBytes);
    this.ready = new Promise((resolve) => {
      this.onReply = (reply) => "ready" in reply && resolve();
    });
    this.process.on("message", (reply: Reply) => this.onReply(reply));
    this.gone = new Promise((resolve) => {
      this.process.once("error", () => resolve(this.bury("crash")));
      this.process.once("exit", (code, signal) => resolve(this.bury(endingOf(code, signal))));
    });
    process.once("exit", this.end);
  }

  get pid(): number {
    return this.process.pid ?? 0;
  }

  async run(task: unknown, timeoutMs: number): Promise<Outcome<unknown>> {
    this.wake();
    const started = await this.within(startMs, this.ready);
    if (started.kind === "ended") throw new Error(`the isolated process did not start: ${started.by}`);
    const id = ++this.lastId;
    const reply = new Promise<unknown>((resolve) => {
      this.onReply = (answer) => "id" in answer && answer.id === id && resolve(answer.value);
    });
    // A child that dies now is noticed by its exit; what could not be sent is lost with it.
    this.process.send({ id, task }, () => undefined);
    return this.within(timeoutMs, reply);
  }

  /** Waits for the next task without keeping the parent from ending. */
  rest(onGone: () => void): void {
    this.onGone = onGone;
    this.process.unref();
    this.process.channel?.unref();
    this.idleTimer = setTimeout(this.end, idleMs).unref();
  }

  readonly end = (): void => {
    this.onGone();
    this.isAlive = false;
    this.process.kill("SIGKILL");
  };

  private wake(): void {
    clearTimeout(this.idleTimer);
    this.onGone = () => undefined;
    this.process.ref();
    this.process.channel?.ref();
  }

  private async within<T>(ms: number, answer: Promise<T>): Promise<Outcome<T>> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<"time">((resolve) => {
      timer = setTimeout(() => resolve("time"), ms);
    });
    const ended = Promise.race([late, this.gone]).then((by): Outcome<T> => ({ kind: "ended", by }));
    const outcome = await Promise.race([answer.then((value): Outcome<T> => ({ kind: "answered", value })), ended]);
    clearTimeout(timer);
    if (outcome.kind === "ended") this.end();
    return outcome;
  }

  private bury(by: Ending): Ending {
    this.isAlive = false;
    clearTimeout(this.idleTimer);
    process.off("exit", this.end);
    this.onGone();
    return by;
  }
}

/** SIGKILL comes from the child's own memory watch, SIGABRT (134) from a full JavaScript heap. */
function endingOf(code: number | null, signal: NodeJS.Signals | null): Ending {
  return signal === "SIGKILL" || signal === "SIGABRT" || code === 134 ? "memory" : "crash";
}

/** glibc else keeps what pictures took: they are given back to the system as soon as they are freed. Others ignore this. */
const givesBack = { MALLOC_ARENA_MAX: "1", MALLOC_MMAP_THRESHOLD_: "131072", MALLOC_TRIM_THRESHOLD_: "131072" };

function launch(script: string, memoryBytes: number): ChildProcess {
  const heap = Math.round(memoryBytes / 2 / 1024 / 1024);
  // A small nursery: pages leave much garbage behind, and a child would keep a hundred megabytes of it.
  const engine = [`--max-old-space-size=${heap}`, "--max-semi-space-size=4", "--conditions=react-server", "--input-type=module"];
  const child = spawn(process.execPath, [...engine, "-", String(memoryBytes), path.basename(script, ".ts")], {
    cwd: path.resolve(import.meta.dirname, "../.."),
    env: { NODE_ENV: "production", ...givesBack },
    serialization: "advanced",
    stdio: ["pipe", "ignore", "ignore", "ipc"],
  });
  // A child that dies before it has read its program is noticed by its exit.
  child.stdin?.on("error", () => undefined).end(childProgram(script));
  return child;
}
