import { isRepairTime, isWorkingTime, looksWhole, type PollPlan } from "@/lib/holded/mirror/cadence";
import type { MirrorResource } from "@/lib/holded/mirror/model";
import type { MirrorState } from "@/lib/holded/mirror/state";

/** One piece of reading: everything from where it stopped, only what is recent, or a slice of nightly repair. */
export type Work = {
  readonly resource: MirrorResource;
  readonly kind: "first" | "whole" | "look" | "repair";
  /** Calls it may make now; the rest is done another time. */
  readonly maxPages: number;
};

export type DueFacts = {
  readonly plans: readonly PollPlan[];
  readonly states: ReadonlyMap<MirrorResource, MirrorState>;
  /** Calls that a first reading may still make today. */
  readonly firstPagesLeft: number;
  readonly now: Date;
};

const minuteMs = 60_000;
const dayMs = 1_440 * minuteMs;
/** The scheduler comes round every few minutes: what is due a moment later is due now. */
const slackMs = 5 * minuteMs;
/** Nights without repair (a machine that was off) are caught up, but not all in one. */
const caughtUpNights = 5;
/** A look that found very much new stops there; the repair reads the rest. */
const lookPages = 60;

/**
 * What is to be read now, in the order of usefulness. A first reading goes on at any hour, looks keep to working hours,
 * repair to the night.
 */
export function workDue({ plans, states, firstPagesLeft, now }: DueFacts): readonly Work[] {
  const work: Work[] = [];
  const isOpen = isWorkingTime(now);
  const isNight = isRepairTime(now);
  for (const plan of plans) {
    const state = states.get(plan.resource);
    if (state?.nextTry && state.nextTry > now) continue;
    if (!state?.syncedAt) {
      if (firstPagesLeft > 0) work.push({ resource: plan.resource, kind: "first", maxPages: firstPagesLeft });
      continue;
    }
    if (isOpen && isLookDue(plan, state, now)) work.push(lookOf(plan, state));
    const pages = isNight ? repairPages(plan, state, now) : 0;
    if (pages > 0) work.push({ resource: plan.resource, kind: "repair", maxPages: pages });
  }
  return work;
}

/** What a person who asks for news gets: everything of short lists, what is recent of long ones. */
export function workAsked(plans: readonly PollPlan[], states: DueFacts["states"]): readonly Work[] {
  return plans.map((plan) => {
    const state = states.get(plan.resource);
    return state?.syncedAt ? lookOf(plan, state) : { resource: plan.resource, kind: "first", maxPages: Infinity };
  });
}

/** Whether what is known is older than it should be: two gaps of working time, so that one late look alarms nobody. */
export function isStale(plan: PollPlan, state: MirrorState | undefined, now: Date): boolean {
  const fresh = lastLook(state);
  if (fresh === null) return true;
  const gapMs = Math.max(2 * plan.everyMinutes, 60) * minuteMs;
  const elapsedMs = now.getTime() - fresh.getTime();
  if (elapsedMs <= gapMs) return false;
  return elapsedMs > gapMs + 5 * dayMs || elapsedMs - quietMsBetween(fresh, now) > gapMs;
}

/**
 * When the schedule reads the resource next, as far as that is known now; not later than `now`: with its next round. The
 * repair of the night, which reads only a slice, is not counted. Pure.
 */
export function nextReading(plan: PollPlan, state: MirrorState | undefined, firstPagesLeft: number, now: Date): Date {
  const paused = Math.max(now.getTime(), state?.nextTry?.getTime() ?? 0);
  const last = lastLook(state);
  // A first reading goes on at any hour, while the day has calls for it.
  if (last === null) return new Date(firstPagesLeft > 0 ? paused : Math.max(paused, (Math.floor(now.getTime() / dayMs) + 1) * dayMs));
  return nextWorkingTime(Math.max(paused, last.getTime() + plan.everyMinutes * minuteMs - slackMs));
}

/** This moment, or the full hour at which work begins again. */
function nextWorkingTime(from: number): Date {
  const hourMs = 60 * minuteMs;
  let at = from;
  while (!isWorkingTime(new Date(at))) at = (Math.floor(at / hourMs) + 1) * hourMs;
  return new Date(at);
}

/** When the resource was last compared with Holded at all. */
export function lastLook(state: MirrorState | undefined): Date | null {
  const { syncedAt = null, lookedAt = null } = state ?? {};
  if (syncedAt === null) return null;
  return lookedAt ?? syncedAt;
}

function lookOf(plan: PollPlan, state: MirrorState): Work {
  const kind = looksWhole(plan.resource, state.objects) ? "whole" : "look";
  return { resource: plan.resource, kind, maxPages: kind === "whole" ? Infinity : lookPages };
}

function isLookDue(plan: PollPlan, state: MirrorState, now: Date): boolean {
  const last = lastLook(state);
  return last === null || now.getTime() - last.getTime() >= plan.everyMinutes * minuteMs - slackMs;
}

function repairPages(plan: PollPlan, state: MirrorState, now: Date): number {
  if (plan.nightlyPages === 0 || looksWhole(plan.resource, state.objects)) return 0;
  const last = state.repairedAt ?? state.syncedAt ?? now;
  const nights = Math.round((now.getTime() - last.getTime()) / dayMs);
  // Slices of less than a page add up until there is one.
  return Math.floor(plan.nightlyPages * Math.min(nights, Math.max(caughtUpNights, Math.ceil(1 / plan.nightlyPages))) + 1e-9);
}

/** Time outside working hours, by the hour: enough to tell a weekend from a fault. */
function quietMsBetween(from: Date, to: Date): number {
  const hourMs = 60 * minuteMs;
  let quiet = 0;
  for (let at = from.getTime(); at < to.getTime(); at += hourMs) if (!isWorkingTime(new Date(at))) quiet += hourMs;
  return quiet;
}
