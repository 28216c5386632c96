/**
 * Objects in one order. Writes only note what came and went; the next read merges it in. So a write costs nothing that
 * grows, and a read after writes one pass.
 */
export class SortedView<T> {
  readonly #compare: (a: T, b: T) => number;
  #sorted: readonly T[] = [];
  #came: T[] = [];
  #gone = new Set<T>();

  constructor(compare: (a: T, b: T) => number) {
    this.#compare = compare;
  }

  add(object: T): void {
    // Back again before anybody looked, as when a transaction is undone: it is still where it was.
    if (this.#gone.delete(object)) return;
    this.#came.push(object);
  }

  remove(object: T): void {
    this.#gone.add(object);
  }

  /** The array is never changed afterwards: a later read returns another one. */
  read(): readonly T[] {
    if (this.#came.length === 0 && this.#gone.size === 0) return this.#sorted;
    const left = (object: T): boolean => !this.#gone.has(object);
    const stayed = this.#gone.size === 0 ? this.#sorted : this.#sorted.filter(left);
    this.#sorted = merge(stayed, this.#came.filter(left).sort(this.#compare), this.#compare);
    this.#came = [];
    this.#gone = new Set();
    return this.#sorted;
  }
}

function merge<T>(left: readonly T[], right: readonly T[], compare: (a: T, b: T) => number): readonly T[] {
  const merged: T[] = [];
  let next = 0;
  for (const object of left) {
    for (let other = right[next]; other !== undefined && compare(other, object) < 0; other = right[next]) {
      merged.push(other);
      next += 1;
    }
    merged.push(object);
  }
  for (; next < right.length; next += 1) {
    const other = right[next];
    if (other !== undefined) merged.push(other);
  }
  return merged;
}
