import { numberedDocuments } from "@/lib/holded/endpoints/numbering-series";
import { mirrorResources, pageSize, type MirrorResource } from "@/lib/holded/mirror/model";

/** How often one resource is looked at, and what each look costs. */
export type PollPlan = {
  readonly resource: MirrorResource;
  /** Between two looks in working hours. From 1,440 on it is days: a look that falls into the night waits for the morning. */
  readonly everyMinutes: number;
  /** Calls of one look. */
  readonly pagesPerPass: number;
  /** Calls of each night's repair: a slice of the whole list, which goes round in several nights. 0.25: one every four nights. */
  readonly nightlyPages: number;
};

export type CadenceFacts = {
  readonly perMonth: number;
  readonly hasWebhooks: boolean;
  /** Objects known of each resource; what is left out is taken as one page. */
  readonly counts: Readonly<Partial<Record<MirrorResource, number>>>;
};

type Traits = {
  /** Minutes between looks that people at work would wish for, if calls were free and nothing announced itself. */
  readonly wish: number;
  /** Holded announces its changes by webhook. */
  readonly hasEvents?: true;
  /** 0…1: how much of a shortage of calls it bears. People wait for what has little. */
  readonly patience: number;
  /**
   * What a look reads: everything, or only what is recent. `dates`: Holded filters by a window of dates. `new`: the end of
   * the list where new objects appear. The rest is then repaired at night.
   */
  readonly look: "whole" | "dates" | "new";
  /** Lists that one look has to ask for besides the first: accounts with movements, kinds of series. */
  readonly lists?: (counts: CadenceFacts["counts"]) => number;
};

const day = 1_440;

const traits: Readonly<Record<MirrorResource, Traits>> = {
  inbox_document: { wish: 30, patience: 0.7, look: "dates" },
  lead: { wish: 30, patience: 0.7, look: "new" },
  purchase: { wish: 60, hasEvents: true, patience: 0.7, look: "dates" },
  invoice: { wish: 60, hasEvents: true, patience: 0.7, look: "dates" },
  // Holded's own bank feed runs once a day; people reconcile in between.
  bank_movement: { wish: 120, patience: 0.6, look: "dates", lists: ({ treasury_account: accounts }) => Math.max(1, accounts ?? 2) },
  payment: { wish: 120, hasEvents: true, patience: 0.8, look: "dates" },
  contact: { wish: 120, hasEvents: true, patience: 0.8, look: "new" },
  project_time: { wish: 120, patience: 0.8, look: "new" },
  task: { wish: 120, patience: 0.9, look: "new" },
  event: { wish: 180, patience: 0.9, look: "new" },
  estimate: { wish: 120, hasEvents: true, patience: 0.8, look: "dates" },
  credit_note: { wish: 240, hasEvents: true, patience: 0.9, look: "dates" },
  sales_receipt: { wish: 240, hasEvents: true, patience: 0.9, look: "dates" },
  project: { wish: 240, patience: 0.9, look: "new" },
  product: { wish: 240, hasEvents: true, patience: 0.9, look: "new" },
  service: { wish: day, hasEvents: true, patience: 0.9, look: "new" },
  price_list: { wish: day, patience: 0.6, look: "whole" },
  treasury_account: { wish: day, patience: 0.5, look: "whole" },
  employee: { wish: day, patience: 0.7, look: "whole" },
  funnel: { wish: 2 * day, patience: 0.7, look: "whole" },
  tax: { wish: 2 * day, patience: 0.7, look: "whole" },
  expense_account: { wish: 2 * day, patience: 0.7, look: "whole" },
  accounting_account: { wish: 2 * day, patience: 0.7, look: "whole" },
  payment_method: { wish: 4 * day, patience: 0.6, look: "whole" },
  numbering_series: { wish: 4 * day, patience: 0.6, look: "whole", lists: () => numberedDocuments.length },
  tag: { wish: 4 * day, patience: 0.6, look: "whole" },
  warehouse: { wish: 7 * day, patience: 0.4, look: "whole" },
};

/** What is announced is still looked at once a day: an event that got lost is then a day late at most. */
const announcedMinutes = day;

/** Parts of the month's calls that looking and nightly repair may take; the rest is for writing, people and hints. */
const shares = { looks: 0.4, repair: 0.12 } as const;

const working = { fromHour: 7, toHour: 20, daysPerMonth: 22 } as const;
const nightsPerMonth = 30;
const repairRoundNights = 7;

/** Recent days that a look by dates asks for. */
export const recentDays: Readonly<Partial<Record<MirrorResource, number>>> = {
  purchase: 30,
  invoice: 10,
  estimate: 10,
  credit_note: 10,
  sales_receipt: 5,
  payment: 10,
  bank_movement: 10,
  inbox_document: 10,
};

/** How far back a dated resource is mirrored, in months: duplicates and open items are looked for there. */
export const mirroredMonths: Readonly<Partial<Record<MirrorResource, number>>> = {
  purchase: 18,
  invoice: 24,
  estimate: 18,
  credit_note: 24,
  sales_receipt: 12,
  payment: 18,
  bank_movement: 15,
  inbox_document: 6,
};

/**
 * How often each resource is looked at so that everything together stays inside its part of the month's calls. With few
 * calls the gaps grow, least for what people wait for; with webhooks, what announces itself is looked at once a day and
 * its calls go to the rest.
 */
export function cadenceFor(facts: CadenceFacts): readonly PollPlan[] {
  const repair = repairPages(facts);
  const planWith = (stretch: number): readonly PollPlan[] =>
    mirrorResources.map((resource) => ({
      resource,
      everyMinutes: everyMinutes(resource, facts.hasWebhooks, stretch),
      pagesPerPass: pagesPerLook(resource, facts.counts),
      nightlyPages: repair[resource] ?? 0,
    }));
  const budget = Math.max(1, facts.perMonth) * shares.looks;
  for (let stretch = 1; stretch < 4_096; stretch *= 1.25) {
    const plan = planWith(stretch);
    if (looksCost(plan) <= budget) return plan;
  }
  return planWith(4_096);
}

/** Calls a month of one resource, looks and nightly repair. */
export function callsPerMonth(plan: PollPlan): number {
  return Math.ceil(looksPerMonth(plan.everyMinutes) * plan.pagesPerPass + plan.nightlyPages * nightsPerMonth);
}

/** Calls to read everything for the first time. */
export function firstReadingCalls(counts: CadenceFacts["counts"]): number {
  return mirrorResources.reduce((sum, resource) => sum + wholePages(resource, counts), 0);
}

/** Nights until the repair has gone once through the resource; 0: every look reads it whole. */
export function repairNights(plan: PollPlan, counts: CadenceFacts["counts"]): number {
  return plan.nightlyPages === 0 ? 0 : Math.ceil(wholePages(plan.resource, counts) / plan.nightlyPages);
}

/** Whether a look reads everything, so that what it does not meet is gone. */
export function looksWhole(resource: MirrorResource, count: number | undefined): boolean {
  return traits[resource].look === "whole" || (count ?? 0) <= pageSize;
}

/** Holded announces changes of this resource by webhook. */
export function hasEvents(resource: MirrorResource): boolean {
  return traits[resource].hasEvents === true;
}

/**
 * How long an object that was announced waits to be read again: at least Holded's own read lag; with few calls, until a
 * burst of changes is over.
 */
export function hintDelayMs(perMonth: number): number {
  if (perMonth >= 30_000) return 5_000;
  if (perMonth >= 7_500) return 15_000;
  return perMonth >= 2_000 ? 5 * 60_000 : 30 * 60_000;
}

/** Monday to Friday from 7 to 20 in Madrid: outside of it nobody waits for news. */
export function isWorkingTime(now: Date): boolean {
  const { hour, isWeekend } = madrid(now);
  return !isWeekend && hour >= working.fromHour && hour < working.toHour;
}

/** From 1 to 5 in Madrid: the time of repair. */
export function isRepairTime(now: Date): boolean {
  const { hour } = madrid(now);
  return hour >= 1 && hour < 5;
}

function everyMinutes(resource: MirrorResource, hasWebhooks: boolean, stretch: number): number {
  const { wish, patience, hasEvents: announces } = traits[resource];
  const base = hasWebhooks && announces ? Math.max(wish, announcedMinutes) : wish;
  const longest = traits[resource].look === "whole" ? 30 * day : 3 * day;
  return Math.min(Math.max(base, longest), Math.round(base * stretch ** patience));
}

function looksCost(plan: readonly PollPlan[]): number {
  return plan.reduce((sum, one) => sum + looksPerMonth(one.everyMinutes) * one.pagesPerPass, 0);
}

function looksPerMonth(minutes: number): number {
  if (minutes >= day) return (working.daysPerMonth * day) / minutes;
  const perDay = Math.ceil(((working.toHour - working.fromHour) * 60) / minutes);
  return perDay * working.daysPerMonth;
}

function pagesPerLook(resource: MirrorResource, counts: CadenceFacts["counts"]): number {
  const { look, lists } = traits[resource];
  const pages = pagesOf(counts[resource] ?? 0);
  const atLeast = lists?.(counts) ?? 1;
  if (look === "whole" || pages === 1) return Math.max(atLeast, pages);
  // The last page of what was known, and what is new: seldom more than another page.
  if (look === "new") return Math.max(atLeast, Math.min(pages, 2));
  const share = (recentDays[resource] ?? 30) / ((mirroredMonths[resource] ?? 18) * 30);
  return Math.max(atLeast, pagesOf(Math.ceil((counts[resource] ?? 0) * share)));
}

/** Every list goes round in a week if the calls allow it, and else as fast as they do. */
function repairPages({ perMonth, counts }: CadenceFacts): Partial<Record<MirrorResource, number>> {
  const pages = mirrorResources.flatMap((resource) =>
    looksWhole(resource, counts[resource]) ? [] : [{ resource, whole: wholePages(resource, counts) }],
  );
  const wanted = pages.reduce((sum, { whole }) => sum + whole, 0);
  const nights = Math.max(repairRoundNights, (wanted * nightsPerMonth) / (Math.max(1, perMonth) * shares.repair));
  return Object.fromEntries(pages.map(({ resource, whole }) => [resource, Math.ceil((whole / nights) * 100) / 100]));
}

function wholePages(resource: MirrorResource, counts: CadenceFacts["counts"]): number {
  return Math.max(traits[resource].lists?.(counts) ?? 1, pagesOf(counts[resource] ?? 0));
}

const pagesOf = (count: number) => Math.max(1, Math.ceil(count / pageSize));

const clock = new Intl.DateTimeFormat("en-GB", { timeZone: "Europe/Madrid", hourCycle: "h23", hour: "2-digit", weekday: "short" });

function madrid(now: Date): { readonly hour: number; readonly isWeekend: boolean } {
  const parts = clock.formatToParts(now);
  const of = (type: "hour" | "weekday") => parts.find((part) => part.type === type)?.value ?? "";
  return { hour: Number(of("hour")), isWeekend: of("weekday") === "Sat" || of("weekday") === "Sun" };
}
