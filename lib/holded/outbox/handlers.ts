import "server-only";
import { randomBytes } from "node:crypto";
import os from "node:os";
import { blobStore } from "@/lib/documents/blob-store";
import { enqueueLook, enqueueRun, pushJob, pushSweepJob, wakeAgainJob } from "@/lib/holded/outbox/jobs";
import { runPush, type RunOptions } from "@/lib/holded/outbox/run";
import { allCompanies, duePushes, nextDue } from "@/lib/holded/outbox/store";
import { wakeAgain } from "@/lib/holded/outbox/wake";
import { companyScope, systemScope, type CompanyScope } from "@/lib/platform/db/scope";
import { handle, type JobHandler } from "@/lib/platform/worker";
import { environment } from "@/lib/review/model";

/** How long this worker holds, waits and pauses; by default as `runPush` does. */
type Patience = Pick<RunOptions, "leaseMs" | "readLagMs" | "callMs" | "backoffMs">;

/** What writes to Holded in the background. */
export function outboxHandlers(patience: Patience = {}): readonly JobHandler[] {
  return [
    handle(pushJob, ({ pushId, ...key }, { signal }) => work(companyScope(key), pushId, patience, signal)),
    handle(pushSweepJob, sweepPushes),
    handle(wakeAgainJob, (key) => wakeAgain(companyScope(key))),
  ];
}

/** After so many in a row another company gets its turn. */
const maxInARow = 20;

/**
 * Runs the push, then whatever else of this company could begin meanwhile: a job that found its push waiting behind
 * another one has gone home, because the worker at that one looks again after it let go.
 */
async function work(scope: CompanyScope, firstId: string, patience: Patience, signal: AbortSignal): Promise<void> {
  const readFile = (key: string) => blobStore().get(key);
  let pushId: string | null = firstId;
  const tried: string[] = [];
  while (pushId !== null && tried.length < maxInARow && !signal.aborted) {
    tried.push(pushId);
    const workerId = `${os.hostname()}:${process.pid}:${randomBytes(4).toString("hex")}`;
    const outcome = await runPush(scope, pushId, { workerId, readFile, ...patience });
    if (outcome.kind === "busy") await lookAgain(scope, pushId, outcome.until);
    pushId = await scope.read((tx) => nextDue(tx, scope, new Date(), tried));
  }
  const next = pushId;
  if (next !== null) await scope.write((tx) => enqueueRun(tx, scope, next, new Date()));
}

/** In case the worker that is busy dies: its claim ends then. */
function lookAgain(scope: CompanyScope, pushId: string, at: Date): Promise<void> {
  return scope.write((tx) => enqueueLook(tx, scope, pushId, "busy", at));
}

/** A queued job may be a few seconds late without anything being wrong. */
const graceMs = 15_000;

/**
 * Puts pushes back to work whose job was lost. Also run when a worker starts. A worker that dies needs no sweep: every
 * claim leaves a job behind for the moment at which it runs out.
 */
export async function sweepPushes(): Promise<void> {
  const companies = await systemScope(allCompanies);
  for (const { id: companyId } of companies) {
    for (const where of environment.options) await sweep(companyScope({ companyId, environment: where }), new Date());
  }
}

/**
 * So many in one transaction. Workers that start together sweep the same pushes, and wait for each other's jobs until they
 * are committed: that must be soon.
 */
const sweepAtOnce = 5;

async function sweep(scope: CompanyScope, now: Date): Promise<void> {
  const due = await scope.read((tx) => duePushes(tx, scope, new Date(now.getTime() - graceMs)));
  for (let from = 0; from < due.length; from += sweepAtOnce) {
    await scope.write(async (tx) => {
      for (const { id, claimedUntil } of due.slice(from, from + sweepAtOnce))
        await enqueueLook(tx, scope, id, "lost", claimedUntil && claimedUntil > now ? claimedUntil : now);
    });
  }
}
