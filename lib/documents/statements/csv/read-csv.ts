import { checkIban } from "@/lib/kernel/iban";
import { parsePlainDate } from "@/lib/kernel/calendar";
import { fromCents, parseAmount, toCents } from "@/lib/kernel/money";
import { ok, refuse, type Result } from "@/lib/kernel/result";
import { atLine, BadLine } from "@/lib/documents/statements/bad-line";
import type { CsvMapping } from "@/lib/documents/statements/csv/mapping";
import { splitCsv, type CsvRow } from "@/lib/documents/statements/csv/split-csv";
import {
  bareMovement,
  maxMovements,
  type Statement,
  type StatementMovement,
  type StatementWarning,
} from "@/lib/documents/statements/model";
import { collapse, distinct, ibanIn, orNull } from "@/lib/documents/statements/text";

export type CsvContext = {
  /** Of the account: a table seldom says it. */
  readonly currency: string;
  /** Before the first movement; only asked for where the table has no balance. */
  readonly openingCents: bigint | null;
};

/**
 * Reads a table by the mapping that a person confirmed. Rows with neither date nor amount are headings and sums and left
 * out; a row with one of the two unreadable stops the file (`statement.bad_line`). Refused too: `statement.empty`, `.too_many`.
 */
export function readCsv(text: string, mapping: CsvMapping, { currency, openingCents }: CsvContext): Result<readonly Statement[]> {
  const rows = splitCsv(text, mapping.delimiter, maxMovements + 100);
  const body = mapping.headerRow === null ? rows : rows.slice(mapping.headerRow + 1);
  if (body.length > maxMovements) return refuse("statement.too_many", { limit: maxMovements });
  try {
    const read = body.flatMap((row) => readRow(row, mapping, currency) ?? []);
    const movements = oldestFirst(read);
    const [first] = movements;
    if (first === undefined) return refuse("statement.empty");
    const opening = first.balanceCents === null ? openingCents : first.balanceCents - first.cents;
    const whole = opening === null ? movements : withBalances(movements, opening);
    const days = movements.map(({ bookingDate }) => bookingDate).sort();
    const iban = ibanIn(rows.slice(0, mapping.headerRow ?? 0).flatMap(({ cells }) => cells).join(" ")); // prettier-ignore
    return ok([
      {
        format: "csv",
        line: body[0]?.line ?? 1,
        account: { iban, number: iban, holder: null, currency },
        from: days[0] ?? null,
        to: days.at(-1) ?? null,
        openingCents: opening,
        closingCents: whole.at(-1)?.balanceCents ?? null,
        movements: whole,
        warnings: [...(opening === null ? [{ code: "no_opening", line: null } as const] : []), ...balanceWarnings(movements)],
      },
    ]);
  } catch (error) {
    return atLine(error);
  }
}

/** The rows of a table that can be read by a mapping, as they stand; for a look before the whole is read. Pure. */
export function readCsvRows(rows: readonly CsvRow[], mapping: CsvMapping, currency: string): readonly StatementMovement[] {
  return rows.flatMap((row) => {
    try {
      return readRow(row, mapping, currency) ?? [];
    } catch (error) {
      if (error instanceof BadLine) return [];
      throw error;
    }
  });
}

function readRow(row: CsvRow, mapping: CsvMapping, currency: string): StatementMovement | null {
  const cell = (column: number | null): string => (column === null ? "" : (row.cells[column] ?? ""));
  const day = dayOf(cell(mapping.date), mapping);
  const cents = amountOf(row, cell, mapping);
  if (day === null && cents === null) return null;
  if (day === null) throw new BadLine(row.line, "date");
  if (cents === null) throw new BadLine(row.line, "amount");
  const balance = cell(mapping.balance);
  const text = collapse(mapping.texts.map(cell).join(" "));
  const { valid, normalized } = checkIban(cell(mapping.iban));
  return {
    ...bareMovement,
    line: row.line,
    lastLine: row.line,
    bookingDate: day,
    valueDate: dayOf(cell(mapping.valueDate), mapping) ?? day,
    cents,
    currency,
    balanceCents: balance === "" ? null : moneyOf(balance, mapping, row.line),
    text,
    printed: [],
    counterparty: { name: orNull(collapse(cell(mapping.counterparty))), iban: valid ? normalized : ibanIn(text), taxId: null },
    references: distinct([collapse(cell(mapping.reference))]),
  };
}

const dayOf = (text: string, { dateOrder }: CsvMapping): string | null => parsePlainDate(text, { order: dateOrder });

function amountOf(row: CsvRow, cell: (column: number | null) => string, mapping: CsvMapping): bigint | null {
  const { amount, debit, credit } = mapping;
  if (amount !== null) return cell(amount) === "" ? null : moneyOrNull(cell(amount), mapping, row.line);
  const size = (text: string): bigint => {
    const cents = text === "" ? 0n : moneyOf(text, mapping, row.line);
    return cents < 0n ? -cents : cents;
  };
  if (cell(debit) === "" && cell(credit) === "") return null;
  return size(cell(credit)) - size(cell(debit));
}

function moneyOf(text: string, mapping: CsvMapping, line: number): bigint {
  const cents = moneyOrNull(text, mapping, line);
  if (cents === null) throw new BadLine(line, "amount");
  return cents;
}

/** Null: no number at all. One with a fraction of a cent cannot be booked. */
function moneyOrNull(text: string, { decimal }: CsvMapping, line: number): bigint | null {
  const value = parseAmount(text, { decimal })?.value ?? null;
  if (value === null) return null;
  if (/\.\d{2}\d*[1-9]/u.test(value)) throw new BadLine(line, "amount");
  return toCents(value);
}

/** By the running balance where there is one, and by the days otherwise: many banks print the youngest first. */
function oldestFirst(movements: readonly StatementMovement[]): readonly StatementMovement[] {
  let down = 0;
  for (const [at, one] of movements.entries()) {
    const before = movements[at - 1];
    if (before === undefined || before.balanceCents === null || one.balanceCents === null) continue;
    if (before.balanceCents + one.cents === one.balanceCents) down += 1;
    if (one.balanceCents + before.cents === before.balanceCents) down -= 1;
  }
  const [first, last] = [movements.at(0), movements.at(-1)];
  const isYoungestFirst = down === 0 ? first !== undefined && last !== undefined && first.bookingDate > last.bookingDate : down < 0;
  return isYoungestFirst ? movements.toReversed() : movements;
}

function withBalances(movements: readonly StatementMovement[], opening: bigint): readonly StatementMovement[] {
  let counted = opening;
  return movements.map((one) => {
    counted = one.balanceCents ?? counted + one.cents;
    return { ...one, balanceCents: counted };
  });
}

function balanceWarnings(movements: readonly StatementMovement[]): readonly StatementWarning[] {
  return movements.flatMap((one, at): readonly StatementWarning[] => {
    const before = movements[at - 1]?.balanceCents ?? null;
    if (before === null || one.balanceCents === null || before + one.cents === one.balanceCents) return [];
    return [{ code: "balance_differs", line: one.line, expected: fromCents(before + one.cents), got: fromCents(one.balanceCents) }];
  });
}
