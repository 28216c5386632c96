import "server-only";
import { accountOf, payloadsOf, unreadTable } from "@/lib/agents/statements/build";
import { compareLines } from "@/lib/agents/statements/compare";
import { maxTableLines, type StatementAccountChoice, type StatementPayload } from "@/lib/agents/statements/model";
import { accountChoices, loadComparison, rememberedSource } from "@/lib/agents/statements/store";
import { guessMapping } from "@/lib/documents/statements/csv/guess-mapping";
import { headerKey, type CsvMapping } from "@/lib/documents/statements/csv/mapping";
import { splitCsv } from "@/lib/documents/statements/csv/split-csv";
import { decodeText } from "@/lib/documents/statements/decode-text";
import type { Statement } from "@/lib/documents/statements/model";
import { readStatement, statementFormat } from "@/lib/documents/statements/read-statement";
import { ok, refuse, type Result } from "@/lib/kernel/result";
import type { Clock } from "@/lib/kernel/clock";
import type { CompanyScope, Tx } from "@/lib/platform/db/scope";

/** How much of a table a person sees while she says what its columns are. */
const headLength = 8_000;

type About = { readonly id: string; readonly documentId: string | null };

/**
 * What a file becomes: one payload per account, period and thousand movements; a table that nobody has explained yet becomes
 * one that asks. Refused: what the readers refuse, `statement.empty` where no account has a movement.
 */
export async function payloadsOfFile(tx: Tx, scope: CompanyScope, bytes: Uint8Array): Promise<Result<readonly StatementPayload[]>> {
  const accounts = await accountChoices(tx);
  if (statementFormat(bytes) === "csv") return tableOf(tx, scope, bytes, accounts);
  const read = readStatement(bytes);
  if (!read.ok) return read;
  const found: StatementPayload[] = [];
  for (const statement of read.value) {
    if (statement.movements.length === 0) continue;
    const sourceKey = sourceKeyOf(statement);
    const account = accountOf(statement, accounts) ?? (await accountRemembered(tx, scope, sourceKey, accounts));
    found.push(...payloadsOf(statement, { account, sourceKey, table: null }));
  }
  return found.length === 0 ? refuse("statement.empty") : ok(found);
}

const sourceKeyOf = ({ account }: Statement): string =>
  `account ${account.iban ?? account.number ?? "?"} ${account.currency}`.slice(0, 500);

async function accountRemembered(
  tx: Tx,
  scope: CompanyScope,
  sourceKey: string,
  accounts: readonly StatementAccountChoice[],
): Promise<StatementAccountChoice | null> {
  const { accountId } = await rememberedSource(tx, scope, sourceKey);
  return accounts.find(({ id }) => id === accountId) ?? null;
}

async function tableOf(
  tx: Tx,
  scope: CompanyScope,
  bytes: Uint8Array,
  accounts: readonly StatementAccountChoice[],
): Promise<Result<readonly StatementPayload[]>> {
  const { text } = decodeText(bytes);
  const { mapping: guess, delimiter } = guessMapping(text);
  const sourceKey = tableKey(text, guess ?? { delimiter, headerRow: null });
  const known = await rememberedSource(tx, scope, sourceKey);
  const account = accounts.find(({ id }) => id === known.accountId) ?? null;
  if (known.mapping === null || account === null) return ok([unreadTable(text.slice(0, headLength), guess, sourceKey, "EUR")]);
  return readTable(bytes, { mapping: known.mapping, account, openingCents: null, sourceKey });
}

export const tableKey = (text: string, { delimiter, headerRow }: Pick<CsvMapping, "delimiter" | "headerRow">): string =>
  headerKey(splitCsv(text, delimiter, 80), { delimiter, headerRow });

type Said = {
  readonly mapping: CsvMapping;
  readonly account: StatementAccountChoice;
  readonly openingCents: bigint | null;
  readonly sourceKey: string;
};

/** A table whose columns and account are known. Refused like `readStatement`. */
export function readTable(bytes: Uint8Array, { mapping, account, openingCents, sourceKey }: Said): Result<readonly StatementPayload[]> {
  const read = readStatement(bytes, { mapping, currency: account.currency, openingCents });
  if (!read.ok) return read;
  const table = { head: decodeText(bytes).text.slice(0, headLength), guess: null, mapping };
  return ok(read.value.flatMap((statement) => payloadsOf(statement, { account, sourceKey, table, size: maxTableLines })));
}

/** The payload with what is new in it told from what is known; nothing is told while its account is unknown. */
export async function compared(
  tx: Tx,
  scope: CompanyScope,
  payload: StatementPayload,
  about: About,
  clock?: Clock,
): Promise<StatementPayload> {
  if (payload.account.id === null) return payload;
  const facts = await loadComparison(tx, scope, payload, about, clock);
  return { ...payload, movements: [...compareLines(payload, facts)] };
}
