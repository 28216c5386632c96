import { addAmounts } from "@/lib/kernel/money";
import type { ClearRow, InAndOut } from "@/lib/agents/reconciliation/list-view";

/** The movements that are ticked, in sight or not, as far as approving them together needs them. */
export type Ticks = ReadonlyMap<string, ClearRow>;

export function tick(ticks: Ticks, rows: readonly ClearRow[]): Ticks {
  return new Map([...ticks, ...rows.map((row) => [row.id, row] as const)]);
}

export function toggleTick(ticks: Ticks, row: ClearRow): Ticks {
  const next = new Map(ticks);
  if (!next.delete(row.id)) next.set(row.id, row);
  return next;
}

export function untick(ticks: Ticks, ids: ReadonlySet<string>): Ticks {
  return [...ids].some((id) => ticks.has(id)) ? new Map([...ticks].filter(([id]) => !ids.has(id))) : ticks;
}

/** What the ticked ones move, per currency, money in and out apart: their sum alone says nothing. */
export function inAndOut(rows: readonly Pick<ClearRow, "amount" | "currency">[]): readonly InAndOut[] {
  const currencies = [...new Set(rows.map(({ currency }) => currency ?? "EUR"))];
  return currencies.map((currency) => {
    const amounts = rows.flatMap((row) => ((row.currency ?? "EUR") === currency && row.amount !== null ? [row.amount] : []));
    return {
      currency,
      moneyIn: addAmounts(amounts.filter((amount) => !amount.startsWith("-"))),
      moneyOut: addAmounts(amounts.filter((amount) => amount.startsWith("-"))),
    };
  });
}
