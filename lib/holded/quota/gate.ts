import "server-only";
import { randomUUID } from "node:crypto";
import type { Plan } from "@/lib/holded/quota";
import type { HoldReason } from "@/lib/holded/quota/rules";
import { takeSlots, type Offer } from "@/lib/holded/quota/store";
import { policies, purposes, type Purpose } from "@/lib/holded/retry";

export type GrantedSlot = {
  readonly granted: true;
  readonly call: bigint;
  /** Slots left in the minute. */
  readonly left: number;
  /** 0: it went at once. */
  readonly waitedMs: number;
};
export type SlotVerdict = GrantedSlot | { readonly granted: false; readonly reason: HoldReason; readonly waitMs: number };

type Visitor = { readonly accountKey: string; readonly plan: Plan; readonly purpose: Purpose };
type Waiter = {
  readonly since: number;
  /** It joined a line that was told to wait. */
  readonly isLate: boolean;
  readonly answer: (verdict: SlotVerdict) => void;
  readonly fail: (error: unknown) => void;
};

/** More in one statement would hold the account's lock too long. */
const batch = 32;
/** The database says exactly when to come back; asking again sooner than this would only cost round trips. */
const pauseMs = 4;
/** Longer waits than this leave no claim. Known to the database too. */
const claimMs = 75_000;

/** This process, among all that share an account's windows. */
const waiter = randomUUID();
const gates = new Map<string, Gate>();

/**
 * Waits for a slot of the account's windows. All calls of this process that wait for one account stand in one line for
 * each purpose, and one of them asks for all: ten thousand refreshes cost the database no more than one. Gives up, with
 * the wait that is left, when it would be longer than the purpose has patience for.
 */
export function enterGate({ accountKey, plan, purpose }: Visitor): Promise<SlotVerdict> {
  const gate = gates.get(accountKey) ?? new Gate(accountKey, plan);
  gates.set(accountKey, gate);
  return gate.enter(plan, purpose);
}

class Gate {
  readonly #accountKey: string;
  #plan: Plan;
  readonly #lines: Readonly<Record<Purpose, Waiter[]>> = { write: [], person: [], scheduled: [], refresh: [] };
  /** When the head of each line may try again, as far as it is known. */
  readonly #due = new Map<Purpose, { readonly at: number; readonly reason: HoldReason }>();
  readonly #refusedAt = new Map<Purpose, number>();
  #isAsking = false;
  #askAgain = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(accountKey: string, plan: Plan) {
    this.#accountKey = accountKey;
    this.#plan = plan;
  }

  enter(plan: Plan, purpose: Purpose): Promise<SlotVerdict> {
    this.#plan = plan;
    return new Promise((answer, fail) => {
      const due = this.#due.get(purpose);
      const newcomer = { since: performance.now(), isLate: due !== undefined, answer, fail };
      const waitMs = due ? due.at - newcomer.since : 0;
      // Who would be sent away at the next question is told at once.
      if (due && !staysFor(newcomer, purpose, waitMs)) return answer(postponed(purpose, waitMs, due.reason));
      this.#lines[purpose].push(newcomer);
      if (due === undefined) void this.#ask();
    });
  }

  async #ask(): Promise<void> {
    this.#askAgain = true;
    if (this.#isAsking) return;
    this.#isAsking = true;
    clearTimeout(this.#timer);
    try {
      while (this.#askAgain) {
        this.#askAgain = false;
        await this.#askOnce();
      }
    } catch (error) {
      // Without the database nobody knows what is allowed.
      for (const purpose of purposes) for (const one of this.#lines[purpose].splice(0)) one.fail(error);
      this.#due.clear();
    } finally {
      this.#isAsking = false;
    }
    this.#sleep();
  }

  async #askOnce(): Promise<void> {
    const wanted = this.#counts();
    const before = performance.now();
    const offers = await takeSlots({ accountKey: this.#accountKey, plan: this.#plan, waiter, wanted });
    let hasClaim = false;
    for (const purpose of purposes) {
      const offer = offers[purpose];
      this.#due.delete(purpose);
      if (!offer) {
        // Somebody came while the question was on its way.
        this.#askAgain ||= this.#lines[purpose].length > 0;
        continue;
      }
      this.#grant(purpose, offer);
      if (offer.calls.length === wanted[purpose]) {
        this.#askAgain ||= this.#lines[purpose].length > 0;
        continue;
      }
      hasClaim ||= purpose !== "refresh" && offer.waitMs < claimMs;
      this.#refusedAt.set(purpose, before);
      this.#due.set(purpose, { at: before + Math.max(pauseMs, offer.waitMs), reason: offer.reason ?? "minute" });
      this.#postpone(purpose, offer.waitMs, offer.reason ?? "minute");
    }
    // A claim of which everybody gave up would hold others back for nothing.
    const nobodyWaits = purposes.every((purpose) => this.#lines[purpose].length === 0);
    if (hasClaim && nobodyWaits) await takeSlots({ accountKey: this.#accountKey, plan: this.#plan, waiter, wanted: this.#counts() });
  }

  #counts(): Readonly<Record<Purpose, number>> {
    const count = (purpose: Purpose) => Math.min(batch, this.#lines[purpose].length);
    return { write: count("write"), person: count("person"), scheduled: count("scheduled"), refresh: count("refresh") };
  }

  #grant(purpose: Purpose, { calls, free }: Offer): void {
    const now = performance.now();
    const served = this.#lines[purpose].splice(0, calls.length);
    const refusedAt = this.#refusedAt.get(purpose) ?? 0;
    served.forEach(({ since, isLate, answer }, i) => {
      const call = calls[i];
      if (call !== undefined)
        answer({ granted: true, call, left: free, waitedMs: isLate || since < refusedAt ? Math.round(now - since) : 0 });
    });
  }

  /** Sends away whom the wait is too long for. */
  #postpone(purpose: Purpose, waitMs: number, reason: HoldReason): void {
    const line = this.#lines[purpose];
    // They came one after another: once the first stays, all do.
    const stays = line.findIndex((one) => staysFor(one, purpose, waitMs));
    const leaving = line.splice(0, stays === -1 ? line.length : stays);
    if (line.length === 0) this.#due.delete(purpose);
    for (const { answer } of leaving) answer(postponed(purpose, waitMs, reason));
  }

  #sleep(): void {
    const next = Math.min(...[...this.#due].flatMap(([purpose, { at }]) => (this.#lines[purpose].length > 0 ? [at] : [])));
    if (next === Infinity) {
      gates.delete(this.#accountKey);
      return;
    }
    this.#timer = setTimeout(() => void this.#ask(), Math.max(pauseMs, next - performance.now()));
  }
}

function staysFor({ since }: Waiter, purpose: Purpose, waitMs: number): boolean {
  const { patienceMs } = policies[purpose];
  return waitMs <= patienceMs && performance.now() - since + waitMs <= 2 * patienceMs;
}

/** Whoever stood in a long line comes back later than the next slot: there are others before it. */
function postponed(purpose: Purpose, waitMs: number, reason: HoldReason): SlotVerdict {
  return { granted: false, reason, waitMs: Math.ceil(Math.max(waitMs, policies[purpose].patienceMs + 1)) };
}
