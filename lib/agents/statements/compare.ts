import { daysBetween, type PlainDate } from "@/lib/kernel/calendar";
import { toCents } from "@/lib/kernel/money";
import { foldText } from "@/lib/language/fold";
import type { StandingMovement, StatementComparison, StatementLine } from "@/lib/agents/statements/model";
import { overlapsOf, type Chain, type Overlap } from "@/lib/agents/statements/overlap";

type Known = Pick<StatementComparison, "standing" | "imports" | "linked" | "deleted">;

/**
 * Which movements of a statement are new. One that an import has already, or that stands in Holded with the same day and
 * amount and either its balance or its text, is there; one that only looks like it, equals one of another import that may be
 * the same, or was deleted in Holded after an import, is asked about. Each movement in Holded stands for one of the
 * statement. Equal ones are numbered on from those that are known. Pure, and the same whatever was answered before.
 */
export function compareLines(chain: Chain, facts: Known): readonly StatementLine[] {
  const overlaps = overlapsWith(chain, facts);
  const lines = numbered(chain.movements, overlaps, facts);
  const isCovered = (at: number): boolean => overlaps[at]?.isSure === true && !facts.deleted.has(nameOf(overlaps[at].known));
  const isOpen = (line: StatementLine, at: number): boolean => !isCovered(at) && toCents(line.amount) !== 0n;
  const { there, alike } = standingFor(lines, isOpen, facts);
  return lines.map((line, at) => {
    const bare = { ...line, holdedId: null };
    if (isCovered(at)) return { ...bare, take: "no", why: "imported" };
    if (toCents(line.amount) === 0n) return { ...bare, take: "no", why: "zero" };
    const [found, like, overlap] = [there.get(line), alike.get(line), overlaps[at]];
    if (found) return { ...bare, take: "no", why: "in_holded", holdedId: found.id };
    if (overlap) return { ...bare, take: "ask", why: overlap.isSure ? "deleted" : "equal" };
    return like ? { ...bare, take: "ask", why: "alike", holdedId: like.id } : { ...bare, take: "yes", why: "new" };
  });
}

const nameOf = ({ key, nth }: Pick<StatementLine, "key" | "nth">): string => `${key}#${nth}`;

/** Of all imports together; what one is sure of counts before what another is not, and no known one stands for two. */
function overlapsWith(chain: Chain, { imports }: Known): readonly Overlap[] {
  const all = imports.map((other) => overlapsOf(chain, other));
  const spoken = new Set<string>();
  return chain.movements.map((_, at): Overlap => {
    const found = all.flatMap((one) => one[at] ?? []);
    const best = found.find(({ isSure }) => isSure) ?? found[0];
    if (!best) return null;
    const isTwice = best.isSure && spoken.has(nameOf(best.known));
    if (best.isSure) spoken.add(nameOf(best.known));
    return isTwice ? { ...best, isSure: false } : best;
  });
}

/** One that is known has the number it is known by; another one keeps its own, or takes the next that nobody has. */
function numbered(lines: readonly StatementLine[], overlaps: readonly Overlap[], { imports, linked }: Known): readonly StatementLine[] {
  const known = imports.flatMap((one) => one.lines.filter(({ isTaken }) => isTaken).map(nameOf));
  const used = new Set([...known, ...linked.values()]);
  return lines.map((line, at) => {
    const overlap = overlaps[at];
    if (overlap?.isSure) return { ...line, nth: overlap.known.nth };
    let { nth } = line;
    if (used.has(nameOf(line))) for (nth = 1; used.has(nameOf({ key: line.key, nth }));) nth += 1;
    used.add(nameOf({ key: line.key, nth }));
    return { ...line, nth };
  });
}

type Standing = ReadonlyMap<StatementLine, StandingMovement>;

/** What in Holded is a movement of the statement, and what is only like one. */
function standingFor(
  lines: readonly StatementLine[],
  isOpen: (line: StatementLine, at: number) => boolean,
  { standing, linked }: Known,
): { readonly there: Standing; readonly alike: Standing } {
  const free = new Map<string, StandingMovement[]>();
  const covered = new Set(lines.flatMap((line, at) => (isOpen(line, at) ? [] : [nameOf(line)])));
  for (const one of standing) {
    // It stands for a movement of this very statement, which its import already speaks for.
    if (covered.has(linked.get(one.id) ?? "")) continue;
    const key = String(toCents(one.amount));
    free.set(key, [...(free.get(key) ?? []), one]);
  }
  const open = lines.filter(isOpen);
  const [there, alike] = [new Map<StatementLine, StandingMovement>(), new Map<StatementLine, StandingMovement>()];
  // An equal one of another import is that one's: the balances have told them apart.
  const isAnothers = (line: StatementLine, { id }: StandingMovement) => linked.get(id)?.startsWith(`${line.key}#`) ?? false;
  const pass = (into: Map<StatementLine, StandingMovement>, fits: (line: StatementLine, one: StandingMovement) => boolean) => {
    for (const line of open) {
      if (there.has(line) || alike.has(line)) continue;
      const candidates = free.get(String(toCents(line.amount))) ?? [];
      const found = candidates.find((one) => !isAnothers(line, one) && fits(line, one));
      if (!found) continue;
      free.set(String(toCents(line.amount)), candidates.filter((one) => one !== found)); // prettier-ignore
      into.set(line, found);
    }
  };
  pass(there, (line, one) => isSameDay(line, one) && isSameBalance(line, one));
  // Where Holded's balances are those of the bank, another balance is another movement.
  const isTold = there.size > 0;
  const mayBe = (line: StatementLine, one: StandingMovement) => !isTold || line.balance === null || one.balance === null;
  pass(there, (line, one) => isSameDay(line, one) && isSameText(line, one) && mayBe(line, one));
  pass(alike, (line, one) => isSameDay(line, one));
  pass(alike, (line, one) => isNear(line, one) && (isSameBalance(line, one) || isSameText(line, one)));
  return { there, alike };
}

/** Feeds know the day of value, some only that of booking. */
const daysOf = ({ valueDate, bookingDate }: StandingMovement): readonly string[] => [valueDate, bookingDate].flatMap((day) => (day === null ? [] : [day.slice(0, 10)])); // prettier-ignore

const isSameDay = (line: StatementLine, one: StandingMovement): boolean =>
  daysOf(one).some((day) => day === line.valueDate || day === line.facts.bookingDate);

const isNear = (line: StatementLine, one: StandingMovement): boolean =>
  daysOf(one).some((day) => Math.abs(daysBetween(day as PlainDate, line.valueDate as PlainDate)) <= 5);

const isSameBalance = (line: StatementLine, one: StandingMovement): boolean =>
  line.balance !== null && one.balance !== null && toCents(line.balance) === toCents(one.balance);

const bare = (text: string): string => foldText(text).replace(/[^a-z0-9]+/gu, "");

/** The same letters, or so many of them that Holded or the feed has only cut it short. */
function isSameText(line: StatementLine, one: StandingMovement): boolean {
  const [a, b] = [bare(line.text), bare(one.description)];
  if (a === b) return a !== "";
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return short.length >= 20 && long.startsWith(short);
}
