import { randomUUID } from "node:crypto";
import { afterEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { defineJob, enqueue } from "@/lib/platform/jobs";
import { handle, startWorker, type JobHandler, type Worker } from "@/lib/platform/worker";
import { testDatabase } from "@/lib/testing/database";
import { jobsOf } from "@/lib/testing/jobs";
import { accountant, company } from "@/lib/testing/people";

testDatabase();

const payload = z.strictObject({
  companyId: z.uuid(),
  note: z.string().default("nothing"),
  deep: z.array(z.number().nullable()).default([]),
});
const newJob = (more = {}) => defineJob({ name: `test.${randomUUID()}`, payload, retryDelaySeconds: 1, ...more });
const newScope = async () => (await company().with(accountant("ana"))).scope;

const running: Worker[] = [];
async function work(...handlers: readonly JobHandler[]): Promise<Worker> {
  const worker = await startWorker(handlers);
  running.push(worker);
  return worker;
}
afterEach(async () => {
  for (const worker of running.splice(0)) await worker.stop(1000);
});
const soon = { timeout: 10_000, interval: 20 };

describe("a job enqueued in a transaction", () => {
  it("runs with its payload when the transaction commits", async () => {
    const [scope, job, seen] = [await newScope(), newJob(), vi.fn<(p: unknown) => Promise<void>>(() => Promise.resolve())];
    await work(handle(job, (p) => seen(p)));
    await scope.write((tx) => enqueue(tx, job, { companyId: scope.companyId, note: `it's "ñ" $1 \\ 💶`, deep: [1.5, null] }));
    await vi.waitFor(() => expect(seen).toHaveBeenCalledTimes(1), soon);
    expect(seen).toHaveBeenCalledWith({ companyId: scope.companyId, note: `it's "ñ" $1 \\ 💶`, deep: [1.5, null] });
  });

  it("never runs when the transaction is rolled back", async () => {
    const [scope, job, seen] = [await newScope(), newJob(), vi.fn<(note: string) => Promise<void>>(() => Promise.resolve())];
    await work(handle(job, (p) => seen(p.note)));
    const deed = scope.write(async (tx) => {
      expect(await enqueue(tx, job, { companyId: scope.companyId, note: "rolled back" })).toEqual(expect.any(String));
      throw new Error("changed our mind");
    });
    await expect(deed).rejects.toThrow("changed our mind");
    await scope.write((tx) => enqueue(tx, job, { companyId: scope.companyId, note: "committed later" }));
    await vi.waitFor(() => expect(seen).toHaveBeenCalledWith("committed later"), soon);
    expect(seen).toHaveBeenCalledTimes(1);
    expect((await jobsOf(scope)).map((j) => j.state)).toEqual(["completed"]);
  });

  it("starts within a second without waiting for a poll", async () => {
    const [scope, job, seen] = [await newScope(), newJob(), vi.fn<() => Promise<void>>(() => Promise.resolve())];
    await work(handle(job, seen));
    await scope.write((tx) => enqueue(tx, job, { companyId: scope.companyId }));
    await vi.waitFor(() => expect(seen).toHaveBeenCalled(), { timeout: 1000, interval: 10 });
  });

  it("waits for its time when it has one", async () => {
    const [scope, job] = [await newScope(), newJob()];
    const at = new Date(Date.now() + 3_600_000);
    await scope.write((tx) => enqueue(tx, job, { companyId: scope.companyId }, { startAfter: at }));
    await scope.write((tx) => enqueue(tx, job, { companyId: scope.companyId }, { startAfter: 3600 }));
    const [byDate, bySeconds] = await jobsOf(scope);
    expect(byDate?.startAfter.getTime()).toBe(at.getTime());
    expect(Math.abs((bySeconds?.startAfter.getTime() ?? 0) - at.getTime())).toBeLessThan(20_000);
  });

  it("is one job while another with the same key waits, and a new one afterwards", async () => {
    const [scope, job] = [await newScope(), newJob()];
    const send = () => scope.write((tx) => enqueue(tx, job, { companyId: scope.companyId }, { singletonKey: "one" }));
    expect(await send()).toEqual(expect.any(String));
    expect(await send()).toBeNull();
    await work(handle(job, () => Promise.resolve()));
    await vi.waitFor(async () => expect((await jobsOf(scope)).map((j) => j.state)).toEqual(["completed"]), soon);
    expect(await send()).toEqual(expect.any(String));
  });

  it("is refused at once when its payload is wrong", async () => {
    const [scope, job] = [await newScope(), newJob()];
    await expect(scope.write((tx) => enqueue(tx, job, { companyId: "not a company" }))).rejects.toThrow();
    expect(await jobsOf(scope)).toEqual([]);
  });

  it("survives many transactions that enqueue for the first time at once", async () => {
    const [scope, job] = [await newScope(), newJob()];
    await Promise.all(Array.from({ length: 15 }, () => scope.write((tx) => enqueue(tx, job, { companyId: scope.companyId }))));
    expect(await jobsOf(scope)).toHaveLength(15);
  });
});

describe("a job that fails", () => {
  it("is tried again", async () => {
    const [scope, job, seen] = [await newScope(), newJob({ retryLimit: 2 }), vi.fn<(attempt: number) => void>()];
    await work(
      handle(job, (_, { attempt }) => {
        seen(attempt);
        return attempt === 1 ? Promise.reject(new Error("first")) : Promise.resolve();
      }),
    );
    await scope.write((tx) => enqueue(tx, job, { companyId: scope.companyId }));
    await vi.waitFor(() => expect(seen.mock.calls).toEqual([[1], [2]]), soon);
  });

  it("is given up after its last attempt, and the handler is told", async () => {
    const [scope, job, gaveUp] = [
      await newScope(),
      newJob({ retryLimit: 0 }),
      vi.fn<(note: string) => Promise<void>>(() => Promise.resolve()),
    ];
    await work(
      handle(
        job,
        () => Promise.reject(new Error("always, and with the secret 4711")),
        (p) => gaveUp(p.note),
      ),
    );
    await scope.write((tx) => enqueue(tx, job, { companyId: scope.companyId, note: "lost" }));
    await vi.waitFor(() => expect(gaveUp).toHaveBeenCalledWith("lost"), soon);
    const kept = await scope.read((tx) => tx.$queryRaw<{ output: unknown }[]>`SELECT output FROM pgboss.job WHERE name = ${job.name}`);
    expect(JSON.stringify(kept)).not.toContain("4711");
  });
});

describe("stopping a worker", () => {
  it("lets the running job finish", async () => {
    const [scope, job, done] = [await newScope(), newJob(), vi.fn()];
    let started = () => {};
    const running = new Promise<void>((resolve) => (started = resolve));
    const worker = await work(
      handle(job, async () => {
        started();
        await new Promise((resolve) => setTimeout(resolve, 700));
        done();
      }),
    );
    await scope.write((tx) => enqueue(tx, job, { companyId: scope.companyId }));
    await running;
    await worker.stop(5000);
    expect(done).toHaveBeenCalledTimes(1);
    expect((await jobsOf(scope)).map((j) => j.state)).toEqual(["completed"]);
  });
});
