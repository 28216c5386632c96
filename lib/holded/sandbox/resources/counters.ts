import type { CollectionDefinition } from "../collection";
import type { Transaction } from "../store";

type Counter = { readonly id: string; readonly last: number };

const counters: CollectionDefinition<Counter> = { name: "counters" };

/** The next number of a row of numbers that only grows, from 1. */
export function takeCount(write: Transaction, name: string): number {
  const last = (write.in(counters).get(name)?.last ?? 0) + 1;
  write.put(counters, { id: name, last });
  return last;
}
