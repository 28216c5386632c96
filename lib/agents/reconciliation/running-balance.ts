import type { ExtractLine } from "@/lib/agents/reconciliation/month-view";
import { fromCents, toCents } from "@/lib/kernel/money";

export type BalancedLine = ExtractLine & {
  /** After this line: the bank's, else reckoned from the one before; null: nothing to reckon from. */
  readonly running: string | null;
  readonly isReckoned: boolean;
  /** The bank's balance does not follow from the line before: something is missing between them. */
  readonly isBroken: boolean;
};

/**
 * Lines in the order of the bank with the balance after each. A list of movements says the day and not the order within
 * it; the bank's own balances do: of the lines of a day the next is the one whose balance follows.
 */
export function withBalances(lines: readonly ExtractLine[]): readonly BalancedLine[] {
  const ordered: BalancedLine[] = [];
  let before: bigint | null = null;
  for (const day of daysIn(lines)) {
    const rest = [...day];
    while (rest.length > 0) {
      const at: number = nextAt(rest, before);
      const [line] = rest.splice(at, 1);
      if (!line) break;
      const balanced = after(line, before);
      before = balanced.running === null ? null : toCents(balanced.running);
      ordered.push(balanced);
    }
  }
  return ordered;
}

function daysIn(lines: readonly ExtractLine[]): readonly (readonly ExtractLine[])[] {
  const days = new Map<string, ExtractLine[]>();
  for (const line of lines) days.set(line.date, [...(days.get(line.date) ?? []), line]);
  return [...days].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, day]) => day);
}

/** The line that follows; the first of the month is the one that no other line of its day leads to. */
function nextAt(rest: readonly ExtractLine[], before: bigint | null): number {
  if (before !== null)
    return Math.max(
      0,
      rest.findIndex((line) => openingOf(line) === before),
    );
  const closings = new Set(rest.map(({ balance }) => (balance === null ? null : toCents(balance))));
  return Math.max(0, rest.findIndex((line) => !closings.has(openingOf(line)))); // prettier-ignore
}

const openingOf = ({ amount, balance }: ExtractLine): bigint | null => (balance === null ? null : toCents(balance) - toCents(amount));

function after(line: ExtractLine, before: bigint | null): BalancedLine {
  if (line.balance !== null) {
    return { ...line, running: line.balance, isReckoned: false, isBroken: before !== null && openingOf(line) !== before };
  }
  return { ...line, running: before === null ? null : fromCents(before + toCents(line.amount)), isReckoned: true, isBroken: false };
}
