import { percent, quantile, type Goal } from "../invoices/report";
import type { Run } from "./headless";

/** The sum of some runs. */
export type Tally = { readonly name: string; readonly runs: readonly Run[] };

type Count = keyof Run["counts"];

const total = ({ runs }: Tally, count: Count): number => runs.reduce((sum, { counts }) => sum + counts[count], 0);
const share = (tally: Tally, part: Count, of: Count): readonly [number, number] => [total(tally, part), total(tally, of)];
const f1 = (tally: Tally): readonly [number, number] => [
  2 * total(tally, "tp"),
  2 * total(tally, "tp") + total(tally, "fp") + total(tally, "fn"),
];
const draftTimes = ({ runs }: Tally): readonly number[] => runs.flatMap(({ usage }) => usage.draftMs);
const most = ({ runs }: Tally, of: (run: Run) => number): number => Math.max(...runs.map(of));

export const head = [
  "perfil",
  "peticiones",
  "F1",
  "cantidad",
  "precio",
  "impuestos",
  "inexist. marcada",
  "inexist.→producto",
  "dudosa marcada",
  "dudosa adivinada",
  "negada incl.",
  "cliente",
  "precio dicho",
  "aplicado",
  "entrega",
  "inventada",
  "totales",
  "exacto",
  "correcciones",
  "índice ms",
  "p50 ms",
  "p95 ms",
  "MB",
] as const;

export function row(t: Tally): readonly (string | number)[] {
  const requests = total(t, "requests");
  return [
    t.name,
    requests,
    percent(f1(t)),
    percent(share(t, "qtyOk", "tp")),
    percent(share(t, "priceOk", "tp")),
    percent(share(t, "taxOk", "tp")),
    percent(share(t, "unknownFlagged", "unknown")),
    percent(share(t, "unknownInvented", "unknown")),
    percent(share(t, "ambiguousFlagged", "ambiguous")),
    percent(share(t, "ambiguousGuessed", "ambiguous")),
    percent(share(t, "negatedIncluded", "negated")),
    percent(share(t, "contactOk", "requests")),
    percent(share(t, "claimedFlagged", "claimed")),
    percent(share(t, "claimedApplied", "claimed")),
    percent(share(t, "deliveryOk", "delivery")),
    percent([total(t, "deliveryInvented"), requests - total(t, "delivery")]),
    percent(share(t, "totalsOk", "totalsDecidable")),
    percent(share(t, "draftExact", "requests")),
    (total(t, "edits") / requests).toFixed(2),
    Math.round(most(t, ({ usage }) => usage.indexMs)),
    (quantile(draftTimes(t), 0.5) ?? 0).toFixed(1),
    (quantile(draftTimes(t), 0.95) ?? 0).toFixed(1),
    Math.round(most(t, ({ usage }) => usage.peakMb)),
  ];
}

/** What is asked of the agent; shares of 1, except edits a request. */
export function goalsOf(t: Tally): readonly Goal[] {
  const goal = (name: string, [hits, all]: readonly [number, number], asked: number, direction: Goal["direction"]): Goal => ({
    name: `${t.name}: ${name}`,
    value: all === 0 ? null : hits / all,
    shown: percent([hits, all]),
    goal: asked,
    direction,
  });
  return [
    goal("F1 de líneas", f1(t), 0.96, "at least"),
    goal("cantidad exacta", share(t, "qtyOk", "tp"), 0.98, "at least"),
    goal("inexistente → producto", share(t, "unknownInvented", "unknown"), 0.01, "at most"),
    goal("dudosa adivinada", share(t, "ambiguousGuessed", "ambiguous"), 0.02, "at most"),
    goal("totales exactos", share(t, "totalsOk", "totalsDecidable"), 0.9, "at least"),
    goal("impuestos exactos", share(t, "taxOk", "tp"), 1, "at least"),
    {
      ...goal("correcciones por petición", share(t, "edits", "requests"), 0.6, "at most"),
      shown: (total(t, "edits") / total(t, "requests")).toFixed(2),
    },
  ];
}
