import { addAmounts, toCents } from "@/lib/kernel/money";
import type { Reason } from "@/lib/kernel/evidence";
import { compareLines } from "@/lib/agents/statements/compare";
import type { StatementComparison, StatementLine, StatementPayload } from "@/lib/agents/statements/model";
import type { Risk, Standing } from "@/lib/review/model";

type Finding = { readonly level: Reason["level"]; readonly code: string; readonly path?: string; readonly detail?: Reason["detail"] };

/** What stands on a statement: what must be answered before it can be approved, what deserves a look, what is in order. Pure. */
export function reviewStatement(payload: StatementPayload, facts: StatementComparison, given: readonly Reason[] = []): readonly Reason[] {
  const ofFile = given.filter(({ code }) => code.startsWith("duplicate."));
  if (payload.table !== null && payload.table.mapping === null)
    return [...ofFile, { level: "block", code: "statement.columns", path: "table" }];
  const account = facts.accounts.find(({ id }) => id === payload.account.id);
  if (account === undefined) return [...ofFile, { level: "block", code: "statement.no_account", path: "account" }];
  const taken = payload.movements.filter(({ take }) => take === "yes");
  const findings: readonly (Finding | null)[] = [
    ...blocks(payload, facts, account.currency, taken),
    count("doubt", "statement.warnings", payload.warnings.filter(({ code }) => code !== "not_booked").length),
    otherIban(payload.account.iban, account.iban),
    gap(payload, facts),
    count("doubt", "statement.future", taken.filter(({ valueDate }) => valueDate > facts.today).length),
    count("info", "statement.zero", payload.movements.filter(({ why }) => why === "zero").length),
    count(
      "info",
      "statement.there",
      payload.movements.filter(({ why, take }) => take === "no" && (why === "in_holded" || why === "imported")).length,
    ),
    count(
      "info",
      "statement.left_out",
      payload.movements.filter(({ why, take }) => take === "no" && (why === "new" || why === "alike")).length,
    ),
    payload.movements.every(({ take }) => take === "no") ? { level: "info", code: "statement.nothing_new" } : null,
    balances(payload) ? { level: "good", code: "statement.balanced", path: "closing" } : null,
  ];
  return [...ofFile, ...findings.filter((one) => one !== null)];
}

const count = (level: Reason["level"], code: string, found: number, path?: string): Finding | null =>
  found === 0 ? null : { level, code, ...(path === undefined ? {} : { path }), detail: { count: found } };

function blocks(
  payload: StatementPayload,
  facts: StatementComparison,
  currency: string,
  taken: readonly StatementLine[],
): readonly (Finding | null)[] {
  const { closedThrough } = facts;
  const closed = closedThrough === null ? [] : taken.filter(({ valueDate }) => valueDate <= closedThrough);
  const now = compareLines(payload, facts);
  const whyNow = payload.movements.map((line, at) => (line.take === "yes" && now[at] ? whyOf(line, now[at]) : null));
  const changed = (to: readonly string[]) => whyNow.filter((why) => why !== null && to.includes(why)).length;
  return [
    currency === payload.account.currency
      ? null
      : { level: "block", code: "statement.currency", path: "account", detail: { expected: currency, got: payload.account.currency } },
    count("block", "statement.ask", payload.movements.filter(({ take }) => take === "ask").length, "movements"),
    count("block", "statement.no_balance", taken.filter(({ balance }) => balance === null).length, "opening"),
    closed.length === 0
      ? null
      : { level: "block", code: "statement.closed", path: "movements", detail: { count: closed.length, date: closedThrough ?? "" } },
    count("block", "statement.there_meanwhile", changed(["in_holded", "imported", "renumbered"]), "movements"),
    count("doubt", "statement.alike_meanwhile", changed(["alike", "equal", "deleted"])),
  ];
}

/** What is said of a movement by now that a person was not told; null: nothing. Her answer is about what she was shown. */
function whyOf({ nth, why, holdedId }: StatementLine, found: StatementLine): StatementLine["why"] | "renumbered" | null {
  const isSame = why === "alike" ? found.why === "new" || found.holdedId === holdedId : found.why === why;
  if (!isSame) return found.why === "new" ? null : found.why;
  return found.nth === nth ? null : "renumbered";
}

/** The file names another account than the one that was chosen: perhaps the wrong one. */
function otherIban(iban: string | null, chosen: string | null): Finding | null {
  const bare = chosen?.replace(/\s/gu, "").toUpperCase() ?? null;
  if (iban === null || bare === null || bare === "" || bare === iban) return null;
  return {
    level: "doubt",
    code: "statement.other_iban",
    path: "account",
    detail: { expected: `…${bare.slice(-4)}`, got: `…${iban.slice(-4)}` },
  };
}

/** A balance from before that is not the opening one: a statement in between is missing. */
function gap({ opening, from, part }: StatementPayload, { before }: StatementComparison): Finding | null {
  if (opening === null || from === null || before === null || part.index > 1) return null;
  if (before.balances.some((balance) => toCents(balance) === toCents(opening))) return null;
  const [expected = ""] = before.balances;
  return { level: "doubt", code: "statement.gap", path: "opening", detail: { since: before.date, until: from, expected, got: opening } };
}

const balances = ({ opening, closing, movements, part, warnings }: StatementPayload): boolean =>
  opening !== null &&
  closing !== null &&
  part.of === 1 &&
  warnings.length === 0 &&
  toCents(addAmounts([opening, ...movements.map(({ amount }) => amount)])) === toCents(closing);

/** Nothing is paid by it, and what is wrong in it can be left out: what deserves a look is a medium risk, the rest a low one. */
export const riskOfStatement = (reasons: readonly Reason[]): Risk =>
  reasons.some(({ level }) => level === "block" || level === "doubt") ? "medium" : "low";

export const standingOfStatement = (reasons: readonly Reason[]): Standing =>
  reasons.some(({ level }) => level === "block" || level === "doubt") ? "needs_review" : "clear";
