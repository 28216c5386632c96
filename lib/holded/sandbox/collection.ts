import { SortedView, byId, changed } from "./sorted-view";

/** Everything the store keeps has an id that grows with time. Objects are replaced, never changed in place. */
export type Stored = { readonly id: string };

export type CollectionDefinition<T extends Stored> = {
  readonly name: string;
  /** Ways to find objects by one value. */
  readonly indexes?: Readonly<Record<string, (object: T) => string | null>>;
  /** Ways to walk through all objects; equal ones by id. */
  readonly orders?: Readonly<Record<string, (a: T, b: T) => number>>;
  /**
   * Gives an object that an older version of this program left on the disk what it lacks today. It answers a `T`; said
   * so, a definition would no longer tell the type of what is put.
   */
  readonly upgrade?: (object: T) => Stored;
};

/** What a handler may ask of a collection, at this moment or a little ago (`read_lag_ms`). */
export type Reader<T extends Stored> = {
  readonly size: number;
  get(id: string): T | undefined;
  /** In order of id, or in one of the orders of the definition. */
  all(order?: string): readonly T[];
  by(index: string, value: string): readonly T[];
};

type Change<T> = { readonly at: number; readonly id: string; readonly before: T | undefined };

/** How long the past of an object is kept for reads that lag behind. */
const keepPastMs = 120_000;

/** Objects of one kind in memory with their indexes. A write costs the same with ten objects and with fifty thousand. */
export class Collection<T extends Stored> implements Reader<T> {
  readonly definition: CollectionDefinition<T>;
  readonly #objects = new Map<string, T>();
  readonly #indexes = new Map<string, Map<string, SortedView<T>>>();
  readonly #orders = new Map<string, SortedView<T>>();
  #past: Change<T>[] = [];

  constructor(definition: CollectionDefinition<T>) {
    this.definition = definition;
    for (const name of Object.keys(definition.indexes ?? {})) this.#indexes.set(name, new Map<string, SortedView<T>>());
    this.#orders.set("id", new SortedView<T>(byId));
    for (const name of Object.keys(definition.orders ?? {})) this.#orders.set(name, new SortedView<T>(this.compareBy(name)));
  }

  get size(): number {
    return this.#objects.size;
  }

  get(id: string): T | undefined {
    return this.#objects.get(id);
  }

  all(order = "id"): readonly T[] {
    const found = this.#orders.get(order);
    if (!found) throw new Error(`${this.definition.name} has no order ${order}`);
    return found.read();
  }

  by(index: string, value: string): readonly T[] {
    const found = this.#indexes.get(index);
    if (!found) throw new Error(`${this.definition.name} has no index ${index}`);
    return found.get(value)?.read() ?? [];
  }

  /** Puts, replaces or (undefined) removes; answers what was there before. */
  set(id: string, object: T | undefined, at: number | null): T | undefined {
    const before = this.#objects.get(id);
    if (before) this.#unlink(before);
    if (object) this.#link(object);
    else this.#objects.delete(id);
    if (at !== null) this.#remember({ at, id, before });
    return before;
  }

  /** This collection as it was at a moment (milliseconds). */
  asOf(moment: number): Reader<T> {
    const then = new Map<string, T | undefined>();
    for (let index = this.#past.length - 1; index >= 0; index -= 1) {
      const change = this.#past[index];
      if (change && change.at > moment) then.set(change.id, change.before);
    }
    return then.size === 0 ? this : new PastReader(this, then);
  }

  /** How an order compares; equal ones by id. */
  compareBy(order: string): (a: T, b: T) => number {
    const compare = this.definition.orders?.[order];
    return compare ? (a, b) => compare(a, b) || byId(a, b) : byId;
  }

  #link(object: T): void {
    this.#objects.set(object.id, object);
    for (const view of this.#orders.values()) view.add(object);
    this.#eachIndex(object, (bucket) => bucket.add(object));
  }

  #unlink(object: T): void {
    for (const view of this.#orders.values()) view.remove(object);
    this.#eachIndex(object, (bucket) => bucket.remove(object));
  }

  #eachIndex(object: T, change: (bucket: SortedView<T>) => void): void {
    for (const [name, valueOf] of Object.entries(this.definition.indexes ?? {})) {
      const value = valueOf(object);
      const index = this.#indexes.get(name);
      if (value === null || !index) continue;
      const bucket = index.get(value) ?? new SortedView<T>(byId);
      change(bucket);
      if (bucket.size > 0) index.set(value, bucket);
      else index.delete(value);
    }
  }

  #remember(change: Change<T>): void {
    this.#past.push(change);
    const oldest = this.#past[0];
    if (oldest && this.#past.length % 1000 === 0 && oldest.at < change.at - keepPastMs) {
      this.#past = this.#past.filter((one) => one.at >= change.at - keepPastMs);
    }
  }
}

/** A collection with some objects as they were before. Costs what the changes cost, not what the collection holds. */
class PastReader<T extends Stored> implements Reader<T> {
  readonly #now: Collection<T>;
  readonly #then: ReadonlyMap<string, T | undefined>;
  readonly #old: readonly T[];
  /** What stands in their place, or beside them, today. */
  readonly #new: ReadonlySet<T>;

  constructor(now: Collection<T>, then: ReadonlyMap<string, T | undefined>) {
    this.#now = now;
    this.#then = then;
    this.#old = [...then.values()].filter((object) => object !== undefined);
    this.#new = new Set([...then.keys()].map((id) => now.get(id)).filter((object) => object !== undefined));
  }

  get size(): number {
    return this.all().length;
  }

  get(id: string): T | undefined {
    return this.#then.has(id) ? this.#then.get(id) : this.#now.get(id);
  }

  all(order = "id"): readonly T[] {
    return changed(this.#now.all(order), this.#new, this.#old, this.#now.compareBy(order));
  }

  by(index: string, value: string): readonly T[] {
    const valueOf = this.#now.definition.indexes?.[index];
    const old = this.#old.filter((object) => valueOf?.(object) === value);
    return changed(this.#now.by(index, value), this.#new, old, byId);
  }
}
