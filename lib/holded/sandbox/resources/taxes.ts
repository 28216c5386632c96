import type { Decimal } from "decimal.js";
import type { CollectionDefinition } from "../collection";
import { ok, type Handlers } from "../handler";
import { exact } from "../numbers";
import type { Database } from "../store";

export type Tax = {
  readonly id: string;
  readonly name: string;
  /** Per cent, negative for withholding. Null for a tax made of others. */
  readonly amount: string | null;
  readonly scope: "sales" | "purchases";
  readonly key: string;
  readonly group: string;
  readonly type: "percentage" | "group";
  /** Keys of the taxes this one is made of. */
  readonly items: readonly string[];
  readonly status: boolean;
  readonly visible: boolean;
};

export const taxes: CollectionDefinition<Tax> = { name: "taxes", indexes: { key: (tax) => tax.key } };

/** Per cent of every key. A tax made of others (an acquisition inside the EU: +21 and −21) adds them up. */
export function taxRates(database: Database): ReadonlyMap<string, Decimal> {
  const all = database.in(taxes).all();
  const own = new Map(all.map((tax) => [tax.key, exact(tax.amount ?? 0)]));
  return new Map(
    all.map((tax) => [
      tax.key,
      tax.type === "group" ? tax.items.reduce((sum, key) => sum.plus(own.get(key) ?? 0), exact(0)) : exact(tax.amount ?? 0),
    ]),
  );
}

export const taxHandlers: Handlers = {
  // All at once: this list has no pages.
  "GET /taxes": (call) => ok({ items: call.read.in(taxes).all() }),
  // Its shape was never published; keys by scope are our choice.
  "GET /taxes/keys-by-country": (call) => {
    const section = call.query["section"];
    const country = call.query["country"];
    const visible = call.read
      .in(taxes)
      .all()
      .filter((tax) => (country === undefined || country === "ES") && (section === undefined || tax.scope === section));
    return ok(
      Object.fromEntries(visible.map((tax) => [tax.key, { name: tax.name, amount: tax.amount, scope: tax.scope, group: tax.group }])),
    );
  },
};
