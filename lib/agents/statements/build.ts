import { fromCents, toCents } from "@/lib/kernel/money";
import { linesOf } from "@/lib/agents/statements/lines";
import { maxLines, type StatementAccountChoice, type StatementLine, type StatementPayload } from "@/lib/agents/statements/model";
import type { Statement } from "@/lib/documents/statements/model";

/** The treasury account with the IBAN of the file, if exactly one has it; null: a person says which. Pure. */
export function accountOf(
  statement: Pick<Statement, "account">,
  accounts: readonly StatementAccountChoice[],
): StatementAccountChoice | null {
  const { iban, currency } = statement.account;
  if (iban === null) return null;
  const [found, ...others] = accounts.filter((one) => one.iban !== null && one.iban.replace(/\s/gu, "").toUpperCase() === iban);
  return found && others.length === 0 && found.currency === currency ? found : null;
}

type Around = {
  readonly account: StatementAccountChoice | null;
  readonly sourceKey: string;
  readonly table: StatementPayload["table"];
  /** Movements of one proposal at most. */
  readonly size?: number;
};

/** A statement as proposals: one, or where it is long several in its order, each with its own part of period and balance. Pure. */
export function payloadsOf(statement: Statement, { account, sourceKey, table, size = maxLines }: Around): readonly StatementPayload[] {
  const lines = linesOf(statement);
  const cuts = cutsOf(lines, size);
  const of = cuts.length;
  const { iban, number, holder, currency } = statement.account;
  return cuts.map((from, index) => {
    const movements = lines.slice(from, cuts[index + 1]);
    const [first, last] = [movements.at(0), movements.at(-1)];
    const before = lines[from - 1];
    const isFirst = index === 0;
    const isLast = index === of - 1;
    const lastLine = last?.line ?? Number.POSITIVE_INFINITY;
    const isMine = (line: number | null) =>
      line === null ? isFirst : (isFirst || line >= (first?.line ?? 0)) && (isLast || line <= lastLine);
    return {
      format: statement.format,
      account: { id: account?.id ?? null, name: account?.name ?? null, iban, number, holder, currency },
      sourceKey,
      from: isFirst ? statement.from : (first?.facts.bookingDate ?? null),
      to: isLast ? statement.to : (last?.facts.bookingDate ?? null),
      opening: isFirst ? centsText(statement.openingCents) : (before?.balance ?? null),
      closing: isLast ? centsText(statement.closingCents) : (last?.balance ?? null),
      part: { index: index + 1, of },
      warnings: statement.warnings.filter(({ line }) => isMine(line)).slice(0, 100),
      table,
      movements,
    };
  });
}

/** Where each part begins: between two days wherever a day is not longer than a part itself. */
function cutsOf(lines: readonly StatementLine[], size: number): readonly number[] {
  const cuts = [0];
  for (let from = 0; lines.length - from > size;) {
    let to = from + size;
    while (to > from && lines[to]?.facts.bookingDate === lines[to - 1]?.facts.bookingDate) to -= 1;
    from = to === from ? from + size : to;
    cuts.push(from);
  }
  return cuts;
}

const centsText = (cents: bigint | null): string | null => (cents === null ? null : fromCents(cents));

/** The balances of a statement whose file says none, counted on from what a person says. One that says its own keeps it. Pure. */
export function withOpening(payload: StatementPayload, opening: string): StatementPayload {
  if (payload.opening !== null) return payload;
  let balance = toCents(opening);
  const movements = payload.movements.map((line) => {
    balance += toCents(line.amount);
    return { ...line, balance: line.balance ?? fromCents(balance) };
  });
  return { ...payload, opening, closing: payload.closing ?? fromCents(balance), movements };
}

/** A table of which nobody has said yet what its columns are. Pure. */
export function unreadTable(
  head: string,
  guess: NonNullable<StatementPayload["table"]>["guess"],
  sourceKey: string,
  currency: string,
): StatementPayload {
  return {
    format: "csv",
    account: { id: null, name: null, iban: null, number: null, holder: null, currency },
    sourceKey,
    from: null,
    to: null,
    opening: null,
    closing: null,
    part: { index: 1, of: 1 },
    warnings: [],
    table: { head, guess, mapping: null },
    movements: [],
  };
}
