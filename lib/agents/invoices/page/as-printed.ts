import { claim } from "./relate";
import { adjusted, taxesByName } from "./named-taxes";
import type { RowSet } from "./tax-sets";
import type { Labelled } from "./tax-rows";
import type { Context } from "./totals-context";

export type AsPrinted = { readonly set: RowSet; readonly net: Labelled; readonly total: Labelled };

/**
 * A paper whose total is not what its own net and taxes make (an advance that is not printed, a mistake of the sender):
 * what it names is taken as it names it, for a person to see the difference. Null where net, taxes and total are not
 * all named.
 */
export function asPrinted(context: Context): AsPrinted | null {
  const named = (kind: "base" | "total") =>
    context.money
      .filter(({ number, hits, inTable }) => number.value !== 0n && !inTable && hits[0]?.direction === "left" && claim(hits, kind) >= 2.5)
      .filter(({ number }) => kind === "base" || context.strong.has(number.value));
  const total = named("total").at(-1);
  const rows = taxesByName(context);
  if (!total || rows.length === 0) return null;
  const before = named("base").filter(({ number }) => number.value !== total.number.value && number.row <= total.number.row);
  for (const net of before.reverse()) {
    const [set] = adjusted(rows, net.number.value);
    if (set) return { set, net, total };
  }
  return null;
}
