import fc from "fast-check";
import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { Plan } from "@/lib/holded/quota";
import { quotaUse, setLimits, setMonth, setThirdWindow, settleCall, takeSlots, type Settlement } from "@/lib/holded/quota/store";
import type { Purpose } from "@/lib/holded/retry";
import { systemScope } from "@/lib/platform/db/scope";
import { testDatabase } from "@/lib/testing/database";

testDatabase();

const noon = new Date("2026-10-14T12:00:00Z");
const after = (ms: number) => new Date(noon.getTime() + ms);
const minute = 60_000;
const none = { write: 0, person: 0, scheduled: 0, refresh: 0 } as const;
const account = () => `test:${randomUUID()}`;
const answered: Settlement = { arrived: true, rate: null, block: null };
const told = (limit: number, remaining: number, span: "minute" | "month" | "second" = "minute"): Settlement => ({
  ...answered,
  rate: { span, limit, remaining },
});

type Taking = { readonly plan?: Plan; readonly now?: Date; readonly waiter?: string };

async function take(accountKey: string, purpose: Purpose, count = 1, { plan = "basico", now = noon, waiter = randomUUID() }: Taking = {}) {
  const offer = (await takeSlots({ accountKey, plan, waiter, wanted: { ...none, [purpose]: count } }, now))[purpose];
  if (!offer) throw new Error("who asks is answered");
  return { granted: offer.calls.length, ...offer };
}

type Spending = Taking & { readonly purpose?: Purpose; readonly settlement?: Settlement };

/** So many calls made and answered at this moment. */
async function spend(accountKey: string, count: number, { purpose = "write", settlement = answered, ...taking }: Spending = {}) {
  const { calls } = await take(accountKey, purpose, count, taking);
  for (const call of calls) await settleCall(accountKey, call, settlement, taking.now ?? noon);
  return calls.length;
}

const useOf = (accountKey: string) => systemScope((tx) => quotaUse(tx, accountKey));

type Step = { readonly gapMs: number; readonly count: number; readonly tookMs: readonly number[]; readonly purpose: Purpose };
const steps = fc.array(
  fc.record({
    gapMs: fc.oneof(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 0, max: 20_000 })),
    count: fc.integer({ min: 1, max: 6 }),
    tookMs: fc.array(fc.integer({ min: 0, max: 4_000 }), { minLength: 6, maxLength: 6 }),
    purpose: fc.constantFrom<Purpose>("write", "write", "person", "scheduled", "refresh"),
  }),
  { minLength: 25, maxLength: 45 },
);

/** Plays calls against the windows and tells when each could have been counted by Holded: between its start and its end. */
async function play(limit: number, plan: readonly Step[]): Promise<{ from: number; to: number }[]> {
  const accountKey = account();
  await spend(accountKey, 1, { settlement: told(limit, limit - 1) });
  const made: { from: number; to: number }[] = [];
  let open: { call: bigint; endsAt: number }[] = [];
  let at = 0;
  const endUntil = async (moment: number) => {
    const over = open.filter((one) => one.endsAt <= moment).sort((a, b) => a.endsAt - b.endsAt);
    open = open.filter((one) => one.endsAt > moment);
    for (const { call, endsAt } of over) await settleCall(accountKey, call, answered, after(endsAt));
  };
  for (const step of plan) {
    at += step.gapMs;
    await endUntil(at);
    const { calls } = await take(accountKey, step.purpose, step.count, { now: after(at) });
    for (const [i, call] of calls.entries()) {
      const endsAt = at + (step.tookMs[i] ?? 0);
      open.push({ call, endsAt });
      made.push({ from: at, to: endsAt });
    }
  }
  return made;
}

describe("the windows of a Holded account", () => {
  it("hold no more calls than the limit in any sixty seconds, wherever they begin and whenever Holded counts a call", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 9 }),
        steps,
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 20 }),
        async (limit, plan, luck) => {
          const made = await play(limit, plan);
          const counted = made.map(({ from, to }, i) => from + (to - from) * (luck[i % luck.length] ?? 0)).sort((a, b) => a - b);
          for (const end of counted) expect(counted.filter((one) => one > end - minute && one <= end).length).toBeLessThanOrEqual(limit);
          // The same for any clock minute, whose calls are in some sliding one: no moment at all sees more than the limit.
          for (const { to } of made)
            expect(made.filter((one) => one.from <= to + minute - 1 && one.to > to).length).toBeLessThanOrEqual(limit);
        },
      ),
      { numRuns: 8 },
    );
  }, 60_000);

  it("give a slot back exactly one minute after the answer, and say so", async () => {
    const key = account();
    const { calls } = await take(key, "write", 60);
    for (const call of calls) await settleCall(key, call, answered, after(1_500));
    expect(await take(key, "write", 1, { now: after(1_500) })).toMatchObject({ granted: 0, waitMs: minute, reason: "minute" });
    expect(await take(key, "write", 1, { now: after(1_499 + minute) })).toMatchObject({ granted: 0, waitMs: 1 });
    expect(await take(key, "write", 99, { now: after(1_500 + minute) })).toMatchObject({ granted: 60 });
  });

  it("keep the slot of a call whose process died until it cannot arrive any more, and forget nothing at a restart", async () => {
    const key = account();
    await take(key, "write", 60);
    expect(await take(key, "write", 1, { now: after(3 * minute - 1) })).toMatchObject({ granted: 0 });
    expect(await take(key, "write", 60, { now: after(3 * minute) })).toMatchObject({ granted: 60 });
  });

  it("let nobody wait for a call on its way as if it were lost", async () => {
    const key = account();
    await take(key, "write", 60);
    expect(await take(key, "write", 1, { now: after(1_000) })).toMatchObject({ granted: 0, waitMs: minute - 1_000 });
    expect(await take(key, "write", 1, { now: after(minute + 500) })).toMatchObject({ granted: 0, waitMs: 250 });
  });

  it("take no slot for a call that never reached Holded", async () => {
    const key = account();
    const now = new Date();
    await spend(key, 60, { now, settlement: { ...answered, arrived: false } });
    expect((await useOf(key))?.month.used).toBe(0);
    expect(await take(key, "write", 60, { now })).toMatchObject({ granted: 60 });
  });

  it("hold another slot for an answer that came after its own was given away", async () => {
    const key = account();
    const { calls: [late = 0n] } = await take(key, "write", 1); // prettier-ignore
    await take(key, "write", 60, { now: after(3 * minute) });
    await take(key, "write", 59, { now: after(6 * minute) });
    await settleCall(key, late, answered, after(6 * minute));
    expect(await take(key, "write", 2, { now: after(6 * minute) })).toMatchObject({ granted: 0 });
  });

  it.each([
    ["write", 60], ["person", 54], ["scheduled", 42], ["refresh", 30],
  ] as const)("keep a reserve: a %s call is the last at %i of 60", async (purpose, allowance) => {
    const key = account();
    await spend(key, allowance - 1);
    expect(await take(key, purpose, 2)).toMatchObject({ granted: 1, reason: "minute" });
    expect((await take(key, "write", 60)).granted).toBe(60 - allowance);
  }); // prettier-ignore

  it("are shared by all who ask at the same time, without one slot too many or too few", async () => {
    const key = account();
    const now = new Date();
    const asked = await Promise.all(Array.from({ length: 12 }, () => take(key, "write", 7, { now })));
    expect(asked.reduce((sum, { granted }) => sum + granted, 0)).toBe(60);
    expect(new Set(asked.flatMap(({ calls }) => calls)).size).toBe(60);
    expect(await useOf(key)).toMatchObject({ minute: { used: 60, limit: 60 }, month: { used: 60, limit: 2_000 } });
  });

  it("serve the more important purpose first when several wait", async () => {
    const key = account();
    await spend(key, 57);
    const offers = await takeSlots(
      { accountKey: key, plan: "basico", waiter: randomUUID(), wanted: { write: 2, person: 5, scheduled: 5, refresh: 5 } },
      noon,
    );
    expect(Object.entries(offers).map(([purpose, offer]) => [purpose, offer?.calls.length])).toEqual([["write", 2], ["person", 0], ["scheduled", 0], ["refresh", 0]]); // prettier-ignore
  });
});

describe("those who wait", () => {
  it("hold their slots against less important calls of other processes, as long as they wait", async () => {
    const key = account();
    const mine = randomUUID();
    await spend(key, 1, { settlement: { ...answered, block: { span: "minute", waitMs: 7_000 } } });
    await take(key, "write", 30, { waiter: mine });
    const lifted = after(7_000);
    expect(await take(key, "refresh", 20, { now: lifted })).toMatchObject({ granted: 0, reason: "minute" });
    expect(await take(key, "write", 1, { now: lifted })).toMatchObject({ granted: 1 });
    expect(await take(key, "write", 0 + 30, { now: lifted, waiter: mine })).toMatchObject({ granted: 30 });
    expect(await take(key, "scheduled", 1, { now: lifted })).toMatchObject({ granted: 1 });
  });

  it("hold nothing any more when they withdraw, or when their process is gone", async () => {
    const key = account();
    const mine = randomUUID();
    await spend(key, 1, { settlement: { ...answered, block: { span: "minute", waitMs: 7_000 } } });
    await take(key, "write", 30, { waiter: mine });
    await takeSlots({ accountKey: key, plan: "basico", waiter: mine, wanted: none }, noon);
    expect(await take(key, "refresh", 1, { now: after(7_000) })).toMatchObject({ granted: 1 });
    await take(key, "write", 60, { waiter: mine, now: after(10_000) });
    expect(await take(key, "refresh", 1, { now: after(10_000 + 4 * minute) })).toMatchObject({ granted: 1 });
  });
});

describe("slowing down before the limit", () => {
  it("spreads refreshes over the minute: some at once, then one at a time, and half of the minute's calls in all", async () => {
    const key = account();
    const first = await take(key, "refresh", 30, { plan: "premium" });
    expect(first).toMatchObject({ reason: null, granted: 30 });
    const second = await take(key, "refresh", 300, { plan: "premium" });
    expect([first.granted + second.granted, second.reason]).toEqual([53, "pace"]);
    let made = 53;
    for (let at = 0; at < minute; at += 250) made += (await take(key, "refresh", 9, { plan: "premium", now: after(at) })).granted;
    expect(made).toBeGreaterThan(294);
    expect(made).toBeLessThanOrEqual(300);
  });

  it("never slows a person or an approved write down", async () => {
    const key = account();
    expect([(await take(key, "write", 50)).granted, (await take(key, "person", 9)).granted]).toEqual([50, 4]);
  });

  it("keeps refreshes and scheduled reads from using up the month on its first days", async () => {
    const key = account();
    const first = new Date("2026-10-01T08:00:00Z");
    await spend(key, 1, { now: first });
    await systemScope((tx) => setMonth(tx, key, 300, null));
    const useUp = (used: number) =>
      systemScope((tx) =>
        tx.quotaWindow.updateMany({
          where: { accountKey: key, span: "month" },
          data: { used, startsAt: new Date("2026-10-01T00:00:00Z") },
        }),
      );
    await useUp(300);
    const held = await take(key, "refresh", 1, { now: first });
    expect(held).toMatchObject({ granted: 0, reason: "pace" });
    expect(await take(key, "refresh", 1, { now: new Date(first.getTime() + held.waitMs) })).toMatchObject({ granted: 1 });
    expect((await take(key, "scheduled", 1, { now: first })).granted).toBe(1);
    await useUp(900);
    expect(await take(key, "scheduled", 1, { now: first })).toMatchObject({ granted: 0, reason: "pace" });
    expect((await take(key, "write", 1, { now: first })).granted).toBe(1);
  });
});

describe("the month", () => {
  const lastDay = new Date("2026-10-31T12:00:00Z");
  const monthUsed = async (key: string, used: number, plan: Plan = "plus") => {
    await spend(key, 1, { now: lastDay, plan });
    await systemScope((tx) => tx.quotaWindow.updateMany({ where: { accountKey: key, span: "month" }, data: { used } }));
  };

  it("holds refreshes back first when it runs out, and approved writes last", async () => {
    const key = account();
    const asks = async () => Promise.all((["refresh", "scheduled", "person", "write"] as const).map(async (purpose) => (await take(key, purpose, 1, { now: lastDay, plan: "plus" })).granted)); // prettier-ignore
    await monthUsed(key, 400);
    expect(await asks()).toEqual([0, 1, 1, 1]);
    await monthUsed(key, 495);
    expect(await asks()).toEqual([0, 0, 0, 1]);
    await monthUsed(key, 500);
    expect(await asks()).toEqual([0, 0, 0, 0]);
    expect(await take(key, "write", 1, { now: lastDay, plan: "plus" })).toMatchObject({ reason: "month", waitMs: 12 * 3_600_000 });
  });

  it("does not stop approved writes where more is billed", async () => {
    const key = account();
    await monthUsed(key, 100_000, "premium");
    expect((await take(key, "write", 1, { now: lastDay, plan: "premium" })).granted).toBe(1);
    expect(await take(key, "scheduled", 1, { now: lastDay, plan: "premium" })).toMatchObject({ granted: 0, reason: "month" });
  });

  it("begins anew, with the calls that Madrid's midnight already puts into it", async () => {
    const key = account();
    await monthUsed(key, 400);
    await spend(key, 5, { now: new Date("2026-10-31T23:30:00Z"), plan: "plus" });
    await spend(key, 2, { now: new Date("2026-11-01T00:10:00Z"), plan: "plus" });
    const row = await systemScope((tx) => tx.quotaWindow.findFirst({ where: { accountKey: key, span: "month" } }));
    expect(row).toMatchObject({ used: 7, startsAt: new Date("2026-11-01T00:00:00Z") });
  });

  it("counts what others called as soon as Holded shows it, and lowers its count only as far as that is sure", async () => {
    const key = account();
    const now = new Date();
    await spend(key, 20, { now });
    await systemScope((tx) => setMonth(tx, key, 700, null));
    expect((await useOf(key))?.month.used).toBe(700);
    await systemScope((tx) => setMonth(tx, key, 600, null));
    expect((await useOf(key))?.month.used).toBe(620);
    await systemScope((tx) => setMonth(tx, key, 0, "2020-01"));
    expect((await useOf(key))?.month.used).toBe(620);
  });

  it("is not spent for good by a header that still speaks of the month before", async () => {
    const key = account();
    const newYear = new Date("2027-01-01T00:20:00Z");
    const old: Settlement = { ...answered, rate: { span: "month", limit: 2_000, remaining: 0, resetAt: Date.UTC(2027, 0, 1, 1) / 1000 } };
    await spend(key, 1, { now: newYear, settlement: old });
    expect((await take(key, "write", 1, { now: newYear })).granted).toBe(1);
    const ours: Settlement = { ...answered, rate: { span: "month", limit: 2_000, remaining: 0, resetAt: Date.UTC(2027, 1, 1) / 1000 } };
    await spend(key, 1, { now: newYear, settlement: ours });
    expect(await take(key, "write", 1, { now: newYear })).toMatchObject({ granted: 0, reason: "month" });
  });
});

describe("what Holded says of its windows", () => {
  it("takes the slots that other integrations used, and leaves them some room for more", async () => {
    const key = account();
    await spend(key, 2, { settlement: told(60, 34) });
    expect(await take(key, "write", 60)).toMatchObject({ granted: 31 });
  });

  it("is not counted twice when every answer repeats it", async () => {
    const key = account();
    for (let left = 49; left > 40; left -= 1) await spend(key, 1, { settlement: told(60, left) });
    expect((await take(key, "write", 60)).granted).toBe(60 - 9 - 10 - 2);
  });

  it("sets other limits than the plan's, also smaller ones, without letting a call too many through", async () => {
    const key = account();
    await spend(key, 50);
    await spend(key, 1, { settlement: told(20, 0) });
    expect(await take(key, "write", 1, { now: after(minute - 1) })).toMatchObject({ granted: 0 });
    expect(await take(key, "write", 60, { now: after(minute) })).toMatchObject({ granted: 20 });
    await spend(key, 1, { settlement: told(120, 99), now: after(3 * minute) });
    await systemScope((tx) => setLimits(tx, key, "basico"));
    expect((await take(key, "write", 200, { now: after(6 * minute) })).granted).toBe(60);
  });

  it("stops everybody after a 429 until it is over", async () => {
    const key = account();
    await spend(key, 1, { settlement: { ...answered, block: { span: "minute", waitMs: 7_000 } } });
    expect(await take(key, "write")).toMatchObject({ granted: 0, waitMs: 7_000, reason: "minute" });
    await spend(key, 1, { now: after(7_000), settlement: { ...answered, block: { span: "month", waitMs: 3_600_000 } } });
    expect(await take(key, "write", 1, { now: after(8_000) })).toMatchObject({ granted: 0, waitMs: 3_599_000, reason: "month" });
    expect(await take(key, "write", 1, { now: after(3_607_000) })).toMatchObject({ granted: 1 });
  });

  it("lets calls go again one after another when others had filled the window", async () => {
    const key = account();
    const full: Settlement = { arrived: true, rate: { span: "minute", limit: 60, remaining: 0 }, block: { span: "minute", waitMs: 2_000 } };
    await spend(key, 1, { settlement: full });
    expect(await take(key, "write", 60, { now: after(1_900) })).toMatchObject({ granted: 0, waitMs: 100 });
    expect((await take(key, "write", 60, { now: after(30_000) })).granted).toBeLessThan(30);
    expect((await take(key, "write", 60, { now: after(30_000) })).granted).toBe(0);
    expect((await take(key, "write", 60, { now: after(minute) })).granted).toBeGreaterThan(20);
  });

  it("turns on the third window by itself when a header names it", async () => {
    const key = account();
    await spend(key, 1, { settlement: told(4, 3, "second") });
    expect(await take(key, "write", 9)).toMatchObject({ granted: 4, reason: "third" });
    expect(await useOf(key)).toMatchObject({ third: { limit: 4, seconds: 1 } });
  });
});

describe("the third window", () => {
  it("is off until it is set, then binds with the others, and can be set anew and off again", async () => {
    const key = account();
    await spend(key, 1);
    const set = (window: Parameters<typeof setThirdWindow>[2]) => systemScope((tx) => setThirdWindow(tx, key, window));
    await set({ seconds: 3_600, limit: 10 });
    expect(await spend(key, 60, { now: after(minute) })).toBe(10);
    expect(await take(key, "write", 1, { now: after(3 * minute) })).toMatchObject({ granted: 0, waitMs: 58 * minute, reason: "third" });
    await set({ seconds: 3_600, limit: 12 });
    expect((await take(key, "write", 60, { now: after(3 * minute) })).granted).toBe(2);
    await set(null);
    expect((await take(key, "write", 60, { now: after(3 * minute) })).granted).toBe(58);
  });
});
