import { parseXml } from "@/lib/documents/xml/parse-xml";
import { fromCents } from "@/lib/kernel/money";
import { ok, refuse, type Result } from "@/lib/kernel/result";
import { nodeAt, nodesAt, textAt, type XmlNode } from "@/lib/kernel/xml-tree";
import { atLine, BadLine } from "@/lib/documents/statements/bad-line";
import { readEntry } from "@/lib/documents/statements/camt/entry";
import { centsOf, dayAt, directionAt, moneyAt } from "@/lib/documents/statements/camt/values";
import { maxMovements, type Statement, type StatementMovement, type StatementWarning } from "@/lib/documents/statements/model";
import { collapse } from "@/lib/documents/statements/text";

/** Statement, account report and notification: the same tree under three names. */
const messages: Readonly<Record<string, string>> = { BkToCstmrStmt: "Stmt", BkToCstmrAcctRpt: "Rpt", BkToCstmrDbtCdtNtfctn: "Ntfctn" };

/**
 * Reads camt.053, and its siblings 052 and 054, of any version by local names. Only what is booked is taken. Refused:
 * what `parseXml` refuses, `statement.not_a_statement`, `statement.bad_line`, `statement.too_many`, `statement.notification`
 * for a camt.054, which details bookings and is none.
 */
export function readCamt(bytes: Uint8Array): Result<readonly Statement[]> {
  const parsed = parseXml(bytes);
  if (!parsed.ok) return parsed;
  const { root, text } = parsed.value;
  const message = root.children.find(({ name }) => name in messages);
  if (root.name !== "Document" || message === undefined) return refuse("statement.not_a_statement");
  if (message.name === "BkToCstmrDbtCdtNtfctn") return refuse("statement.notification");
  const statements = nodesAt(message, messages[message.name] ?? "");
  if (statements.length === 0) return refuse("statement.empty");
  const total = statements.reduce((sum, one) => sum + nodesAt(one, "Ntry").length, 0);
  if (total > maxMovements) return refuse("statement.too_many", { limit: maxMovements });
  const lines = { statements: linesOf(text, messages[message.name] ?? ""), entries: linesOf(text, "Ntry"), at: 0 };
  try {
    return ok(statements.map((one, index) => readOne(one, lines.statements[index] ?? 1, lines)));
  } catch (error) {
    return atLine(error);
  }
}

/** Lines on which the elements of a name begin, in the order of the file. */
function linesOf(text: string, name: string): readonly number[] {
  const found: number[] = [];
  let line = 1;
  let from = 0;
  for (const { index } of text.matchAll(new RegExp(`<(?:[\\w.-]+:)?${name}[\\s>]`, "gu"))) {
    for (let next = text.indexOf("\n", from); next !== -1 && next < index; next = text.indexOf("\n", from)) {
      line += 1;
      from = next + 1;
    }
    found.push(line);
  }
  return found;
}

function readOne(statement: XmlNode, line: number, lines: { readonly entries: readonly number[]; at: number }): Statement {
  const iban = textAt(statement, "Acct/Id/IBAN")?.replace(/\s/gu, "").toUpperCase() ?? null;
  const opening = balanceOf(statement, ["OPBD", "PRCD", "ITBD"], line);
  const closing = balanceOf(statement, ["CLBD"], line);
  const entries = nodesAt(statement, "Ntry");
  const [first] = entries;
  const currency =
    textAt(statement, "Acct/Ccy") ??
    opening?.currency ??
    closing?.currency ??
    (first ? moneyAt(first, "Amt", line)?.currency : null) ??
    null;
  if (currency === null || !/^[A-Z]{3}$/u.test(currency)) throw new BadLine(line, "currency");
  const to = dayAt(statement, "FrToDt/ToDtTm", line) ?? closing?.day ?? null;
  const from = dayAt(statement, "FrToDt/FrDtTm", line);
  const warnings: StatementWarning[] = [];
  const read: StatementMovement[] = [];
  for (const entry of entries) {
    const entryLine = lines.entries[lines.at] ?? line;
    lines.at += 1;
    const status = textAt(entry, "Sts/Cd") ?? textAt(entry, "Sts/Prtry") ?? textAt(entry, "Sts");
    if (status !== null && status !== "BOOK") {
      warnings.push({ code: "not_booked", line: entryLine, got: status });
      continue;
    }
    const booked = readEntry(entry, { line: entryLine, ownIban: iban, currency, day: to });
    read.push(booked.movement);
    warnings.push(...booked.warnings);
  }
  const movements = withBalances(oldestFirst(read), opening?.cents ?? null);
  const balance = movements.at(-1)?.balanceCents ?? opening?.cents ?? null;
  const days = movements.map(({ bookingDate }) => bookingDate).sort();
  return {
    format: "camt",
    line,
    account: {
      iban,
      number: textAt(statement, "Acct/Id/Othr/Id") ?? iban,
      holder: collapseOrNull(textAt(statement, "Acct/Ownr/Nm") ?? textAt(statement, "Acct/Nm")),
      currency,
    },
    from: from ?? days[0] ?? opening?.day ?? null,
    to: to ?? days.at(-1) ?? null,
    openingCents: opening?.cents ?? null,
    closingCents: closing?.cents ?? balance,
    movements,
    warnings: [
      ...warnings,
      ...statementWarnings(statement, { line, closing: closing?.cents ?? null, balance, hasOpening: opening !== null }),
      ...sumWarnings(statement, movements, line),
    ],
  };
}

/** Some banks print the youngest first. */
function oldestFirst(movements: readonly StatementMovement[]): readonly StatementMovement[] {
  const [first, last] = [movements.at(0), movements.at(-1)];
  return first && last && first.bookingDate > last.bookingDate ? movements.toReversed() : movements;
}

function withBalances(movements: readonly StatementMovement[], opening: bigint | null): readonly StatementMovement[] {
  if (opening === null) return movements;
  let balanceCents = opening;
  return movements.map((one) => ({ ...one, balanceCents: (balanceCents += one.cents) }));
}

const collapseOrNull = (text: string | null): string | null => (text === null ? null : collapse(text));

type Balance = { readonly cents: bigint; readonly currency: string; readonly day: string | null };

/** The first balance of one of these kinds, the better kind first. */
function balanceOf(statement: XmlNode, codes: readonly string[], line: number): Balance | null {
  for (const code of codes) {
    const found = nodesAt(statement, "Bal").find((one) => textAt(one, "Tp/CdOrPrtry/Cd") === code);
    const money = found ? moneyAt(found, "Amt", line) : null;
    if (found && money)
      return { cents: (directionAt(found, line) ?? 1n) * money.cents, currency: money.currency, day: dayAt(found, "Dt", line) };
  }
  return null;
}

type Facts = { readonly line: number; readonly closing: bigint | null; readonly balance: bigint | null; readonly hasOpening: boolean };

function statementWarnings(statement: XmlNode, { line, closing, balance, hasOpening }: Facts): readonly StatementWarning[] {
  const copy = textAt(statement, "CpyDplctInd");
  return [
    ...(copy === null ? [] : [{ code: "copy", line, got: copy } as const]),
    ...(hasOpening ? [] : [{ code: "no_opening", line } as const]),
    ...(closing !== null && balance !== null && closing !== balance
      ? [{ code: "closing_differs", line, expected: fromCents(closing), got: fromCents(balance) } as const]
      : []),
  ];
}

function sumWarnings(statement: XmlNode, movements: readonly StatementMovement[], line: number): readonly StatementWarning[] {
  const sides = [
    { path: "TxsSummry/TtlCdtNtries", count: "credit_count", sum: "credit_sum", of: movements.filter(({ cents }) => cents > 0n) },
    { path: "TxsSummry/TtlDbtNtries", count: "debit_count", sum: "debit_sum", of: movements.filter(({ cents }) => cents < 0n) },
  ] as const;
  return sides.flatMap(({ path, count, sum, of }) => {
    const said = nodeAt(statement, path);
    const number = said && textAt(said, "NbOfNtries");
    const total = said && textAt(said, "Sum");
    const found = of.reduce((all, { cents }) => all + (cents < 0n ? -cents : cents), 0n);
    const zeros = movements.filter(({ cents }) => cents === 0n).length;
    const isCount = number === null || (Number(number) >= of.length && Number(number) <= of.length + zeros);
    const wrong: StatementWarning[] = isCount ? [] : [{ code: count, line, expected: number, got: String(of.length) }];
    if (total !== null && centsOf(total, line) !== found) wrong.push({ code: sum, line, expected: total, got: fromCents(found) });
    return wrong;
  });
}
