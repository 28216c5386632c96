import "server-only";
import type { JobWithMetadata, PgBoss } from "pg-boss";
import type { z } from "zod";
import { createQueue, deadQueue, startBoss, type Job } from "@/lib/platform/jobs";
import { log } from "@/lib/platform/telemetry";

export type JobContext = {
  readonly jobId: string;
  /** 1 on the first run. */
  readonly attempt: number;
  readonly lastAttempt: boolean;
  /** Aborted when the run took longer than the job allows, and when the worker gives up waiting at its stop. */
  readonly signal: AbortSignal;
};

export type JobHandler = {
  readonly job: Job;
  readonly run: (payload: object, context: JobContext) => Promise<void>;
  readonly giveUp: ((payload: object) => Promise<void>) | undefined;
};

/**
 * Binds a job to its code. `run` may be repeated after a crash at any point: its first line reloads the state. What it
 * throws is tried again; after the last attempt, crashes included, `giveUp` puts the item into a state a person sees.
 */
export function handle<S extends z.ZodType<object>>(
  job: Job<S>,
  run: (payload: z.output<S>, context: JobContext) => Promise<unknown>,
  giveUp?: (payload: z.output<S>) => Promise<unknown>,
): JobHandler {
  return {
    job,
    run: async (payload, context) => void (await run(job.payload.parse(payload), context)),
    giveUp: giveUp && (async (payload) => void (await giveUp(job.payload.parse(payload)))),
  };
}

export type Worker = {
  /** Takes no new job and waits for the running ones, `graceMs` at most; what still runs is tried again later. */
  stop(graceMs?: number): Promise<void>;
};

/** Works off the queues of these handlers until stopped. Any number of processes may do so at once. */
export async function startWorker(handlers: readonly JobHandler[]): Promise<Worker> {
  const boss = await startBoss({ max: 4, supervise: true, schedule: true, useListenNotify: true });
  for (const handler of handlers) await attach(boss, handler);
  return { stop: (graceMs = 30_000) => boss.stop({ graceful: true, timeout: graceMs }) };
}

// New jobs arrive by notification; polling is for those whose time comes later, such as the end of an undo window.
const polling = { pollingIntervalSeconds: 1, notifyPollingIntervalSeconds: 1 } as const;

async function attach(boss: PgBoss, handler: JobHandler): Promise<void> {
  const { job, giveUp } = handler;
  await createQueue(boss, job);
  const options = { ...polling, includeMetadata: true, batchSize: 1, localConcurrency: job.concurrency } as const;
  await boss.work(job.name, options, async ([run]: JobWithMetadata<object>[]) => run && runOnce(handler, run));
  if (giveUp) {
    const patient = { pollingIntervalSeconds: 5, notifyPollingIntervalSeconds: 5, includeMetadata: true, batchSize: 1 } as const;
    await boss.work(deadQueue(job.name), patient, async ([dead]: JobWithMetadata<object>[]) => dead && giveUp(dead.data));
  }
  if (job.cron) await boss.schedule(job.name, job.cron, {}, { tz: "Europe/Madrid", singletonKey: "cron" });
  else await boss.unschedule(job.name);
}

async function runOnce({ job, run }: JobHandler, { id, data, retryCount, retryLimit, signal }: JobWithMetadata<object>): Promise<void> {
  const attempt = retryCount + 1;
  const started = performance.now();
  const line = () => ({ job: job.name, jobId: id, attempt, ms: Math.round(performance.now() - started) });
  try {
    await run(data, { jobId: id, attempt, lastAttempt: retryCount >= retryLimit, signal });
    log().info(line(), "job done");
  } catch (error) {
    log().error({ ...line(), error }, "job failed");
    // The queue keeps what is thrown in its tables: the reason without texts that may quote a document.
    throw new Error(error instanceof Error ? error.name : "unknown error");
  }
}
