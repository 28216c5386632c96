/**
 * What can go wrong on the way. `_after` means that the work was done and only the answer is lost: the case that makes a
 * careless client write twice.
 */
export const faultKinds = [
  "latency",
  "500_before",
  "500_after",
  "drop_before",
  "drop_after",
  "truncated",
  "html_200",
  "html_200_after",
  "status_0",
  "423",
  "stall",
  "stall_after",
] as const;
export type FaultKind = (typeof faultKinds)[number];

export type FaultMatch = {
  readonly method?: string;
  /** Regular expression on the path, as in `^/api/v2/purchases$`. */
  readonly path?: string;
  readonly account?: string;
};

/** A fault that was ordered: it strikes the next `times` calls that match. */
export type Fault = { readonly match?: FaultMatch; readonly kind: FaultKind; readonly times?: number; readonly ms?: number };

/** Faults by chance, the same ones for the same seed. */
export type RandomFaults = { readonly seed: number; readonly rate: number; readonly kinds: readonly FaultKind[]; readonly ms?: number };

export type Strike = { readonly kind: FaultKind; readonly ms: number };

type Ordered = { readonly id: number; readonly fault: Fault; readonly pattern: RegExp | null; left: number };

const defaultMs: Partial<Record<FaultKind, number>> = { latency: 500, stall: 60_000, stall_after: 60_000 };

/** Faults waiting for the calls they will strike. */
export class Faults {
  #ordered: Ordered[] = [];
  #random: { readonly settings: RandomFaults; readonly next: () => number } | null = null;
  #lastId = 0;

  /** @throws Error when it cannot be understood */
  order(fault: Fault): number {
    if (!faultKinds.includes(fault.kind)) throw new Error(`unknown fault "${fault.kind}"; there are: ${faultKinds.join(", ")}`);
    const times = fault.times ?? 1;
    if (!Number.isInteger(times) || times < 1) throw new Error("times must be a whole number from 1");
    this.#lastId += 1;
    this.#ordered.push({ id: this.#lastId, fault, pattern: fault.match?.path ? new RegExp(fault.match.path) : null, left: times });
    return this.#lastId;
  }

  /** @throws Error when it cannot be understood */
  byChance(settings: RandomFaults | null): void {
    const unknown = settings?.kinds.find((kind) => !faultKinds.includes(kind));
    if (unknown !== undefined) throw new Error(`unknown fault "${unknown}"; there are: ${faultKinds.join(", ")}`);
    if (settings && !(settings.rate >= 0 && settings.rate <= 1)) throw new Error("rate must be a number from 0 to 1");
    this.#random = settings ? { settings, next: mulberry32(settings.seed) } : null;
  }

  clear(): void {
    this.#ordered = [];
    this.#random = null;
  }

  waiting(): readonly (Fault & { readonly id: number; readonly left: number })[] {
    return this.#ordered.map(({ id, fault, left }) => ({ ...fault, id, left }));
  }

  /** The fault that this call meets, if any. */
  strike(method: string, path: string, account: string | null): Strike | null {
    const found = this.#ordered.find(
      ({ fault, pattern }) =>
        (!fault.match?.method || fault.match.method.toUpperCase() === method) &&
        (!pattern || pattern.test(path)) &&
        (!fault.match?.account || fault.match.account === account),
    );
    if (found) {
      found.left -= 1;
      if (found.left === 0) this.#ordered = this.#ordered.filter((one) => one !== found);
      return strikeOf(found.fault.kind, found.fault.ms);
    }
    if (!this.#random || this.#random.next() >= this.#random.settings.rate) return null;
    const { kinds, ms } = this.#random.settings;
    const kind = kinds[Math.floor(this.#random.next() * kinds.length)];
    return kind ? strikeOf(kind, ms) : null;
  }
}

const strikeOf = (kind: FaultKind, ms: number | undefined): Strike => ({ kind, ms: ms ?? defaultMs[kind] ?? 0 });

/** Mulberry32: small, and the same everywhere for a seed. */
function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
