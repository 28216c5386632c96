import "server-only";
import { randomUUID } from "node:crypto";
import { fromPrisma, PgBoss } from "pg-boss";
import type { z } from "zod";
import { jobSchema } from "@/lib/platform/db/migrate";
import type { Tx } from "@/lib/platform/db/scope";
import { env } from "@/lib/platform/env";
import { log } from "@/lib/platform/telemetry";

/** A kind of work that happens later, outside the request: its name, what it is told, and how often it is tried. */
export type Job<S extends z.ZodType<object> = z.ZodType<object>> = {
  /** `<thing>.<verb>`; also the name of its queue. */
  readonly name: string;
  readonly payload: S;
  readonly retryLimit: number;
  /** First pause; each further one is about twice as long, up to `retryDelayMaxSeconds`. */
  readonly retryDelaySeconds: number;
  readonly retryDelayMaxSeconds: number;
  /** After this time a run counts as lost and is tried again. */
  readonly expireSeconds: number;
  /** Runs at once in one worker process. */
  readonly concurrency: number;
  /** Repeats by itself, in Madrid time: such a job takes `{}`. */
  readonly cron: string | undefined;
};

type JobSpec<S extends z.ZodType<object>> = Pick<Job<S>, "name" | "payload"> & Partial<Job<S>>;

export function defineJob<S extends z.ZodType<object>>(spec: JobSpec<S>): Job<S> {
  return {
    retryLimit: 5,
    retryDelaySeconds: 2,
    retryDelayMaxSeconds: 600,
    expireSeconds: 300,
    concurrency: 1,
    cron: undefined,
    ...spec,
  };
}

export type EnqueueOptions = {
  /** Not before this instant, or not before so many seconds from now. */
  readonly startAfter?: Date | number;
  /** While a job with this key waits to run, a second one is the same one. One that already runs does not count. */
  readonly singletonKey?: string;
};

/**
 * Puts a job in the queue inside the caller's transaction: it runs when the transaction commits, and never otherwise.
 * Returns the id of the job, or null when one with the same singleton key was already waiting.
 */
export async function enqueue<S extends z.ZodType<object>>(
  tx: Tx,
  job: Job<S>,
  payload: z.input<S>,
  { startAfter, singletonKey }: EnqueueOptions = {},
): Promise<string | null> {
  const boss = await sender();
  await ensureQueue(boss, job);
  return boss.send(job.name, job.payload.parse(payload), {
    db: fromPrisma(tx),
    singletonKey: singletonKey ?? randomUUID(),
    ...(startAfter === undefined ? {} : { startAfter }),
  });
}

/** The queue of jobs that ran out of attempts. */
export function deadQueue(name: string): string {
  return `${name}.dead`;
}

type Sender = { readonly boss: Promise<PgBoss>; readonly queues: Map<string, Promise<void>> };
const held = globalThis as unknown as { vistoSender?: Sender };

/** One connection that only knows which queues exist; jobs themselves travel on the caller's transaction. */
async function sender(): Promise<PgBoss> {
  held.vistoSender ??= { boss: startBoss({ max: 1, supervise: false, schedule: false }), queues: new Map() };
  try {
    return await held.vistoSender.boss;
  } catch (e) {
    delete held.vistoSender;
    throw e;
  }
}

/** Closes the sender's connection: at the end of a process that enqueues. */
export async function stopSender(): Promise<void> {
  const stopping = held.vistoSender;
  delete held.vistoSender;
  await (await stopping?.boss)?.stop({ graceful: false });
}

async function ensureQueue(boss: PgBoss, job: Job): Promise<void> {
  const queues = held.vistoSender?.queues ?? new Map<string, Promise<void>>();
  const ready = queues.get(job.name) ?? createQueue(boss, job);
  queues.set(job.name, ready);
  try {
    await ready;
  } catch (e) {
    queues.delete(job.name);
    throw e;
  }
}

/** Committed on its own, not in the caller's transaction: a queue outlives the first job that wanted it. */
export async function createQueue(boss: PgBoss, job: Job): Promise<void> {
  const policy = {
    retryLimit: job.retryLimit,
    retryDelay: job.retryDelaySeconds,
    retryBackoff: true,
    retryDelayMax: job.retryDelayMaxSeconds,
    expireInSeconds: job.expireSeconds,
    // A worker that died stops beating: its job is tried again after about a minute, however long it was allowed to run.
    heartbeatSeconds: 30,
    notify: true,
    deadLetter: deadQueue(job.name),
  };
  await boss.createQueue(deadQueue(job.name), { notify: true, retryLimit: job.retryLimit, retryDelay: 5, retryBackoff: true });
  await boss.createQueue(job.name, { ...policy, policy: "short" });
  // A queue of an older build keeps its old policy otherwise.
  await boss.updateQueue(job.name, policy);
}

type BossOptions = { readonly max: number; readonly supervise: boolean; readonly schedule: boolean; readonly useListenNotify?: boolean };

/** Never migrates: the schema belongs to the owner of the tables, and `npm run migrate` keeps it. */
export async function startBoss(options: BossOptions): Promise<PgBoss> {
  const boss = new PgBoss({
    connectionString: env().DATABASE_URL,
    schema: jobSchema,
    application_name: "visto-bueno jobs",
    migrate: false,
    reindex: false,
    ...options,
  });
  boss.on("error", (error) => log().error({ error }, "job queue"));
  boss.on("warning", ({ message }) => log().warn({ warning: message }, "job queue"));
  await boss.start();
  return boss;
}
