import { Worker } from "node:worker_threads";
import type { Reply } from "@/lib/documents/isolate";

type Message = { readonly id: number; readonly task: unknown };

/**
 * The child's side of `Isolate`: takes one task after the other, and ends with its parent. A second thread watches
 * memory and parent, because a hostile file can keep the first one busy for ever.
 */
export function serveTasks(handle: (task: unknown) => Promise<unknown>): void {
  const memoryBytes = Number(process.argv[2]);
  const watch = `
    const parent = process.ppid;
    setInterval(() => {
      if (process.memoryUsage.rss() > ${memoryBytes} || process.ppid !== parent) process.kill(process.pid, "SIGKILL");
    }, 100);`;
  new Worker(watch, { eval: true, execArgv: [], env: {}, stdin: false }).unref();
  process.on("disconnect", () => process.exit(0));
  process.on("message", ({ id, task }: Message) => void handle(task).then((value) => reply({ id, value })));
  reply({ ready: true });
}

function reply(message: Reply): void {
  process.send?.(message);
}
