import { agentHandlers } from "@/lib/agents/handlers";
import { main, refuseUnsafeStart } from "@/lib/cli/command-line";
import { closeReaders } from "@/lib/documents/read-document";
import { holdedHandlers } from "@/lib/holded/handlers";
import { mailboxHandlers } from "@/lib/mailbox/handlers";
import { sweepPushes } from "@/lib/holded/outbox/handlers";
import { log } from "@/lib/platform/telemetry";
import { startWorker } from "@/lib/platform/worker";

const graceMs = 25_000;

// `npm run worker`: reads documents, writes to Holded, keeps the copies of Holded fresh. Any number may run at once.
await main(async () => {
  await refuseUnsafeStart();
  const worker = await startWorker([...agentHandlers, ...holdedHandlers(), ...mailboxHandlers]);
  // What a worker that died left half done goes on now, not at the next full minute.
  await sweepPushes();
  log().info("worker ready");
  const signal = await new Promise<string>((resolve) => {
    for (const name of ["SIGTERM", "SIGINT"]) process.once(name, () => resolve(name));
  });
  log().info({ signal }, "worker stops: running jobs may finish");
  await worker.stop(graceMs);
  closeReaders();
});
