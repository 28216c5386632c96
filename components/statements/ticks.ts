import { addAmounts } from "@/lib/kernel/money";
import type { StatementLine, StatementPayload } from "@/lib/agents/statements/model";

const letters = { yes: "y", no: "n", ask: "a" } as const;

/** What becomes of each movement, a letter each. Pure. */
export const ticksOf = ({ movements }: StatementPayload): string => movements.map(({ take }) => letters[take]).join("");

/** The same statement with other answers for some of its movements. Pure. */
export function withTake(
  payload: StatementPayload,
  which: (line: StatementLine) => boolean,
  take: StatementLine["take"],
): StatementPayload {
  return { ...payload, movements: payload.movements.map((line) => (which(line) ? { ...line, take } : line)) };
}

export type Sums = { readonly count: number; readonly into: string; readonly out: string };

/** How many of the movements, and what they bring and take. Pure. */
export function sumsOf(lines: readonly StatementLine[]): Sums {
  const into = lines.filter(({ amount }) => !amount.startsWith("-")).map(({ amount }) => amount);
  const out = lines.filter(({ amount }) => amount.startsWith("-")).map(({ amount }) => amount);
  return { count: lines.length, into: addAmounts(into), out: addAmounts(out) };
}

/** Only a person can say what becomes of it. Pure. */
export const isQuestion = (why: StatementLine["why"]): boolean => why === "alike" || why === "equal" || why === "deleted";

/** What a list of movements can be narrowed to. */
export const shownWhich = ["all", "new", "ask", "there"] as const;
export type ShownWhich = (typeof shownWhich)[number];

export const isShown = (which: ShownWhich, { take, why }: StatementLine): boolean => {
  if (which === "ask") return take === "ask" || isQuestion(why);
  if (which === "new") return take === "yes";
  return which === "all" || why === "in_holded" || why === "imported";
};
