import { checkIban } from "@/lib/kernel/iban";
import { fromCents } from "@/lib/kernel/money";
import { ok, refuse, type Result } from "@/lib/kernel/result";
import { atLine, BadLine } from "@/lib/documents/statements/bad-line";
import {
  bareMovement,
  maxMovements,
  type Statement,
  type StatementMovement,
  type StatementWarning,
} from "@/lib/documents/statements/model";
import { amount, at, currency, day, dayOrNull, digits, signed, trimmed, type Row } from "@/lib/documents/statements/n43/fields";
import { readConcepts } from "@/lib/documents/statements/n43/sepa";
import { collapse, distinct, orNull } from "@/lib/documents/statements/text";

/** A movement and its further records, as they stand in the file. */
type Open = { readonly head: Row; readonly concepts: Row[]; equivalence: Row | null };
type Account = { readonly head: Row; readonly movements: Open[] };
type Closed = Account & { readonly end: Row };

/**
 * Reads the accounts of a Norma 43 file. A line that cannot be stops the whole file (`statement.bad_line`, naming it);
 * counts, sums and balances that do not agree are warnings with their line. Refused too: `statement.too_many`.
 */
export function readN43(text: string): Result<readonly Statement[]> {
  try {
    const { accounts, last, records } = group(rowsOf(text));
    if (accounts.reduce((sum, { movements }) => sum + movements.length, 0) > maxMovements)
      return refuse("statement.too_many", { limit: maxMovements });
    const statements = accounts.map(readAccount);
    const ending = endWarnings(last, records);
    return ok(statements.map((one, index) => (index === statements.length - 1 ? { ...one, warnings: [...one.warnings, ...ending] } : one)));
  } catch (error) {
    return atLine(error);
  }
}

const length = 80;

function rowsOf(text: string): readonly Row[] {
  return text.split(/\r\n|\n|\r/u).flatMap((raw, index) => {
    if (raw.trim() === "") return [];
    const line = raw.trimEnd();
    if (line.length > length) throw new BadLine(index + 1, "length");
    return [{ line: index + 1, text: line.padEnd(length) }];
  });
}

type Grouped = { readonly accounts: readonly Closed[]; readonly last: Row | null; readonly records: number };

/** The order of the records, which is all that ties them together. */
function group(rows: readonly Row[]): Grouped {
  const accounts: Closed[] = [];
  let open: Account | null = null;
  let last: Row | null = null;
  for (const row of rows) {
    if (last !== null) throw new BadLine(row.line, "order");
    const code = at(row, 1, 2);
    if (code === "11") {
      if (open !== null) throw new BadLine(row.line, "order");
      open = { head: row, movements: [] };
    } else if (code === "88") {
      if (open !== null) throw new BadLine(row.line, "order");
      last = row;
    } else if (open === null) {
      throw new BadLine(row.line, /^(?:22|23|24|33)$/u.test(code) ? "order" : "record");
    } else if (code === "33") {
      if (at(row, 3, 20) !== at(open.head, 3, 20)) throw new BadLine(row.line, "account");
      accounts.push({ ...open, end: row });
      open = null;
    } else addRecord(open, row, code);
  }
  const end = rows.at(-1);
  if (open !== null || end === undefined) throw new BadLine(end?.line ?? 1, "cut");
  return { accounts, last, records: rows.length - (last === null ? 0 : 1) };
}

function addRecord({ movements }: Account, row: Row, code: string): void {
  const current = movements.at(-1);
  if (code === "22") movements.push({ head: row, concepts: [], equivalence: null });
  else if (code !== "23" && code !== "24") throw new BadLine(row.line, "record");
  else if (current === undefined) throw new BadLine(row.line, "order");
  else if (code === "23") current.concepts.push(row);
  else if (current.equivalence !== null) throw new BadLine(row.line, "order");
  else current.equivalence = row;
}

function readAccount({ head, movements: opens, end }: Closed): Statement {
  const bank = digits(head, 3, 6) + digits(head, 7, 10);
  const account = digits(head, 11, 20);
  const unit = currency(head, 48);
  const opening = signed(head, 33, amount(head, 34));
  const [from, to] = [dayOrNull(head, 21), dayOrNull(head, 27)];
  let balance = opening;
  const movements = opens.map((one) => {
    const movement = readMovement(one, unit);
    balance += movement.cents;
    return { ...movement, balanceCents: balance };
  });
  const warnings = [
    ...(from === null || to === null ? [{ code: "header_dates", line: head.line } as const] : []),
    ...movements.flatMap((one) => dateWarning(one, from, to)),
    ...totals(end, movements, balance),
  ];
  const days = movements.map(({ bookingDate }) => bookingDate).sort();
  return {
    format: "n43",
    line: head.line,
    account: { iban: ibanOf(bank, account), number: bank + account, holder: orNull(collapse(at(head, 52, 77))), currency: unit },
    from: from ?? days[0] ?? null,
    to: to ?? days.at(-1) ?? null,
    openingCents: opening,
    closingCents: balance,
    movements,
    warnings,
  };
}

/** The control digits are not in the file. Whatever is filled in for them, only the right two make an account that holds. */
function ibanOf(bank: string, account: string): string | null {
  for (let control = 0; control < 100; control += 1) {
    const { valid, normalized } = checkIban(bank + String(control).padStart(2, "0") + account);
    if (valid) return normalized;
  }
  return null;
}

function readMovement({ head, concepts, equivalence }: Open, unit: string): StatementMovement {
  const commonCode = digits(head, 23, 24);
  const said = readConcepts(concepts, commonCode);
  const second = collapse(at(head, 65, 80));
  const documentNo = orNull(trimmed(head, 43, 52).replace(/^0+$/u, ""));
  const first = trimmed(head, 53, 64);
  const text = second !== "" && !squeezed(said.text).includes(squeezed(second)) ? `${said.text} ${second}`.trim() : said.text;
  const rows = [head, ...concepts, ...(equivalence ? [equivalence] : [])];
  return {
    ...bareMovement,
    line: head.line,
    lastLine: Math.max(...rows.map(({ line }) => line)),
    bookingDate: day(head, 11),
    valueDate: dayOrNull(head, 17) ?? day(head, 11),
    cents: signed(head, 28, amount(head, 29)),
    currency: unit,
    balanceCents: null,
    text,
    printed: concepts.map((row) => at(row, 5, 80).trimEnd()),
    counterparty: { name: said.name, iban: said.iban, taxId: said.taxId },
    ultimateParty: said.ultimate,
    references: distinct([...said.references, second, first]),
    documentNo,
    mandate: said.mandate,
    creditorId: said.creditorId,
    commonCode,
    ownCode: orNull(trimmed(head, 25, 27)),
    purpose: said.purpose,
    original: equivalence ? { currency: currency(equivalence, 5), cents: amount(equivalence, 8) } : null,
  };
}

const squeezed = (text: string): string => text.replace(/\s/gu, "");

/** A day or two outside is usual; more than a week is a sign of a wrong file. */
function dateWarning({ bookingDate, line }: StatementMovement, from: string | null, to: string | null): readonly StatementWarning[] {
  if (from === null || to === null) return [];
  const away = Math.max(Date.parse(from) - Date.parse(bookingDate), Date.parse(bookingDate) - Date.parse(to)) / 86_400_000;
  return away > 7 ? [{ code: "date_outside", line, expected: `${from} – ${to}`, got: bookingDate }] : [];
}

function totals(end: Row, movements: readonly StatementMovement[], counted: bigint): readonly StatementWarning[] {
  const { line } = end;
  const out = movements.filter(({ cents }) => cents < 0n);
  const into = movements.filter(({ cents }) => cents > 0n);
  const zero = movements.length - out.length - into.length;
  const sum = (all: readonly StatementMovement[]): bigint => all.reduce((total, { cents }) => total + (cents < 0n ? -cents : cents), 0n);
  const count = (code: "debit_count" | "credit_count", from: number, found: number): readonly StatementWarning[] => {
    const said = Number(digits(end, from, from + 4));
    // A movement of nothing counts on the side of its sign, which it no longer shows.
    return said >= found && said <= found + zero ? [] : [{ code, line, expected: String(said), got: String(found) }];
  };
  const money = (code: "debit_sum" | "credit_sum" | "closing_differs", said: bigint, found: bigint): readonly StatementWarning[] =>
    said === found ? [] : [{ code, line, expected: fromCents(said), got: fromCents(found) }];
  // Some banks leave the sign of the last balance out.
  const isUnsigned = /[0 ]/u.test(at(end, 59, 59));
  const closing = isUnsigned ? (counted < 0n ? -amount(end, 60) : amount(end, 60)) : signed(end, 59, amount(end, 60));
  return [
    ...count("debit_count", 21, out.length),
    ...money("debit_sum", amount(end, 26), sum(out)),
    ...count("credit_count", 40, into.length),
    ...money("credit_sum", amount(end, 45), sum(into)),
    ...(closing === 0n && counted !== 0n
      ? [{ code: "closing_computed", line, got: fromCents(counted) } as const]
      : money("closing_differs", closing, counted)),
  ];
}

/** Some banks count the last record, and some do not send it. */
function endWarnings(last: Row | null, records: number): readonly StatementWarning[] {
  if (last === null) return [{ code: "no_end_record", line: null }];
  const said = Number(digits(last, 21, 26));
  return said === records || said === records + 1
    ? []
    : [{ code: "record_count", line: last.line, expected: String(said), got: String(records) }];
}
