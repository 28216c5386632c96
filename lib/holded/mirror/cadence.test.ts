import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  cadenceFor,
  callsPerMonth,
  hasEvents,
  isRepairTime,
  isWorkingTime,
  repairNights,
  type PollPlan,
} from "@/lib/holded/mirror/cadence";
import { mirrorResources } from "@/lib/holded/mirror/model";

const large = {
  invoice: 25_000,
  purchase: 20_000,
  estimate: 3_000,
  credit_note: 2_000,
  product: 20_000,
  contact: 4_000,
  bank_movement: 12_000,
  treasury_account: 3,
  payment: 30_000,
  lead: 800,
  project_time: 9_000,
  task: 2_000,
  project: 300,
};
const cost = (plans: readonly PollPlan[]) => plans.reduce((sum, plan) => sum + callsPerMonth(plan), 0);
const of = (plans: readonly PollPlan[], resource: PollPlan["resource"]) => {
  const found = plans.find((plan) => plan.resource === resource);
  if (!found) throw new Error(`no plan for ${resource}`);
  return found;
};

describe("the cadence of the local copy", () => {
  it("has a plan for every resource", () => {
    expect(cadenceFor({ perMonth: 7_500, hasWebhooks: false, counts: {} }).map(({ resource }) => resource)).toEqual(mirrorResources);
  });

  it("leaves room for writing and people on every plan, with small and with large accounts", () => {
    for (const perMonth of [500, 2_000, 7_500, 30_000, 100_000]) {
      for (const hasWebhooks of [false, true]) {
        for (const counts of [{}, large]) expect(cost(cadenceFor({ perMonth, hasWebhooks, counts }))).toBeLessThan(perMonth * 0.66);
      }
    }
  });

  it("looks less often where calls are few, and least of all at what rarely changes", () => {
    const [small, ample] = [500, 30_000].map((perMonth) => cadenceFor({ perMonth, hasWebhooks: false, counts: {} }));
    for (const plan of ample ?? []) expect(of(small ?? [], plan.resource).everyMinutes).toBeGreaterThanOrEqual(plan.everyMinutes);
    expect(of(small ?? [], "lead").everyMinutes).toBeLessThan(of(small ?? [], "tax").everyMinutes);
    expect(of(ample ?? [], "inbox_document").everyMinutes).toBeLessThanOrEqual(60);
  });

  it("looks once a day at what announces itself by webhook, and more often at what does not", () => {
    const plans = cadenceFor({ perMonth: 30_000, hasWebhooks: true, counts: large });
    for (const plan of plans.filter(({ resource }) => hasEvents(resource))) expect(plan.everyMinutes).toBeGreaterThanOrEqual(1_440);
    for (const resource of ["bank_movement", "lead", "project_time", "inbox_document", "task"] as const) {
      expect(of(plans, resource).everyMinutes).toBeLessThan(1_440);
    }
  });

  it("repairs long lists in a week where the calls allow it, in several weeks where they do not, and never gives up", () => {
    const ample = of(cadenceFor({ perMonth: 30_000, hasWebhooks: true, counts: large }), "invoice");
    const few = of(cadenceFor({ perMonth: 2_000, hasWebhooks: true, counts: large }), "invoice");
    expect(repairNights(ample, large)).toBeLessThanOrEqual(8);
    expect(repairNights(few, large)).toBeGreaterThan(30);
    expect(Number.isFinite(repairNights(few, large))).toBe(true);
  });

  it("stays within two thirds of the calls, whatever the plan and the size", () => {
    fc.assert(
      fc.property(fc.integer({ min: 500, max: 200_000 }), fc.boolean(), fc.integer({ min: 0, max: 60_000 }), (perMonth, hasWebhooks, n) => {
        const plans = cadenceFor({ perMonth, hasWebhooks, counts: { invoice: n, product: n, lead: n } });
        expect(cost(plans)).toBeLessThanOrEqual(perMonth * 0.66);
        for (const plan of plans) expect(plan.everyMinutes).toBeGreaterThan(0);
      }),
      { numRuns: 60 },
    );
  });

  it("is quiet at night and on weekends in Madrid, in summer and winter", () => {
    expect(isWorkingTime(new Date("2026-11-20T06:30:00Z"))).toBe(true);
    expect(isWorkingTime(new Date("2026-11-20T05:30:00Z"))).toBe(false);
    expect(isWorkingTime(new Date("2026-07-20T05:30:00Z"))).toBe(true);
    expect(isWorkingTime(new Date("2026-11-22T10:00:00Z"))).toBe(false);
    expect(isRepairTime(new Date("2026-11-22T02:00:00Z"))).toBe(true);
    expect(isRepairTime(new Date("2026-11-22T12:00:00Z"))).toBe(false);
  });
});
