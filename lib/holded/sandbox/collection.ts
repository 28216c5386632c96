import { SortedView } from "./sorted-view";

/** Everything the store keeps has an id that grows with time. Objects are replaced, never changed in place. */
export type Stored = { readonly id: string };

export type CollectionDefinition<T extends Stored> = {
  readonly name: string;
  /** Ways to find objects by one value. */
  readonly indexes?: Readonly<Record<string, (object: T) => string | null>>;
  /** Ways to walk through all objects; equal ones by id. */
  readonly orders?: Readonly<Record<string, (a: T, b: T) => number>>;
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
  readonly #indexes = new Map<string, Map<string, Map<string, T>>>();
  readonly #orders = new Map<string, SortedView<T>>();
  #past: Change<T>[] = [];

  constructor(definition: CollectionDefinition<T>) {
    this.definition = definition;
    for (const name of Object.keys(definition.indexes ?? {})) this.#indexes.set(name, new Map());
    this.#orders.set("id", new SortedView<T>(byId));
    for (const [name, compare] of Object.entries(definition.orders ?? {})) {
      this.#orders.set(name, new SortedView<T>((a, b) => compare(a, b) || byId(a, b)));
    }
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
    return [...(found.get(value)?.values() ?? [])].sort(byId);
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
    for (const change of this.#past.toReversed()) if (change.at > moment) then.set(change.id, change.before);
    if (then.size === 0) return this;
    const old = new Collection(this.definition);
    for (const object of this.#objects.values()) if (!then.has(object.id)) old.set(object.id, object, null);
    for (const [id, object] of then) if (object) old.set(id, object, null);
    return old;
  }

  #link(object: T): void {
    this.#objects.set(object.id, object);
    for (const view of this.#orders.values()) view.add(object);
    this.#eachIndex(object, (bucket) => bucket.set(object.id, object));
  }

  #unlink(object: T): void {
    for (const view of this.#orders.values()) view.remove(object);
    this.#eachIndex(object, (bucket) => bucket.delete(object.id));
  }

  #eachIndex(object: T, change: (bucket: Map<string, T>) => void): void {
    for (const [name, valueOf] of Object.entries(this.definition.indexes ?? {})) {
      const value = valueOf(object);
      const index = this.#indexes.get(name);
      if (value === null || !index) continue;
      const bucket = index.get(value) ?? new Map<string, T>();
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

const byId = (a: Stored, b: Stored): number => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
