/** How two objects compare when nothing else tells them apart. */
export const byId = (a: { readonly id: string }, b: { readonly id: string }): number => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

/** So few changes are put into their places one by one; more of them are merged in one pass. */
const fewChanges = 100;

/**
 * Objects in one order. Writes only note what came and went; the next read puts it in. So a write costs nothing that
 * grows, and a read after a write little more than a copy of the references.
 */
export class SortedView<T> {
  readonly #compare: (a: T, b: T) => number;
  #sorted: readonly T[] = [];
  #came: T[] = [];
  #gone: Set<T> | null = null;

  /** @param compare must tell any two objects apart */
  constructor(compare: (a: T, b: T) => number) {
    this.#compare = compare;
  }

  get size(): number {
    return this.#sorted.length + this.#came.length - (this.#gone?.size ?? 0);
  }

  add(object: T): void {
    // Back again before anybody looked, as when a transaction is undone: it is still where it was.
    if (this.#gone?.delete(object)) return;
    this.#came.push(object);
  }

  remove(object: T): void {
    this.#gone ??= new Set();
    this.#gone.add(object);
  }

  /** The array is never changed afterwards: a later read returns another one. */
  read(): readonly T[] {
    const gone = this.#gone;
    if (this.#came.length === 0 && (gone === null || gone.size === 0)) return this.#sorted;
    const came = gone === null ? this.#came : this.#came.filter((object) => !gone.has(object));
    this.#sorted = changed(this.#sorted, gone ?? new Set(), came, this.#compare);
    this.#came = [];
    this.#gone = null;
    return this.#sorted;
  }
}

/** Sorted rows without some objects and with others, as a new array. Objects that are not there need not be taken out. */
export function changed<T>(rows: readonly T[], gone: ReadonlySet<T>, came: readonly T[], compare: (a: T, b: T) => number): readonly T[] {
  if (came.length + gone.size > fewChanges) {
    const stayed = gone.size === 0 ? rows : rows.filter((object) => !gone.has(object));
    return merge(stayed, came.toSorted(compare), compare);
  }
  const sorted = rows.slice();
  for (const object of gone) {
    const place = placeOf(sorted, (one) => compare(one, object) < 0);
    if (sorted[place] === object) sorted.splice(place, 1);
  }
  for (const object of came)
    sorted.splice(
      placeOf(sorted, (one) => compare(one, object) < 0),
      0,
      object,
    );
  return sorted;
}

/** The first place in sorted rows for which `before` no longer holds. */
export function placeOf<T>(rows: readonly T[], before: (row: T) => boolean): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const row = rows[middle];
    if (row !== undefined && before(row)) low = middle + 1;
    else high = middle;
  }
  return low;
}

type Between = { readonly from: string | null; readonly to: string | null };

/** The rows whose key lies between two values, both included; null leaves a side open. The rows must be sorted by the key. */
export function between<T>(rows: readonly T[], keyOf: (row: T) => string, { from, to }: Between): T[] {
  const start = from === null ? 0 : placeOf(rows, (row) => keyOf(row) < from);
  const end = to === null ? rows.length : placeOf(rows, (row) => keyOf(row) <= to);
  return rows.slice(start, end);
}

/** Two sorted lists in one. */
function merge<T>(left: readonly T[], right: readonly T[], compare: (a: T, b: T) => number): readonly T[] {
  if (right.length === 0) return left;
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
