import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { enterGate, type SlotVerdict } from "@/lib/holded/quota/gate";
import { settleCall, takeSlots, type Settlement } from "@/lib/holded/quota/store";
import { policies, type Purpose } from "@/lib/holded/retry";
import { testDatabase } from "@/lib/testing/database";

const database = testDatabase();

const answered: Settlement = { arrived: true, rate: null, block: null };
const none = { write: 0, person: 0, scheduled: 0, refresh: 0 } as const;
const account = () => `test:${randomUUID()}`;
const enter = (accountKey: string, purpose: Purpose) => enterGate({ accountKey, plan: "basico", purpose });

/** An account whose minute is blocked for a while. */
async function blocked(waitMs: number): Promise<string> {
  const key = account();
  const slot = await enter(key, "write");
  if (slot.granted) await settleCall(key, slot.call, { ...answered, block: { span: "minute", waitMs } });
  return key;
}

const grants = (verdicts: readonly SlotVerdict[]) => verdicts.filter((verdict) => verdict.granted).length;
const statements = () =>
  database.asSuperuser<{ calls: number }>("SELECT sum(xact_commit)::int AS calls FROM pg_stat_database WHERE datname = current_database()");

describe("the line before the windows", () => {
  it("lets a call through at once while there is room", async () => {
    expect(await enter(account(), "person")).toMatchObject({ granted: true, waitedMs: 0 });
  });

  it("serves the more important call first, whoever came earlier", async () => {
    const key = await blocked(700);
    const order: Purpose[] = [];
    const come = async (purpose: Purpose) => {
      const verdict = await enter(key, purpose);
      if (verdict.granted) order.push(purpose);
      return verdict;
    };
    const verdicts = await Promise.all((["refresh", "scheduled", "person", "write", "refresh", "write"] as const).map(come));
    expect(order).toEqual(["write", "write", "person", "scheduled", "refresh", "refresh"]);
    for (const verdict of verdicts) expect(verdict.granted && verdict.waitedMs).toBeGreaterThan(300);
  });

  it(
    "gives an approved write the next slot behind ten thousand refreshes, which cost the database no more than a few",
    { timeout: 120_000 },
    async () => {
      const key = account();
      const waiting = Array.from({ length: 10_000 }, () => enter(key, "refresh"));
      await waiting[0];
      const [before] = await statements();
      expect(await enter(key, "write")).toMatchObject({ granted: true, waitedMs: 0 });
      const [after] = await statements();
      expect((after?.calls ?? 0) - (before?.calls ?? 0)).toBeLessThan(200);
      // Longer than the line has patience for, also seconds later when it asks again.
      await blockFor(key, policies.refresh.patienceMs + 30_000);
      const verdicts = await Promise.all(waiting);
      expect(grants(verdicts)).toBeLessThanOrEqual(30);
      expect(grants(verdicts)).toBeGreaterThan(3);
    },
  );

  it("sends away at once whom the wait is too long for, and tells how long it would have been", async () => {
    const key = await blocked(30_000);
    const started = performance.now();
    const [person, write] = await Promise.all([enter(key, "person"), enter(key, "write")]);
    expect(performance.now() - started).toBeLessThan(2_000);
    for (const verdict of [person, write]) {
      expect(verdict).toMatchObject({ granted: false, reason: "minute" });
      expect(verdict.granted ? 0 : verdict.waitMs).toBeGreaterThan(27_000);
    }
  });

  it("leaves no claim behind when nobody waits any more", async () => {
    const key = await blocked(30_000);
    await enter(key, "write");
    await expect.poll(() => database.asSuperuser("SELECT 1 FROM quota_claim WHERE account_key = $1", [key])).toEqual([]);
  });

  it("keeps a claim as long as an approved write waits, against other processes", async () => {
    const key = await blocked(1_500);
    const mine = enter(key, "write");
    await expect
      .poll(() => database.asSuperuser("SELECT counts FROM quota_claim WHERE account_key = $1", [key]))
      .toEqual([{ counts: [1, 0, 0] }]);
    const other = await takeSlots({ accountKey: key, plan: "basico", waiter: randomUUID(), wanted: { ...none, refresh: 1 } });
    expect(other.refresh?.calls).toEqual([]);
    expect(await mine).toMatchObject({ granted: true });
  });

  it("fails all who wait when the database is away, and serves the next ones", async () => {
    const key = account();
    await database.asSuperuser("ALTER FUNCTION visto_quota_take RENAME TO visto_quota_away");
    const verdicts = await Promise.allSettled([enter(key, "write"), enter(key, "refresh")]);
    await database.asSuperuser("ALTER FUNCTION visto_quota_away RENAME TO visto_quota_take");
    expect(verdicts.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    expect(await enter(key, "write")).toMatchObject({ granted: true });
  });
});

async function blockFor(key: string, waitMs: number): Promise<void> {
  const slot = await enter(key, "write");
  if (slot.granted) await settleCall(key, slot.call, { ...answered, block: { span: "minute", waitMs } });
}
