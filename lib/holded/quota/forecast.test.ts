import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cadenceFor } from "@/lib/holded/mirror/cadence";
import { planNames, plans, type Plan } from "@/lib/holded/quota";
import { expectedAtMonthEnd, forecast, type AccountLoad, type CompanyLoad } from "@/lib/holded/quota/forecast";
import { noVolumes, type Volumes } from "@/lib/holded/quota/volumes";

const company = (volumes: Partial<Volumes>, change: Partial<CompanyLoad> = {}): CompanyLoad => ({
  volumes: { ...noVolumes, ...volumes },
  hasWebhooks: true,
  counts: {},
  approves: false,
  personPerMonth: null,
  ...change,
});
const account = (...companies: readonly CompanyLoad[]): AccountLoad => ({ companies, othersPerMonth: 0 });
const of = (load: AccountLoad, plan: Plan) => forecast(load, plan, cadenceFor);
const callsFor = (load: AccountLoad, use: string) => of(load, "premium").byUse.find((one) => one.use === use)?.calls ?? 0;

const anyVolumes = fc.record({
  purchases: fc.nat(5_000), movements: fc.nat(5_000), quotes: fc.nat(800), hours: fc.nat(5_000), leads: fc.nat(800), employees: fc.nat(60), projects: fc.nat(60),
}); // prettier-ignore
const anyPlan = fc.constantFrom(...planNames);
const sum = (uses: readonly { readonly calls: number }[]) => uses.reduce((total, { calls }) => total + calls, 0);

describe("the forecast of a Holded account's calls", () => {
  it("says that a shop with sixty invoices a month fits Estándar", () => {
    const shop = of(account(company({ purchases: 60, movements: 120, quotes: 10 })), "estandar");
    expect(shop.verdict).toEqual({ kind: "fits" });
    expect(shop.share).toBeLessThan(0.8);
  });

  it("names the plan that work needs, and what eats the calls", () => {
    const busy = of(account(company({ purchases: 100, movements: 900 })), "basico");
    expect(busy).toMatchObject({ verdict: { kind: "needs_plan", plan: "avanzado" }, mostly: "movements" });
    expect(of(account(company({ purchases: 100, movements: 900 })), "avanzado").verdict).toEqual({ kind: "fits" });
  });

  it("calls a month tight that would leave no room for a busy one", () => {
    const tight = of(account(company({ purchases: 620 })), "estandar");
    expect([tight.verdict, tight.share > 0.8 && tight.share <= 1]).toEqual([{ kind: "tight", because: "month" }, true]);
  });

  it("lets the local copy look less often before it asks for a larger plan", () => {
    const spared = of(account(company({ purchases: 900 })), "estandar");
    expect([spared.verdict, spared.share <= 1]).toEqual([{ kind: "tight", because: "reads" }, true]);
    expect(spared.byUse[0]?.use).toBe("purchases");
  });

  it("says of the largest plan that more is billed, not that it needs another", () => {
    expect(of(account(company({ movements: 40_000 })), "premium").verdict).toEqual({ kind: "tight", because: "billed" });
  });

  it("tells how many calls the busiest minutes would like", () => {
    const busy = of(account(company({ purchases: 3_000 })), "avanzado");
    const quiet = of(account(company({ purchases: 30 })), "avanzado");
    expect(busy.peakPerMinute).toBeGreaterThan(quiet.peakPerMinute);
    expect(busy.peakPerMinute).toBeLessThan(plans.avanzado.perMinute);
    // A month that others fill, all of it on working mornings: the minute is the narrower one.
    expect(of({ companies: [], othersPerMonth: 60_000 }, "premium").peakPerMinute).toBe(46);
  });

  it("counts an invoice as its steps: four calls, one more where approving here approves there, some for new suppliers", () => {
    const [plain, approving] = [callsFor(account(company({ purchases: 1_000 })), "purchases"), callsFor(account(company({ purchases: 1_000 }, { approves: true })), "purchases")]; // prettier-ignore
    expect(plain).toBeGreaterThan(4_000);
    expect(plain).toBeLessThan(6_000);
    expect(approving - plain).toBeCloseTo(1_050, -1);
  });

  it("counts hours by the sheets they are approved in", () => {
    const few = callsFor(account(company({ hours: 400, employees: 2, projects: 1 })), "hours");
    const many = callsFor(account(company({ hours: 400, employees: 20, projects: 10 })), "hours");
    expect(few).toBeLessThan(many);
    expect(many).toBeLessThanOrEqual(Math.ceil(1.05 * 3 * 400));
  });

  it("adds the companies of one account, and what others call", () => {
    const [one, two] = [company({ purchases: 300 }), company({ purchases: 500, leads: 20 })];
    const both = of({ companies: [one, two], othersPerMonth: 700 }, "premium");
    const writes = of(account(one), "premium").byPurpose.write + of(account(two), "premium").byPurpose.write;
    expect(Math.abs(both.byPurpose.write - writes)).toBeLessThan(3);
    expect(both.byUse.find(({ use }) => use === "others")).toEqual({ use: "others", purpose: null, calls: 700 });
  });

  it("lets the mirror take no more than its part, however small the plan", () => {
    fc.assert(
      fc.property(anyVolumes, anyPlan, fc.boolean(), (volumes, plan, hasWebhooks) => {
        const { byUse } = of(account(company(volumes, { hasWebhooks })), plan);
        const reads = sum(byUse.filter(({ use }) => use === "looks" || use === "repair"));
        // Thousands of documents on the smallest plan: one look a week at each list is the least that keeps a copy true.
        expect(reads).toBeLessThanOrEqual(Math.max(0.6 * plans[plan].perMonth, plans.plus.perMonth));
      }),
      { numRuns: 60 },
    );
  });

  it("never needs less for more work, however the local copy makes room for it, and its parts are its total", () => {
    fc.assert(
      fc.property(anyVolumes, anyPlan, fc.constantFrom("purchases", "movements", "quotes", "hours", "leads"), (volumes, plan, more) => {
        const counts = { purchase: 1, bank_movement: 1, estimate: 1, project_time: 1, lead: 1, contact: 1, employee: 1, project: 1 };
        const less = of(account(company(volumes, { counts })), plan);
        const grown = of(account(company({ ...volumes, [more]: volumes[more] + 100 }, { counts })), plan);
        const forWork = ({ byUse }: typeof less) => sum(byUse.filter(({ use }) => use !== "looks" && use !== "repair"));
        expect(forWork(grown)).toBeGreaterThan(forWork(less));
        expect(sum(grown.byUse)).toBe(grown.total);
        expect(Object.values(grown.byPurpose).reduce((total, calls) => total + calls, 0)).toBe(grown.total);
      }),
      { numRuns: 60 },
    );
  });

  it("recommends a plan in which the same work fits", () => {
    fc.assert(
      fc.property(anyVolumes, anyPlan, (volumes, plan) => {
        const load = account(company(volumes));
        const { verdict } = of(load, plan);
        if (verdict.kind !== "needs_plan") return;
        const there = of(load, verdict.plan);
        expect(planNames.indexOf(verdict.plan)).toBeGreaterThan(planNames.indexOf(plan));
        expect(there.verdict.kind).not.toBe("needs_plan");
      }),
      { numRuns: 80 },
    );
  });
});

describe("what is expected at the end of the month", () => {
  const at = (text: string) => new Date(`2026-11-${text}Z`);

  it("is the forecast at its beginning, the run at its end, and never less than what is used", () => {
    expect(expectedAtMonthEnd(0, 3_000, at("01T00:00:00"))).toBe(3_000);
    expect(expectedAtMonthEnd(2_000, 3_000, at("30T23:59:59"))).toBe(2_000);
    expect(expectedAtMonthEnd(5_000, 0, at("29T00:00:00"))).toBeGreaterThanOrEqual(5_000);
  });

  it("lies between what either of them says", () => {
    const middle = expectedAtMonthEnd(1_000, 4_000, at("16T00:00:00"));
    expect(middle).toBeGreaterThan(2_000);
    expect(middle).toBeLessThan(4_000);
  });
});
