import { afterEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { GET } from "@/app/api/metrics/route";
import { forgetEnv } from "@/lib/platform/env";
import { defineJob, enqueue } from "@/lib/platform/jobs";
import { testDatabase } from "@/lib/testing/database";
import { accountant, company } from "@/lib/testing/people";

testDatabase();

const ask = (authorization?: string) =>
  GET(new Request("http://localhost:3000/api/metrics", authorization ? { headers: { authorization } } : {}));
function settings(change: Readonly<Record<string, string>>): void {
  Object.assign(process.env, change);
  forgetEnv();
}
afterEach(() => {
  delete process.env.METRICS_TOKEN;
  settings({ VISTO_MODE: "embedded" });
});

describe("the figures of a process", () => {
  it("tell how many jobs wait in each queue", async () => {
    const { scope } = await company().with(accountant("ana"));
    const job = defineJob({ name: "test.waits", payload: z.strictObject({ companyId: z.uuid() }) });
    await scope.write((tx) => enqueue(tx, job, { companyId: scope.companyId }));
    await scope.write((tx) => enqueue(tx, job, { companyId: scope.companyId }, { startAfter: 3600 }));
    const text = await (await ask()).text();
    expect(text).toContain('visto_queue_waiting{queue="test.waits"} 1');
    expect(text).toContain('visto_queue_given_up{queue="test.waits"} 0');
    expect(text).not.toContain(scope.companyId);
  });

  it("are hidden from whoever lacks the token, and everywhere but on one machine when there is none", async () => {
    settings({ METRICS_TOKEN: "sixteen characters at least" });
    expect((await ask()).status).toBe(404);
    expect((await ask("Bearer wrong")).status).toBe(404);
    expect((await ask("Bearer sixteen characters at least")).status).toBe(200);
    delete process.env.METRICS_TOKEN;
    settings({ VISTO_MODE: "cluster" });
    expect((await ask()).status).toBe(404);
  });
});
