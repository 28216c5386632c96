import { toCents } from "@/lib/kernel/money";
import type { BankMovement } from "@/lib/holded/endpoints/bank-movements";
import type { NewMovement } from "@/lib/holded/plans/bank-statement";

type Natural = Pick<NewMovement, "valueDate" | "amount" | "balance" | "description">;

/** All that a movement is known by in Holded, which may write its amounts and blanks in its own way. */
export const naturalKey = ({ valueDate, amount, balance, description }: Natural): string =>
  `${valueDate} ${toCents(amount)} ${toCents(balance)} ${description.replace(/\s+/gu, " ").trim()}`;

/** Day and amount: what the bank's own feed would agree in, however it words it. */
export const coarseKey = (valueDate: string, amount: string): string => `${valueDate.slice(0, 10)} ${toCents(amount)}`;
export const standingKey = ({ valueDate, bookingDate, amount }: BankMovement): string => coarseKey(valueDate ?? bookingDate ?? "", amount);

export const naturalKeyOf = ({ valueDate, bookingDate, amount, balance, description }: BankMovement): string =>
  naturalKey({ valueDate: (valueDate ?? bookingDate ?? "").slice(0, 10), amount, balance: balance ?? "0.00", description });

export function countBy<T>(all: readonly T[], key: (one: T) => string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const one of all) counts.set(key(one), (counts.get(key(one)) ?? 0) + 1);
  return counts;
}

export function chunks<T>(all: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, index) => all.slice(index * size, (index + 1) * size));
}

export type Assigned = {
  /** By the key of the planned movement. */
  readonly found: ReadonlyMap<string, BankMovement>;
  readonly missing: readonly NewMovement[];
  /** Stands there with all of a planned movement's marks, and is one too many. */
  readonly surplus: readonly BankMovement[];
};

/** Which movement in Holded is which of the plan: equal ones one by one, in the order of their ids. Pure. */
export function assign(planned: readonly NewMovement[], standing: readonly BankMovement[]): Assigned {
  const free = new Map<string, BankMovement[]>();
  for (const one of standing.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
    const key = naturalKeyOf(one);
    free.set(key, [...(free.get(key) ?? []), one]);
  }
  const found = new Map<string, BankMovement>();
  const missing: NewMovement[] = [];
  const wanted = new Set<string>();
  for (const one of planned) {
    const key = naturalKey(one);
    wanted.add(key);
    const taken = free.get(key)?.shift();
    if (taken) found.set(one.key, taken);
    else missing.push(one);
  }
  return { found, missing, surplus: [...wanted].flatMap((key) => free.get(key) ?? []) };
}
