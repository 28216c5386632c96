import { toCents } from "@/lib/kernel/money";
import type { KnownImport, KnownLine, StatementLine, StatementPayload } from "@/lib/agents/statements/model";

export type Chain = Pick<StatementPayload, "movements" | "opening" | "closing" | "from" | "to">;

/** What other imports say of a movement: the very same one, or one that is equal and may be the same; null: nothing. */
export type Overlap = { readonly known: KnownLine; readonly isSure: boolean } | null;

/**
 * Which movements of a statement another import holds. The running balance tells: where the two accounts of what happened
 * fit together in one way only, overlapping, one inside the other or end to end, that way is the truth, and an equal movement
 * beyond it is another one. Where they do not fit, equal ones of a day are counted, as long as one of the two has the whole
 * day; otherwise only a person can say. Pure.
 */
export function overlapsOf(chain: Chain, other: KnownImport): readonly Overlap[] {
  const ways = fittingOffsets(chain, other);
  if (ways.length === 0) return byCounting(chain, other);
  return chain.movements.map((_, at): Overlap => {
    const found = ways.map((offset) => other.lines[at + offset] ?? null);
    const [first] = found;
    const isSure = found.every((one) => one === first);
    const known = found.find((one) => one?.isTaken) ?? null;
    return known === null ? null : { known, isSure };
  });
}

/**
 * Offsets at which movement i of the statement is movement i + offset of the other, with key and balance, wherever both have
 * one; as many as the other has: it begins where the other ends.
 */
function fittingOffsets(chain: Chain, other: KnownImport): readonly number[] {
  const [own, its] = [chain.movements.map(markOf), other.lines.map(markOf)];
  if (own.length === 0 || its.length === 0 || own.includes(null) || its.includes(null)) return [];
  const fits = (offset: number): boolean => {
    const [from, to] = [Math.max(0, -offset), Math.min(own.length, its.length - offset)];
    for (let at = from; at < to; at++) if (own[at] !== its[at + offset]) return false;
    return true;
  };
  const inside = its.flatMap((mark, at) => (mark === own[0] && fits(at) ? [at] : []));
  const before = own.flatMap((mark, at) => (at > 0 && mark === its[0] && fits(-at) ? [-at] : []));
  const after = isSame(other.closing, chain.opening) && !isLater(other.to, chain.from) ? [its.length] : [];
  const ahead = isSame(chain.closing, other.opening) && !isLater(chain.to, other.from) ? [-own.length] : [];
  return [...inside, ...before, ...after, ...ahead];
}

const markOf = ({ key, balance }: Pick<KnownLine, "key" | "balance">): string | null => (balance === null ? null : `${key} ${balance}`);
const isSame = (a: string | null, b: string | null): boolean => a !== null && b !== null && toCents(a) === toCents(b);
const isLater = (a: string | null, b: string | null): boolean => a === null || b === null || a > b;

/** Equal movements in their order, those with the same balance first. */
function byCounting(chain: Chain, other: KnownImport): readonly Overlap[] {
  const found = new Map<StatementLine, Overlap>();
  const free = grouped(other.lines.filter(({ isTaken }) => isTaken));
  const pass = (isSure: boolean, fits: (line: StatementLine, known: KnownLine) => boolean) => {
    for (const line of chain.movements) {
      if (found.has(line)) continue;
      const rest = free.get(line.key) ?? [];
      const known = rest.find((one) => fits(line, one));
      if (!known) continue;
      free.set(line.key, rest.filter((one) => one !== known)); // prettier-ignore
      found.set(line, { known, isSure });
    }
  };
  const hasWhole = ({ from, to }: Pick<Chain, "from" | "to">, day: string) => from !== null && to !== null && from < day && day < to;
  pass(true, (line, known) => isSame(line.balance, known.balance));
  pass(true, (line, known) => {
    const isUntold = line.balance === null || known.balance === null;
    return isUntold || hasWhole(chain, line.facts.bookingDate) || hasWhole(other, line.facts.bookingDate);
  });
  pass(false, () => true);
  return chain.movements.map((line) => found.get(line) ?? null);
}

function grouped(lines: readonly KnownLine[]): Map<string, readonly KnownLine[]> {
  const groups = new Map<string, readonly KnownLine[]>();
  for (const line of lines) groups.set(line.key, [...(groups.get(line.key) ?? []), line]);
  return groups;
}
