import { chanceFrom } from "./chance";
import type { BenchLedger } from "./shared-bench";

type Change = (value: unknown, key: string) => unknown;

/** A copy in which every value below went through `change`, keys of objects through `keyChange`. */
function deep(value: unknown, key: string, change: Change, keyChange: (key: string) => string): unknown {
  if (Array.isArray(value)) return value.map((one: unknown) => deep(one, key, change, keyChange));
  if (typeof value !== "object" || value === null) return change(value, key);
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [keyChange(name), deep(one, name, change, keyChange)]));
}
const same = (key: string) => key;
const changed = (ledger: BenchLedger, change: Change, keyChange = same): BenchLedger => deep(ledger, "", change, keyChange) as BenchLedger;

/** The same books, every list in another order. */
export function shuffled(ledger: BenchLedger): BenchLedger {
  const chance = chanceFrom(7);
  const mixed = <T>(list: readonly T[]): T[] =>
    list
      .map((one) => [chance(), one] as const)
      .sort(([a], [b]) => a - b)
      .map(([, one]) => one);
  return { ...ledger, movements: mixed(ledger.movements), documents: mixed(ledger.documents), contacts: mixed(ledger.contacts) };
}

/** Other names for movements, documents, parties and what refers to them. */
export function renamed(ledger: BenchLedger, nameFor: (id: string) => string): BenchLedger {
  const { movements, documents, contacts, context } = ledger;
  const lists = [movements, documents, contacts, context.accounts, context.terminals, context.remittances, context.pspPayouts];
  const names = new Map(lists.flatMap((list) => list.map(({ id }) => [id, nameFor(id)])));
  const rename = (id: string) => names.get(id) ?? id;
  return changed(ledger, (value) => (typeof value === "string" ? rename(value) : value), rename);
}

/** Names that sort differently from the ones they stand for. */
export function scatteredNames(): (id: string) => string {
  const chance = chanceFrom(11);
  return (id) => `${Math.floor(chance() * 0xfffffff).toString(36)}-${id}`;
}

const amounts = new Set(["amount", "base", "vat", "irpf", "total", "open", "openEur", "net", "fee", "balanceAfter"]);

export const scaled = (ledger: BenchLedger, times: number): BenchLedger =>
  changed(ledger, (value, key) => (typeof value === "number" && amounts.has(key) ? value * times : value));

/** All dates later by some days; dates and months inside texts stay. */
export function moved(ledger: BenchLedger, days: number): BenchLedger {
  const later = (text: string) =>
    /^\d{4}-\d{2}-\d{2}$/u.test(text) ? new Date(Date.parse(text) + days * 86_400_000).toISOString().slice(0, 10) : text;
  return changed(ledger, (value) => (typeof value === "string" ? later(value) : value), later);
}

/** Each bank's lines under the name of the next bank. */
export function swappedBanks(ledger: BenchLedger): BenchLedger {
  const banks = [...new Set(ledger.context.accounts.map(({ bank }) => bank))];
  const next = (bank: string) => banks[(banks.indexOf(bank) + 1) % banks.length] ?? bank;
  return changed(ledger, (value, key) => (key === "bank" && typeof value === "string" ? next(value) : value));
}

/** Beside the books the documents and parties of another company, which pay and are paid nothing here. */
export function withUnrelated(ledger: BenchLedger, other: BenchLedger): BenchLedger {
  const theirs = renamed(other, (id) => `other-${id}`);
  const documents = theirs.documents.map((document) => ({ ...document, remittanceId: null, terminalId: null }));
  return { ...ledger, documents: [...ledger.documents, ...documents], contacts: [...ledger.contacts, ...theirs.contacts] };
}
