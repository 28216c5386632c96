import type { Fixed } from "@/lib/language/decimal";
import type { NumberCandidate } from "./candidates";
import type { LineFacts } from "./line-facts";
import { type TableHeader, cellUnder } from "./table-headers";

export function rateOf(
  facts: LineFacts,
  amount: NumberCandidate,
  beside: readonly NumberCandidate[],
  header: TableHeader | null,
): Fixed | null {
  const rows = facts.totals?.rows ?? [];
  const rates = new Set(rows.map((row) => row.rate));
  if (rates.size === 1) return [...rates][0] ?? null;
  const printed = beside.find((n) => rates.has(n.value) && (n.percent || (header && cellUnder(header, n.box)?.kinds.has("rate"))));
  if (printed) return printed.value;
  return legendRate(facts, amount);
}

/** A letter or digit behind the amount that the tax table explains: "A 21,00 %". */
function legendRate(facts: LineFacts, amount: NumberCandidate): Fixed | null {
  const row = facts.layout.rows[amount.row];
  const code = row?.segments
    .flatMap((s) => s.words)
    .filter((word) => word.box[0] >= amount.box[2] - 1 && /^[A-Z*]$|^\d$/.test(word.text))
    .at(-1)?.text;
  if (!code) return null;
  for (const taxRow of facts.totals?.rows ?? []) {
    const legend = facts.layout.rows[taxRow.base.number.row]?.segments.flatMap((s) => s.words)[0]?.text;
    if (legend === code) return taxRow.rate;
  }
  return null;
}
