import { daysBetween, type PlainDate } from "@/lib/kernel/calendar";
import { toCents } from "@/lib/kernel/money";
import { foldText } from "@/lib/language/fold";
import type { StandingMovement, StatementComparison, StatementLine } from "@/lib/agents/statements/model";

/**
 * Which movements of a statement are new. One that an import has already, or that stands in Holded with the same day and
 * amount and either its balance or its text, is there; one that only looks like it is asked about. Each movement in Holded
 * stands for one of the statement. Pure, and the same whatever was answered before.
 */
export function compareLines(
  lines: readonly StatementLine[],
  { standing, covered, linked }: Pick<StatementComparison, "standing" | "covered" | "linked">,
): readonly StatementLine[] {
  const free = new Map<string, StandingMovement[]>();
  const known = new Set(lines.map(({ key, nth }) => `${key}#${nth}`));
  for (const one of standing) {
    // It stands for a movement of this very statement, which its import already speaks for.
    if (known.has(linked.get(one.id) ?? "")) continue;
    const key = String(toCents(one.amount));
    free.set(key, [...(free.get(key) ?? []), one]);
  }
  const take = (line: StatementLine, fits: (one: StandingMovement) => boolean): StandingMovement | null => {
    const candidates = free.get(String(toCents(line.amount))) ?? [];
    const found = candidates.find(fits);
    if (!found) return null;
    free.set(String(toCents(line.amount)), candidates.filter((one) => one !== found)); // prettier-ignore
    return found;
  };
  const isOpen = ({ key, nth, amount }: StatementLine): boolean => !covered.has(`${key}#${nth}`) && toCents(amount) !== 0n;
  const there = new Map<StatementLine, StandingMovement>();
  const alike = new Map<StatementLine, StandingMovement>();
  const pass = (into: Map<StatementLine, StandingMovement>, fits: (line: StatementLine, one: StandingMovement) => boolean) => {
    for (const line of lines) {
      if (!isOpen(line) || there.has(line) || alike.has(line)) continue;
      const found = take(line, (one) => fits(line, one));
      if (found) into.set(line, found);
    }
  };
  pass(there, (line, one) => isSameDay(line, one) && isSameBalance(line, one));
  pass(there, (line, one) => isSameDay(line, one) && isSameText(line, one));
  pass(alike, (line, one) => isSameDay(line, one));
  pass(alike, (line, one) => isNear(line, one) && (isSameBalance(line, one) || isSameText(line, one)));
  return lines.map((line) => {
    const bare = { ...line, holdedId: null };
    if (covered.has(`${line.key}#${line.nth}`)) return { ...bare, take: "no", why: "imported" };
    if (toCents(line.amount) === 0n) return { ...bare, take: "no", why: "zero" };
    const [found, like] = [there.get(line), alike.get(line)];
    if (found) return { ...bare, take: "no", why: "in_holded", holdedId: found.id };
    return like ? { ...bare, take: "ask", why: "alike", holdedId: like.id } : { ...bare, take: "yes", why: "new" };
  });
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
