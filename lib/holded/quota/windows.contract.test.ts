import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { loadConnection } from "@/lib/holded/account-store";
import { holdedClient } from "@/lib/holded/client";
import { getUsage } from "@/lib/holded/endpoints/account-settings";
import { listTaxes } from "@/lib/holded/endpoints/taxes";
import { planNames, plans } from "@/lib/holded/quota";
import { measureAccount } from "@/lib/holded/quota/measure";
import { quotaView, saveThirdWindow } from "@/lib/holded/quota/view";
import type { Purpose } from "@/lib/holded/retry";
import type { CompanyScope } from "@/lib/platform/db/scope";
import { testDatabase } from "@/lib/testing/database";
import { connected, testHolded } from "@/lib/testing/holded";

testDatabase();
const holded = testHolded();

const call = (scope: CompanyScope, purpose: Purpose) => holdedClient(scope, { purpose }).call(listTaxes, {});
const refusals = (account: string) =>
  holded()
    .control.calls({ account })
    .filter(({ status }) => status === 429).length;
const served = (account: string) =>
  holded()
    .control.calls({ account })
    .filter(({ status }) => status === 200).length;
const codes = (results: readonly Awaited<ReturnType<typeof call>>[]) => results.map((result) => (result.ok ? "ok" : result.error.code));

/** Leaves so many calls in the account's minute; the first call after it tells us. */
async function leave(scope: CompanyScope, account: string, calls: number): Promise<void> {
  await call(scope, "write");
  holded().control.setSwitches({ windows: { minute: served(account) + calls + 1 } }, account);
  await call(scope, "write");
}

describe("an account whose minute is full", { timeout: 90_000 }, () => {
  it("is never asked for more than it allows, whoever asks, and says when to come again", async () => {
    const { scope, account } = await connected(holded(), { switches: { plan: "premium" } });
    await leave(scope, account, 20);
    const before = served(account);
    const asked = await Promise.all(Array.from({ length: 50 }, (_, n) => call(scope, n % 2 === 0 ? "write" : "person")));
    expect(new Set(codes(asked))).toEqual(new Set(["ok", "holded.rate_limited"]));
    expect([refusals(account), served(account) - before]).toEqual([0, 20]);
    const [late] = asked.flatMap((result) => (result.ok ? [] : [result.error]));
    expect(Number(late?.detail?.retryInMs)).toBeGreaterThan(1_000);
    expect(Number(late?.detail?.retryInMs)).toBeLessThanOrEqual(60_000);
  });

  it("keeps its reserve for approved writes from everything else", async () => {
    const { scope, account } = await connected(holded(), { switches: { plan: "premium" } });
    await leave(scope, account, 10);
    const { limit, used } = (await quotaView(scope)).windows?.minute ?? { limit: 0, used: 0 };
    const forPeople = Math.max(0, Math.floor(limit * 0.9) - used);
    const before = served(account);
    await Promise.all(Array.from({ length: 20 }, () => call(scope, "person")));
    expect(served(account) - before).toBe(forPeople);
    expect(
      codes(await Promise.all(Array.from({ length: 10 - forPeople }, () => call(scope, "write")))).every((code) => code === "ok"),
    ).toBe(true);
    expect([refusals(account), forPeople < 10]).toEqual([0, true]);
  });

  it("is noticed when others fill it, before they make us run into it", async () => {
    const { scope, account } = await connected(holded(), { switches: { plan: "premium" } });
    await leave(scope, account, 60);
    for (let round = 0; round < 5; round += 1) {
      holded().control.addUsage(account, 4);
      await call(scope, "write");
    }
    expect((await quotaView(scope)).windows?.others).toBe(20);
    const asked = await Promise.all(Array.from({ length: 60 }, () => call(scope, "person")));
    expect([codes(asked).includes("holded.rate_limited"), refusals(account)]).toEqual([true, 0]);
  });

  it("makes everybody wait as long as a 429 says", async () => {
    const { scope, account } = await connected(holded(), { switches: { plan: "premium" } });
    holded().control.fault({ kind: "429", ms: 2_000, match: { account } });
    const started = performance.now();
    const asked = await Promise.all([call(scope, "scheduled"), sleep(500).then(() => call(scope, "write"))]);
    expect(codes(asked)).toEqual(["ok", "ok"]);
    expect(performance.now() - started).toBeGreaterThanOrEqual(1_990);
    expect(refusals(account)).toBe(1);
  });
});

describe("a third window", { timeout: 60_000 }, () => {
  it("of a second is kept to when it is set: many calls at once, none refused", async () => {
    const { scope, eva, account } = await connected(holded(), { switches: { plan: "premium" } });
    await sleep(1_100);
    holded().control.setSwitches({ windows: { second: 6 } }, account);
    expect(await saveThirdWindow(scope, eva, { seconds: 1, limit: 6 })).toMatchObject({ ok: true });
    const asked = await Promise.all(Array.from({ length: 15 }, () => call(scope, "write")));
    expect([new Set(codes(asked)), refusals(account)]).toEqual([new Set(["ok"]), 0]);
  });

  it("nobody told us about is learned from its headers", async () => {
    const { scope, account } = await connected(holded(), { switches: { plan: "premium" } });
    await sleep(1_100);
    holded().control.setSwitches({ windows: { second: 6 } }, account);
    await call(scope, "person");
    await sleep(1_100);
    const asked = await Promise.all(Array.from({ length: 14 }, () => call(scope, "write")));
    expect([new Set(codes(asked)), refusals(account)]).toEqual([new Set(["ok"]), 0]);
  });
});

describe("a month", { timeout: 60_000 }, () => {
  it("that is spent stops by itself, and names the day on which it goes on", async () => {
    const { scope, account } = await connected(holded(), { switches: { plan: "plus" } });
    // What others called this month, and not in this minute.
    holded().control.setSwitches({ windows: { minute: null } }, account);
    const usage = await holdedClient(scope, { purpose: "write" }).call(getUsage, {});
    holded().control.addUsage(account, 500 - ((usage.ok && usage.value.used) || 0) - 5);
    await measured(scope);
    const results = [];
    for (let n = 0; n < 8; n += 1) results.push(await call(scope, "write"));
    const spent = results.at(-1);
    const next = new Date(Date.UTC(new Date().getUTCFullYear(), new Date().getUTCMonth() + 1, 1)).toISOString().slice(0, 10);
    expect(spent).toMatchObject({ ok: false, error: { code: "holded.quota_spent", detail: { until: next } } });
    expect(refusals(account)).toBe(0);
    expect(await call(scope, "refresh")).toMatchObject({ ok: false, error: { code: "holded.quota_spent" } });
  });

  it("that only guesses have spent does not stop approved work: Holded is asked for its count", async () => {
    const { scope, account } = await smallMonth();
    const asked = questions(account);
    lieOfFullMinute(account);
    expect(codes([await call(scope, "write"), await call(scope, "write")])).toEqual(["ok", "ok"]);
    expect((await quotaView(scope)).windows?.month.used).toBeLessThan(100);
    expect([questions(account) - asked, refusals(account)]).toEqual([1, 1]);
  });

  it("that Holded says is spent stays so, and is not asked about by every call", async () => {
    const { scope, account } = await smallMonth();
    const asked = questions(account);
    lieOfFullMinute(account);
    holded().control.addUsage(account, 5_000);
    expect(codes([await call(scope, "write")])).toEqual(["holded.quota_spent"]);
    const results = await Promise.all(Array.from({ length: 6 }, () => call(scope, "write")));
    expect(new Set(codes(results))).toEqual(new Set(["holded.quota_spent"]));
    expect(questions(account) - asked).toBe(1);
  });

  it("counts what others called since the usage was read", async () => {
    const { scope, account } = await connected(holded(), { switches: { plan: "avanzado" } });
    holded().control.setSwitches({ windows: { minute: null, month: null } }, account);
    holded().control.addUsage(account, 4_321);
    await measured(scope);
    expect((await quotaView(scope)).windows?.month.used).toBeGreaterThanOrEqual(4_321);
  });
});

/** 500 calls a month, but more than that in a minute. */
async function smallMonth() {
  const company = await connected(holded(), { switches: { plan: "plus" } });
  holded().control.setSwitches({ windows: { minute: 600, month: null } }, company.account);
  expect(codes([await call(company.scope, "write")])).toEqual(["ok"]);
  return company;
}

/** As if others had used up the minute, and with it the month. */
function lieOfFullMinute(account: string): void {
  holded().control.fault({ kind: "429", ms: 50, match: { account } });
}

const questions = (account: string) =>
  holded()
    .control.calls({ account })
    .filter(({ path }) => path.endsWith("/usage")).length;

/** As if the morning's job had come, on a day on which small plans are asked too. */
async function measured(scope: CompanyScope): Promise<void> {
  const connection = await scope.read((tx) => loadConnection(tx, scope));
  await measureAccount(connection?.accountKey ?? "", thirdDay());
}

function thirdDay(): Date {
  const now = new Date();
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), 12, 4));
}

describe("the plan", { timeout: 60_000 }, () => {
  it.each(planNames)("%s is found out by saving a token", async (plan) => {
    const { scope } = await connected(holded(), { switches: { plan } });
    expect(await quotaView(scope)).toMatchObject({ plan, isConnected: true });
    const { perMinute, perMonth } = plans[plan];
    expect((await quotaView(scope)).windows).toMatchObject({ minute: { limit: perMinute }, month: { limit: perMonth } });
  });
});
