import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { insertCall } from "@/lib/holded/account-store";
import { quotaView, saveThirdWindow, saveVolumes } from "@/lib/holded/quota/view";
import { measureAccount } from "@/lib/holded/quota/measure";
import { addHeld, settleCall, takeSlots } from "@/lib/holded/quota/store";
import { noVolumes } from "@/lib/holded/quota/volumes";
import type { Purpose } from "@/lib/holded/retry";
import type { CompanyScope } from "@/lib/platform/db/scope";
import { testDatabase } from "@/lib/testing/database";
import { admin, company, otherEnvironment } from "@/lib/testing/people";

testDatabase();

const said = { ...noVolumes, purchases: 300, movements: 400, hours: 80, employees: 4 };
const companyWithAdmin = () => company().with(admin("eva"));

/** A connection of the scope under a Holded account; its token opens nothing. */
async function connect({ companyId, environment, write }: CompanyScope, accountKey: string): Promise<void> {
  const token = randomUUID();
  await write(async (tx) => {
    await tx.$executeRaw`INSERT INTO holded_token (company_id, environment, id, cipher, key_version, last_four, fingerprint)
      VALUES (${companyId}::uuid, ${environment}, ${token}::uuid, '\\x00', 1, 'abcd', ${token})`;
    await tx.$executeRaw`INSERT INTO holded_connection (company_id, environment, base_url, account_key, token_id, status)
      VALUES (${companyId}::uuid, ${environment}, 'http://127.0.0.1:9/api/v2', ${accountKey}, ${token}::uuid, 'unreachable')`;
  });
}

async function logged(scope: CompanyScope, purpose: Purpose, calls: number): Promise<void> {
  const line = { operation: randomUUID(), permission: null, method: "GET", path: "/taxes", status: 200, ms: 5, attempt: 1, quotaLeft: 1, failure: null, requestBody: null, answerBody: null, proposalId: null }; // prettier-ignore
  await scope.write(async (tx) => {
    for (let n = 0; n < calls; n += 1) await insertCall(tx, scope, { ...line, purpose });
  });
}

/** Objects of the local copy, one a day up to yesterday. */
async function mirrored(scope: CompanyScope, resource: string, days: number): Promise<void> {
  await scope.write(
    (tx) =>
      tx.$executeRaw`INSERT INTO mirror_object (company_id, environment, resource, holded_id, object_date, data, seen_at)
      SELECT ${scope.companyId}::uuid, ${scope.environment}, ${resource}, 'x' || n, current_date - n, '{}', now() FROM generate_series(1, ${days}::integer) n`,
  );
}

async function calls(accountKey: string, count: number): Promise<void> {
  const wanted = { write: count, person: 0, scheduled: 0, refresh: 0 };
  const offers = await takeSlots({ accountKey, plan: "estandar", waiter: randomUUID(), wanted });
  for (const call of offers.write?.calls ?? []) await settleCall(accountKey, call, { arrived: true, rate: null, block: null });
}

describe("what the screens show of the calls to Holded", () => {
  it("is a forecast before there is a connection, from what an admin says, and the saying is on record", async () => {
    const { scope, eva } = await companyWithAdmin();
    const before = await quotaView(scope, "basico");
    expect(before).toMatchObject({ isConnected: false, windows: null, plan: "basico", volumes: { taken: noVolumes }, sharedWith: 0 });
    const saved = await saveVolumes(scope, eva, said);
    expect(saved).toMatchObject({ ok: true, value: { volumes: { typed: said, measured: null, taken: said } } });
    const after = await quotaView(scope, "basico");
    expect(after.forecast).toMatchObject({ verdict: { kind: "needs_plan" }, mostly: "movements" });
    expect((await quotaView(scope, "premium")).forecast.verdict).toEqual({ kind: "fits" });
    const entries = await scope.read((tx) => tx.auditEntry.findMany({ where: { action: "quota.volumes_said" } }));
    expect(entries).toHaveLength(1);
    expect((await quotaView(otherEnvironment(scope))).volumes.typed).toBeNull();
  });

  it("refuses volumes that are none, and says which", async () => {
    const { scope, eva } = await companyWithAdmin();
    expect(await saveVolumes(scope, eva, { ...said, purchases: -1 })).toMatchObject({
      ok: false,
      error: { code: "input.invalid", detail: { field: "purchases" } },
    });
  });

  it("shows what was used, by purpose, what is expected, and what was held back", async () => {
    const { scope } = await companyWithAdmin();
    const key = `test:${randomUUID()}`;
    await connect(scope, key);
    await calls(key, 6);
    await logged(scope, "write", 4);
    await logged(scope, "scheduled", 2);
    const held = { waited: 2, waitedMs: 900, longestMs: 700, postponed: 0 };
    await scope.write((tx) => addHeld(tx, scope, "refresh", held));
    await scope.write((tx) => addHeld(tx, scope, "refresh", { waited: 1, waitedMs: 100, longestMs: 100, postponed: 3 }));
    const view = await quotaView(scope);
    expect(view).toMatchObject({
      windows: { minute: { used: 6, limit: 120 }, month: { used: 6, limit: 7_500 }, third: null, others: 0 },
      byPurpose: { write: 4, person: 0, scheduled: 2, refresh: 0 },
      heldBack: [{ purpose: "refresh", waited: 3, waitedMs: 1_000, longestMs: 700, postponed: 3 }],
    });
    expect(view.heldBackByDay).toHaveLength(1);
    expect(view.expected).toBeGreaterThanOrEqual(6);
  });

  it("turns the third window on and off for the whole account", async () => {
    const { scope, eva } = await companyWithAdmin();
    expect(await saveThirdWindow(scope, eva, { seconds: 1, limit: 10 })).toMatchObject({
      ok: false,
      error: { code: "holded.not_connected" },
    });
    const key = `test:${randomUUID()}`;
    await connect(scope, key);
    await calls(key, 1);
    expect(await saveThirdWindow(scope, eva, { seconds: 3_600, limit: 10 })).toMatchObject({
      ok: true,
      value: { windows: { third: { seconds: 3_600, limit: 10 } } },
    });
    expect(await saveThirdWindow(scope, eva, { seconds: 0, limit: 10 })).toMatchObject({ ok: false, error: { code: "input.invalid" } });
    expect(await saveThirdWindow(scope, eva, null)).toMatchObject({ ok: true, value: { windows: { third: null } } });
  });
});

describe("the volumes of every day", () => {
  it("are counted from the local copy and stand in place of what was said, where there is something to count", async () => {
    const { scope, eva } = await companyWithAdmin();
    const key = `test:${randomUUID()}`;
    await connect(scope, key);
    await saveVolumes(scope, eva, said);
    await mirrored(scope, "purchase", 200);
    await mirrored(scope, "bank_movement", 45);
    await measureAccount(key, new Date());
    const { volumes } = await quotaView(scope);
    expect(volumes.measured).toEqual({ ...noVolumes, purchases: 30, movements: 30 });
    expect(volumes.taken).toEqual({ ...said, purchases: 30, movements: 30 });
    expect(volumes.measuredAt).not.toBeNull();
  });

  it("add the companies of one Holded account, and tell what others called, but nothing else of each other", async () => {
    const [one, two] = [await companyWithAdmin(), await companyWithAdmin()];
    const key = `test:${randomUUID()}`;
    for (const { scope } of [one, two]) await connect(scope, key);
    await saveVolumes(one.scope, one.eva, { ...noVolumes, purchases: 100 });
    await saveVolumes(two.scope, two.eva, { ...noVolumes, purchases: 500 });
    const alone = (await quotaView((await companyWithAdmin()).scope)).forecast;
    const [mine, theirs] = [await quotaView(one.scope), await quotaView(two.scope)];
    expect([mine.sharedWith, theirs.sharedWith]).toEqual([1, 1]);
    expect(mine.forecast.byPurpose.write).toBe(theirs.forecast.byPurpose.write);
    expect(mine.forecast.byPurpose.write).toBeGreaterThan(5 * 500);
    expect(mine.forecast.total).toBeGreaterThan(alone.total);
    expect(mine.volumes.taken.purchases).toBe(100);
    await calls(key, 100);
    await logged(one.scope, "write", 10);
    await logged(two.scope, "person", 30);
    await measureAccount(key, new Date());
    const others = (await quotaView(one.scope)).forecast.byUse.find(({ use }) => use === "others")?.calls ?? 0;
    const days = Math.max(3, (Date.now() - Date.UTC(new Date().getUTCFullYear(), new Date().getUTCMonth(), 1)) / 86_400_000);
    expect(Math.abs(others - (60 / days) * 30)).toBeLessThanOrEqual(days > 3 ? 2 : 60);
  });
});
