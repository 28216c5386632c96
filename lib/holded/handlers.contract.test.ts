import { describe, expect, it, vi } from "vitest";
import { holdedHandlers } from "@/lib/holded/handlers";
import { sweepPushes } from "@/lib/holded/outbox/handlers";
import { enqueueSync } from "@/lib/holded/mirror/jobs";
import { mirrorAge } from "@/lib/holded/mirror/age";
import type { CompanyScope } from "@/lib/platform/db/scope";
import { startWorker, type Worker } from "@/lib/platform/worker";
import { testDatabase } from "@/lib/testing/database";
import { approved, connected, plan, testHolded } from "@/lib/testing/holded";
import { jobsOf } from "@/lib/testing/jobs";

const database = testDatabase();
const holded = testHolded();

async function withWorker(work: (worker: Worker) => Promise<void>): Promise<void> {
  const worker = await startWorker(holdedHandlers());
  try {
    await work(worker);
  } finally {
    await worker.stop(5_000);
  }
}

const statesOf = (scope: CompanyScope) =>
  scope.read(async (tx) => (await tx.proposal.findMany({ select: { state: true } })).map(({ state }) => state));
const settled = (scope: CompanyScope, count: number) =>
  vi.waitFor(async () => expect(await statesOf(scope)).toEqual(Array(count).fill("settled")), { timeout: 40_000, interval: 200 });

describe("the worker", { timeout: 60_000 }, () => {
  it("sends many approvals of one company one after another, and none twice", async () => {
    const { scope, account } = await connected(holded(), { switches: { plan: "premium" } });
    for (let i = 0; i < 8; i += 1) await approved(scope);
    await withWorker(() => settled(scope, 8));
    expect(holded().control.objects("purchases", account)).toHaveLength(8);
    expect(holded().control.objects("contacts", account)).toHaveLength(1);
  });

  it("starts by itself when the undo window ends, and not before", async () => {
    const { scope } = await connected(holded());
    const startAfter = new Date(Date.now() + 1_500);
    const { proposalId } = await approved(scope, plan(), startAfter);
    await withWorker(() => settled(scope, 1));
    const sending = await scope.read((tx) => tx.proposalEvent.findFirstOrThrow({ where: { proposalId, kind: "sending" } }));
    expect(sending.createdAt.getTime()).toBeGreaterThanOrEqual(startAfter.getTime());
  });

  it("goes on with a push whose worker died and whose job is gone", async () => {
    const { scope, account } = await connected(holded());
    const { pushId } = await approved(scope);
    await database.asSuperuser("DELETE FROM pgboss.job WHERE data->>'pushId' = $1", [pushId]);
    const died = {
      state: "running",
      claimedBy: "dead:1:x",
      claimedUntil: new Date(Date.now() + 1_000),
      nextAttempt: new Date(Date.now() - 60_000),
    };
    await scope.write((tx) => tx.push.updateMany({ where: { id: pushId }, data: died }));
    await sweepPushes();
    await withWorker(() => settled(scope, 1));
    expect(holded().control.objects("purchases", account)).toHaveLength(1);
  });

  it("fills the mirror of a new connection without being asked", async () => {
    const { scope } = await connected(holded());
    await withWorker(() =>
      vi.waitFor(async () => expect((await mirrorAge(scope)).every(({ syncedAt }) => syncedAt !== null)).toBe(true), {
        timeout: 40_000,
        interval: 200,
      }),
    );
  });

  it("queues one synchronisation of a company, however often it is asked for", async () => {
    const { scope } = await connected(holded());
    for (const _ of [1, 2, 3]) await scope.write((tx) => enqueueSync(tx, scope, "refresh"));
    expect((await jobsOf(scope)).filter(({ name }) => name === "mirror.sync")).toHaveLength(1);
  });
});
