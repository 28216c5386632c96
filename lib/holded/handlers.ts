import "server-only";
import { randomBytes } from "node:crypto";
import os from "node:os";
import { blobStore } from "@/lib/documents/blob-store";
import { allConnections } from "@/lib/holded/account-store";
import { syncMirror, type SyncOptions } from "@/lib/holded/mirror";
import { enqueueSync, mirrorScheduleJob, mirrorSyncJob } from "@/lib/holded/mirror/jobs";
import { enqueueRun, pushJob, pushSweepJob } from "@/lib/holded/outbox/jobs";
import { runPush } from "@/lib/holded/outbox/run";
import { allCompanies, duePushes } from "@/lib/holded/outbox/store";
import { isPlan, plans } from "@/lib/holded/quota";
import { companyScope, systemScope, type CompanyScope } from "@/lib/platform/db/scope";
import { handle, type JobHandler } from "@/lib/platform/worker";
import { environment } from "@/lib/review/model";

/** Everything the connector does in the background. */
export function holdedHandlers(): readonly JobHandler[] {
  return [
    handle(pushJob, ({ pushId, ...key }, { signal }) => work(companyScope(key), pushId, signal)),
    handle(pushSweepJob, sweepPushes),
    handle(mirrorSyncJob, ({ purpose, resources, ...key }) => sync(companyScope(key), { purpose, ...(resources ? { resources } : {}) })),
    handle(mirrorScheduleJob, () => scheduleSyncs(new Date())),
  ];
}

/** After so many in a row another company gets its turn. */
const maxInARow = 20;

/**
 * Runs the push, then whatever else of this company has come due meanwhile: a job that found the company busy has gone
 * home, because the worker that was busy looks again after it let go.
 */
async function work(scope: CompanyScope, firstId: string, signal: AbortSignal): Promise<void> {
  const readFile = (key: string) => blobStore().get(key);
  let pushId: string | undefined = firstId;
  const tried = new Set<string>();
  while (pushId !== undefined && tried.size < maxInARow && !signal.aborted) {
    tried.add(pushId);
    const workerId = `${os.hostname()}:${process.pid}:${randomBytes(4).toString("hex")}`;
    const outcome = await runPush(scope, pushId, { workerId, readFile });
    if (outcome.kind === "busy") return returnAt(scope, pushId, outcome.until);
    const due = await scope.read((tx) => duePushes(tx, scope, new Date(), tried.size + 1));
    pushId = due.find(({ id }) => !tried.has(id))?.id;
  }
  if (pushId !== undefined) await returnAt(scope, pushId, new Date());
}

/** In case the worker that is busy dies: its claim ends then. */
function returnAt(scope: CompanyScope, pushId: string, at: Date): Promise<void> {
  return scope.write((tx) => enqueueRun(tx, scope, pushId, at));
}

/** A queued job may be a few seconds late without anything being wrong. */
const graceMs = 15_000;

/** Puts pushes back to work whose worker died or whose job was lost. Also run when a worker starts. */
export async function sweepPushes(): Promise<void> {
  const companies = await systemScope(allCompanies);
  for (const { id: companyId } of companies) {
    for (const where of environment.options) await sweep(companyScope({ companyId, environment: where }), new Date());
  }
}

function sweep(scope: CompanyScope, now: Date): Promise<void> {
  return scope.write(async (tx) => {
    for (const { id, claimedUntil } of await duePushes(tx, scope, new Date(now.getTime() - graceMs))) {
      await enqueueRun(tx, scope, id, claimedUntil && claimedUntil > now ? claimedUntil : now);
    }
  });
}

/** Troubles that pass by themselves: the queue tries again. The others wait for a person, and stand in the mirror's state. */
const passing: readonly string[] = ["holded.unreachable", "holded.server_error", "holded.rate_limited", "holded.bad_answer"];

async function sync(scope: CompanyScope, options: SyncOptions): Promise<void> {
  const result = await syncMirror(scope, options);
  if (!result.ok && passing.includes(result.error.code)) throw new Error(result.error.code);
}

/**
 * Keys that are refused are not tried: a person has to change them first. Accounts with few calls a month are read once
 * a day, in the morning.
 */
async function scheduleSyncs(now: Date): Promise<void> {
  const connections = await systemScope(allConnections);
  for (const { companyId, environment: where, status, plan } of connections) {
    const isSmall = !isPlan(plan) || plans[plan].perMonth < 2_000;
    if (status === "refused" || (isSmall && now.getUTCHours() >= 10)) continue;
    const key = { companyId, environment: environment.parse(where) };
    await companyScope(key).write((tx) => enqueueSync(tx, key, "scheduled"));
  }
}
