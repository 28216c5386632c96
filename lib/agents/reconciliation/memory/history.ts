import { signOf, type DocumentType } from "@/lib/agents/reconciliation/model";
import { toCents } from "@/lib/kernel/money";

/** A movement that is linked in Holded. Amounts as decimals; money out is negative. */
export type LinkedMovement = {
  readonly id: string;
  readonly accountId: string;
  readonly valueDate: string;
  /** What of it is linked. */
  readonly reconciled: string;
  readonly text: string;
};

/** A payment of a document, as Holded lists it. */
export type DocumentPayment = {
  readonly id: string;
  readonly accountId: string;
  readonly date: string;
  /** In the direction that its document pays; Holded writes it with or without sign. */
  readonly amount: string;
  readonly documentId: string;
  readonly documentType: DocumentType;
  readonly contactId: string | null;
  readonly description: string | null;
};

export type SettledPart = { readonly documentId: string; readonly documentType: DocumentType; readonly cents: bigint };

/**
 * Which documents settled movements were linked with. Holded does not say; but linking makes payments on the account and the
 * day of the movement, so a movement whose linked amount is explained by exactly one payment, or by all payments of one
 * contact, of that account and day is known. Where two movements or two explanations fit, nothing is said. Cents carry the
 * movement's sign: money out is negative.
 */
export function historyOf(
  movements: readonly LinkedMovement[],
  payments: readonly DocumentPayment[],
): ReadonlyMap<string, readonly SettledPart[]> {
  const days = new Map<string, Day>();
  const dayOf = (accountId: string, date: string): Day => {
    const key = `${accountId} ${date}`;
    const found = days.get(key) ?? { movements: [], payments: [] };
    days.set(key, found);
    return found;
  };
  for (const movement of movements)
    if (toCents(movement.reconciled) !== 0n) dayOf(movement.accountId, movement.valueDate).movements.push(movement);
  for (const payment of payments) dayOf(payment.accountId, payment.date).payments.push(payment);
  const history = new Map<string, readonly SettledPart[]>();
  for (const day of days.values()) for (const [id, parts] of explain(day)) history.set(id, parts);
  return history;
}

type Day = { readonly movements: LinkedMovement[]; readonly payments: DocumentPayment[] };
type Group = { readonly key: string; readonly payments: readonly DocumentPayment[]; readonly cents: bigint };

/** Groups of payments that may stand behind one movement: each alone, all of one contact, all with the movement's words. */
function explain({ movements, payments }: Day): ReadonlyMap<string, readonly SettledPart[]> {
  const groups = groupsOf(payments);
  const fits = movements.map((movement) => {
    const cents = toCents(movement.reconciled);
    const equal = groups.filter((group) => group.cents === cents);
    const worded = equal.filter((group) =>
      group.payments.every(({ description }) => description !== null && description === movement.text),
    );
    return { movement, groups: worded.length > 0 ? worded : equal };
  });
  const known = new Map<string, readonly SettledPart[]>();
  for (const { movement, groups: own } of fits) {
    const [only, ...others] = own;
    if (!only || others.length > 0) continue;
    // A payment that another movement may stand behind as well tells nothing of either.
    const isShared = fits.some((other) => other.movement !== movement && other.groups.some((group) => overlap(group, only)));
    if (!isShared) known.set(movement.id, only.payments.map((payment) => ({ documentId: payment.documentId, documentType: payment.documentType, cents: signed(payment) }))); // prettier-ignore
  }
  return known;
}

function groupsOf(payments: readonly DocumentPayment[]): readonly Group[] {
  const sets = new Map<string, readonly DocumentPayment[]>();
  const add = (set: readonly DocumentPayment[]): void => {
    const sorted = [...set].sort((a, b) => (a.id < b.id ? -1 : 1));
    sets.set(sorted.map(({ id }) => id).join(" "), sorted);
  };
  for (const payment of payments) add([payment]);
  for (const key of ["contactId", "description"] as const) {
    const same = new Map<string, DocumentPayment[]>();
    for (const payment of payments) {
      const value = payment[key];
      if (value) same.set(value, [...(same.get(value) ?? []), payment]);
    }
    for (const set of same.values()) add(set);
  }
  return [...sets].map(([key, set]) => ({ key, payments: set, cents: set.reduce((sum, payment) => sum + signed(payment), 0n) }));
}

const overlap = (one: Group, other: Group): boolean => one.payments.some(({ id }) => other.payments.some((payment) => payment.id === id));

function signed({ amount, documentType }: DocumentPayment): bigint {
  const cents = toCents(amount);
  return (cents < 0n ? -cents : cents) * BigInt(signOf(documentType));
}
