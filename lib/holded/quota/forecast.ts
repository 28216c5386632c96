import { callsPerMonth, firstReadingCalls, hasEvents, type CadenceFacts, type PollPlan } from "@/lib/holded/mirror/cadence";
import { callsOf } from "@/lib/holded/outbox/calls";
import type { PushKindName } from "@/lib/holded/push-plan";
import { planNames, plans, type Plan } from "@/lib/holded/quota";
import type { Volumes } from "@/lib/holded/quota/volumes";
import { purposes, type Purpose } from "@/lib/holded/retry";

export type CompanyLoad = {
  readonly volumes: Volumes;
  readonly hasWebhooks: boolean;
  /** Objects of the local copy; what is left out is reckoned from the volumes. */
  readonly counts: CadenceFacts["counts"];
  /** Approval in the console approves in Holded too: one call more for each document. */
  readonly approves: boolean;
  /** Calls a month that people cause by testing and looking; null: not measured yet. */
  readonly personPerMonth: number | null;
};

/** All companies that share the windows of one Holded account. */
export type AccountLoad = { readonly companies: readonly CompanyLoad[]; readonly othersPerMonth: number };

/** What calls are made for. `hints`: reading again what a webhook announced. `others`: integrations that are not ours. */
export type Use = "purchases" | "movements" | "quotes" | "hours" | "leads" | "looks" | "repair" | "hints" | "people" | "others";

export type Verdict =
  | { readonly kind: "fits" }
  /**
   * `reads`: it fits because the local copy is looked at less often than the plan would allow. `billed`: beyond the month of
   * the largest plan, where calls cost money and are not refused.
   */
  | { readonly kind: "tight"; readonly because: "month" | "minute" | "reads" | "billed" }
  | { readonly kind: "needs_plan"; readonly plan: Plan };

export type Forecast = {
  readonly plan: Plan;
  /** Calls a month by purpose; those of others are not among them. */
  readonly byPurpose: Readonly<Record<Purpose, number>>;
  /** The same by what they are for, most first, others included; without those that need none. */
  readonly byUse: readonly { readonly use: Use; readonly purpose: Purpose | null; readonly calls: number }[];
  readonly total: number;
  /** Part of the plan's month, 0…: 1 is all of it. */
  readonly share: number;
  readonly verdict: Verdict;
  /** What takes most of it. */
  readonly mostly: Use | null;
  /** Calls in the busiest minutes, when a morning's approvals go out together. Beyond the plan's minute they wait their turn. */
  readonly peakPerMinute: number;
  /** Calls of the first reading of everything, which come once. */
  readonly firstReading: number;
};

type Cadence = (facts: CadenceFacts) => readonly PollPlan[];

/** Up to this part of the month there is room for a busy one. */
const roomy = 0.8;
/** When work takes most of the month, the local copy makes do with this part of the calls it would have. */
const sparing = 0.3;
const workingDays = 22;
const weeks = 52 / 12;

/** How often the other side of a document is somebody Holded does not know yet. */
const newContacts = { purchase: 0.15, estimate: 0.4, lead: 0.8 } as const;
/** Movements that an approval reconciles; the others (fees, transfers) are settled in Holded. */
const reconciled = 0.9;
/** Notes and moves to another stage of one lead, after it was made. */
const leadFollowUps = 2;
/** Projects that one person notes hours on in a week. */
const projectsOfAPerson = 3;
/** Writes that have to be looked for again or repeated. */
const trouble = 1.05;
/** People who test a connection or open what is not yet copied. */
const usualPersonCalls = 60;

/**
 * From the work of all companies of a Holded account to its calls a month, by purpose and use, and whether the plan bears
 * them. `cadence` is the mirror's: how often it looks depends on the plan, so every plan is judged with its own. Pure.
 */
export function forecast(account: AccountLoad, plan: Plan, cadence: Cadence): Forecast {
  const { perMonth } = plans[plan];
  const { byUse, verdict } = judged(account, plan, cadence);
  const of = (purpose: Purpose) => sum(byUse.filter((one) => one.purpose === purpose));
  return {
    plan,
    byPurpose: Object.fromEntries(purposes.map((purpose) => [purpose, of(purpose)])) as Record<Purpose, number>,
    byUse,
    total: sum(byUse),
    share: sum(byUse) / perMonth,
    verdict,
    mostly: byUse[0]?.use ?? null,
    peakPerMinute: peakOf(byUse),
    firstReading: account.companies.reduce((calls, company) => calls + firstReadingCalls(countsOf(company)), 0),
  };
}

function judged(account: AccountLoad, plan: Plan, cadence: Cadence): { readonly byUse: UseCalls; readonly verdict: Verdict } {
  const { perMonth, perMinute, hardMonth } = plans[plan];
  const byUse = callsByUse(account, plan, cadence);
  const total = sum(byUse);
  const isPeakAbove = peakOf(byUse) > perMinute;
  if (total <= roomy * perMonth) return { byUse, verdict: isPeakAbove ? { kind: "tight", because: "minute" } : { kind: "fits" } };
  if (total <= perMonth) return { byUse, verdict: { kind: "tight", because: "month" } };
  if (!hardMonth) return { byUse, verdict: { kind: "tight", because: "billed" } };
  const spared = callsByUse(account, plan, cadence, sparing);
  if (sum(spared) <= perMonth) return { byUse: spared, verdict: { kind: "tight", because: "reads" } };
  return { byUse, verdict: { kind: "needs_plan", plan: planFor(plan, (other) => sum(callsByUse(account, other, cadence))) } };
}

/** The smallest larger plan with room, else the smallest that it just fits into, else the largest. */
function planFor(plan: Plan, totalWith: (plan: Plan) => number): Plan {
  const larger = planNames.slice(planNames.indexOf(plan) + 1);
  const within = (part: number) => larger.find((name) => totalWith(name) <= part * plans[name].perMonth);
  return within(roomy) ?? within(1) ?? larger.at(-1) ?? plan;
}

type UseCalls = Forecast["byUse"];
const sum = (calls: UseCalls) => calls.reduce((total, one) => total + one.calls, 0);

function callsByUse({ companies, othersPerMonth }: AccountLoad, plan: Plan, cadence: Cadence, reading = 1): UseCalls {
  // The mirrors of an account share its calls.
  const perMonth = (reading * plans[plan].perMonth) / Math.max(1, companies.length);
  const calls = new Map<Use, number>([["others", othersPerMonth]]);
  for (const company of companies) {
    const polls = cadence({ perMonth, hasWebhooks: company.hasWebhooks, counts: countsOf(company) });
    const reads = polls.map((poll) => ({ looks: callsPerMonth({ ...poll, nightlyPages: 0 }), all: callsPerMonth(poll) }));
    const own: Readonly<Record<Exclude<Use, "others">, number>> = {
      ...writesOf(company),
      looks: reads.reduce((total, { looks }) => total + looks, 0),
      repair: reads.reduce((total, { looks, all }) => total + all - looks, 0),
      hints: company.hasWebhooks ? hintsOf(company.volumes) : 0,
      people: company.personPerMonth ?? usualPersonCalls,
    };
    for (const [use, count] of Object.entries(own) as [Use, number][]) calls.set(use, (calls.get(use) ?? 0) + count);
  }
  return [...calls]
    .map(([use, count]) => ({ use, purpose: purposeOf[use], calls: Math.ceil(count) }))
    .filter((one) => one.calls > 0)
    .sort((a, b) => b.calls - a.calls);
}

const purposeOf: Readonly<Record<Use, Purpose | null>> = {
  purchases: "write",
  movements: "write",
  quotes: "write",
  hours: "write",
  leads: "write",
  looks: "scheduled",
  hints: "scheduled",
  repair: "refresh",
  people: "person",
  others: null,
};

/** What each kind of approved write costs stands beside the outbox. */
function writesOf({ volumes, approves }: CompanyLoad): Readonly<Record<"purchases" | "movements" | "quotes" | "hours" | "leads", number>> {
  const cost = (kind: PushKindName, unknownContacts = 0) => callsOf(kind).usual + unknownContacts * callsOf(kind).newContact;
  const approval = approves ? 1 : 0;
  const { purchases, movements, quotes, hours, leads, employees, projects } = volumes;
  // One approval writes the week of one person on one project: the first entry with its reads, the others one call each.
  const sheets = Math.min(hours, Math.max(1, employees) * weeks * Math.max(1, Math.min(projects, projectsOfAPerson)));
  return {
    purchases: trouble * purchases * (cost("purchase", newContacts.purchase) + approval),
    movements: trouble * movements * reconciled * cost("reconcile"),
    quotes: trouble * quotes * (cost("estimate", newContacts.estimate) + cost("estimate_send")),
    hours: trouble * (sheets * (cost("project_time") - 1) + hours),
    leads: trouble * leads * (cost("lead", newContacts.lead) + (leadFollowUps * (cost("lead_note") + cost("lead_stage"))) / 2),
  };
}

/** A webhook announces what we write ourselves too; each announcement is one read. */
function hintsOf({ purchases, quotes, movements }: Volumes): number {
  const announced = (calls: number, resource: Parameters<typeof hasEvents>[0]) => (hasEvents(resource) ? calls : 0);
  return (
    announced(purchases * (1 + newContacts.purchase), "purchase") +
    announced(quotes * (1 + newContacts.estimate), "estimate") +
    announced(movements * reconciled, "payment")
  );
}

/** What the mirror holds, reckoned from a month where it has not been counted yet. */
function countsOf({ volumes, counts }: CompanyLoad): CadenceFacts["counts"] {
  const months = { purchase: 18, bank_movement: 15, estimate: 18, project_time: 24, lead: 24, contact: 3 } as const;
  return {
    purchase: volumes.purchases * months.purchase,
    bank_movement: volumes.movements * months.bank_movement,
    estimate: volumes.quotes * months.estimate,
    project_time: volumes.hours * months.project_time,
    lead: volumes.leads * months.lead,
    contact: volumes.purchases * months.contact,
    employee: volumes.employees,
    project: volumes.projects,
    ...counts,
  };
}

/** A quarter of a day's writes is approved in a quarter of an hour: on a Monday morning, or before the tax return. */
function peakOf(calls: UseCalls): number {
  const of = (purpose: Purpose) => sum(calls.filter((one) => one.purpose === purpose));
  const others = sum(calls.filter(({ use }) => use === "others"));
  const aDay = (of("write") + others) / workingDays;
  return Math.ceil(aDay / 4 / 15 + of("scheduled") / workingDays / 13 / 60);
}

/**
 * Calls at the end of the running month: the run so far counts the more the longer it is, the forecast fills the rest.
 * Pure; the month is Holded's, by UTC.
 */
export function expectedAtMonthEnd(used: number, forecastTotal: number, now: Date): number {
  const start = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), 1);
  const end = Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 1);
  const elapsed = (now.getTime() - start) / (end - start);
  const run = elapsed > 0 ? used / elapsed : forecastTotal;
  return Math.max(used, Math.round(used + (1 - elapsed) * (elapsed * run + (1 - elapsed) * forecastTotal)));
}
