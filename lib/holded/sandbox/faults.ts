import { mulberry32 } from "./chance";

/**
 * What can go wrong on the way, with what it does. `_after` means that the work was done and only the answer is lost:
 * the case that makes a careless client write twice.
 */
export const faultKinds = {
  latency: "the answer comes after ms (500)",
  refused: "the connection is closed before the request is read",
  drop_before: "the request is read, nothing is done, the connection is cut",
  drop_after: "the work is done, the connection is cut",
  "500_before": "500, nothing was done",
  "500_after": "500, but the work was done",
  "429": "429 with Retry-After of ms (1000), as when others used up the quota; nothing was done",
  "423": "423 with an empty body, nothing was done",
  stall: "nothing is done, no answer for ms (30000), then the connection is cut",
  stall_after: "the work is done, no answer for ms (30000), then the connection is cut",
  stale: "the call is served; for ms (5000) reads of the account show how things were before it",
  truncated: "the work is done, the answer ends half-way",
  malformed: "the work is done, the answer is JSON that breaks off",
  huge: "the work is done, the answer carries 5 MB of padding",
  html_200: "a page of HTML with status 200, nothing was done",
  html_200_after: "a page of HTML with status 200, but the work was done",
  status_0: 'status 200 with {"status":0,"info":"..."}, nothing was done',
  wrong_date: "the call is served; the headers Date and X-RateLimit-Reset are off by ms (3600000, may be negative)",
} as const;
export type FaultKind = keyof typeof faultKinds;

export type FaultMatch = {
  readonly method?: string;
  /** Regular expression on the path, as in `^/api/v2/purchases$`. */
  readonly path?: string;
  readonly account?: string;
};

/** A fault that was ordered: it strikes the next `times` calls that match. */
export type Fault = { readonly match?: FaultMatch; readonly kind: FaultKind; readonly times?: number; readonly ms?: number };

/**
 * Faults by chance, the same ones for the same seed and order of calls. Every account can have its own, which then
 * stand in place of those for all. A kind named twice comes twice as often.
 */
export type RandomFaults = {
  readonly seed: number;
  /** Chance of a fault, 0 to 1. */
  readonly rate: number;
  readonly kinds: readonly FaultKind[];
  readonly ms?: number;
  /** Left out: calls of every account. */
  readonly match?: FaultMatch;
};

export type Strike = { readonly kind: FaultKind; readonly ms: number };

type Matcher = (method: string, path: string, account: string | null) => boolean;
type Ordered = { readonly id: number; readonly fault: Fault; readonly matches: Matcher; left: number };
type Chance = { readonly settings: RandomFaults; readonly matches: Matcher; readonly next: () => number };

const defaultMs: Partial<Record<FaultKind, number>> = {
  latency: 500,
  "429": 1_000,
  stall: 30_000,
  stall_after: 30_000,
  stale: 5_000,
  wrong_date: 3_600_000,
};

/** Faults waiting for the calls they will strike. */
export class Faults {
  #ordered: Ordered[] = [];
  /** By account; the empty name for all. */
  readonly #random = new Map<string, Chance>();
  #lastId = 0;

  /** @throws Error when it cannot be understood */
  order(fault: Fault): number {
    checkKind(fault.kind);
    checkMs(fault.ms);
    const times = fault.times ?? 1;
    if (!Number.isInteger(times) || times < 1) throw new Error("times must be a whole number from 1");
    this.#lastId += 1;
    this.#ordered.push({ id: this.#lastId, fault, matches: matcherOf(fault.match), left: times });
    return this.#lastId;
  }

  /** Null ends them, for one account or for all. @throws Error when it cannot be understood */
  byChance(settings: RandomFaults | null, account?: string): void {
    if (settings === null) {
      if (account === undefined) this.#random.clear();
      else this.#random.delete(account);
      return;
    }
    if (!Array.isArray(settings.kinds) || settings.kinds.length === 0) throw new Error("kinds must name at least one fault");
    settings.kinds.forEach(checkKind);
    checkMs(settings.ms);
    if (!(settings.rate >= 0 && settings.rate <= 1)) throw new Error("rate must be a number from 0 to 1");
    if (!Number.isInteger(settings.seed)) throw new Error("seed must be a whole number");
    this.#random.set(account ?? settings.match?.account ?? "", {
      settings,
      matches: matcherOf(settings.match),
      next: mulberry32(settings.seed),
    });
  }

  clear(): void {
    this.#ordered = [];
    this.#random.clear();
  }

  waiting(): readonly (Fault & { readonly id: number; readonly left: number })[] {
    return this.#ordered.map(({ id, fault, left }) => ({ ...fault, id, left }));
  }

  random(): readonly RandomFaults[] {
    return [...this.#random].map(([account, { settings }]) =>
      account === "" ? settings : { ...settings, match: { ...settings.match, account } },
    );
  }

  /** The fault that this call meets, if any. */
  strike(method: string, path: string, account: string | null): Strike | null {
    const found = this.#ordered.find((one) => one.matches(method, path, account));
    if (found) {
      found.left -= 1;
      if (found.left === 0) this.#ordered = this.#ordered.filter((one) => one !== found);
      return strikeOf(found.fault.kind, found.fault.ms);
    }
    const chance = this.#random.get(account ?? "") ?? this.#random.get("");
    if (!chance?.matches(method, path, account) || chance.next() >= chance.settings.rate) return null;
    const { kinds, ms } = chance.settings;
    const kind = kinds[Math.floor(chance.next() * kinds.length)];
    return kind ? strikeOf(kind, ms) : null;
  }
}

const strikeOf = (kind: FaultKind, ms: number | undefined): Strike => ({ kind, ms: ms ?? defaultMs[kind] ?? 0 });

function checkKind(kind: string): void {
  if (!Object.hasOwn(faultKinds, kind)) throw new Error(`unknown fault "${kind}"; there are: ${Object.keys(faultKinds).join(", ")}`);
}

function checkMs(ms: number | undefined): void {
  if (ms !== undefined && !Number.isFinite(ms)) throw new Error("ms must be a number");
}

/** @throws Error when the path is no regular expression */
function matcherOf(match: FaultMatch = {}): Matcher {
  const pattern = match.path === undefined ? null : new RegExp(match.path);
  return (method, path, account) =>
    (match.method === undefined || match.method.toUpperCase() === method) &&
    (pattern === null || pattern.test(path)) &&
    (match.account === undefined || match.account === account);
}
