import "server-only";
import { soldItems } from "@/lib/agents/quotes/catalogue-store";
import { knownNames, type Known } from "@/lib/agents/quotes/conditions/known";
import { guessTableMapping, mostColumns, type TableMapping } from "@/lib/agents/quotes/conditions/mapping";
import { readRows, type ReadFact, type ReadTable, type UnreadRow } from "@/lib/agents/quotes/conditions/read-rows";
import {
  compareFacts,
  countConditions,
  rememberedMapping,
  rememberMapping,
  removeConditionRow,
  saveFacts,
  toldConditions,
  type SavedFacts,
  type ToldCondition,
} from "@/lib/agents/quotes/conditions/table-store";
import { allCustomers } from "@/lib/agents/quotes/customer-store";
import type { AliasInput, ImportInput, PreviewInput } from "@/lib/agents/quotes/inputs";
import { memberFor } from "@/lib/agents/quotes/member-store";
import { accountTaxes } from "@/lib/agents/quotes/pricing-store";
import { findDelimiter } from "@/lib/documents/statements/csv/find-delimiter";
import { headerKey } from "@/lib/documents/statements/csv/mapping";
import { splitCsv, type CsvDelimiter, type CsvRow } from "@/lib/documents/statements/csv/split-csv";
import { decodeText } from "@/lib/documents/statements/decode-text";
import { mirroredPriceLists } from "@/lib/holded/mirror/read-catalogue";
import { ok, refuse, type Result } from "@/lib/kernel/result";
import type { Actor } from "@/lib/platform/actor";
import { audit } from "@/lib/platform/audit";
import type { CompanyScope, Tx } from "@/lib/platform/db/scope";

const mostRows = 5_000;
const shown = { samples: 3, facts: 8, unread: 50, told: 500 } as const;

export type TablePreview = {
  readonly columns: readonly { readonly heading: string; readonly samples: readonly string[] }[];
  readonly mapping: TableMapping;
  /** The mapping is that of the last import of a table with this heading. */
  readonly isRemembered: boolean;
  readonly rows: number;
  /** The first of what would be imported. */
  readonly first: readonly ReadFact[];
  readonly facts: SavedFacts;
  /** The first of the rows that cannot be taken, and how many they are. */
  readonly unread: readonly UnreadRow[];
  readonly unreadRows: number;
};

type Table = { readonly rows: readonly CsvRow[]; readonly delimiter: CsvDelimiter };

/**
 * What an import of this table would do; nothing is stored. Without a mapping: as a table with this heading was read the last
 * time, or as it most likely is. Refused: `quote.bad_table`, `quote.table_too_long`, `access.not_found`, `access.forbidden`.
 */
export function previewConditions(
  scope: CompanyScope,
  actor: Actor,
  { bytes, mapping: given }: PreviewInput,
): Promise<Result<TablePreview>> {
  return scope.read(async (tx) => {
    const member = await memberFor(tx, scope, actor, "write");
    if (!member.ok) return member;
    const table = tableOf(bytes);
    if (!table.ok) return table;
    const { rows } = table.value;
    const guess = guessTableMapping(rows);
    const remembered = given === null ? await rememberedMapping(tx, scope, keyOf(table.value, guess)) : null;
    const mapping = given ?? remembered ?? guess;
    const { facts, unread } = readRows(rows, mapping, await knownOf(tx, scope));
    return ok({
      columns: columnsOf(rows, mapping),
      mapping,
      isRemembered: remembered !== null,
      rows: bodyOf(rows, mapping).length,
      first: facts.slice(0, shown.facts),
      facts: await compareFacts(tx, scope, facts),
      unread: unread.slice(0, shown.unread),
      unreadRows: unread.length,
    });
  });
}

/**
 * Imports a table by the mapping that a person confirmed, whole or not at all, and remembers the mapping. Rows that cannot be
 * taken refuse it (`quote.rows_unread`), unless the person chose to leave them out. Refused too: as `previewConditions`.
 */
export function importConditions(
  scope: CompanyScope,
  actor: Actor,
  { fileName, bytes, mapping, leaveOut }: ImportInput,
): Promise<Result<SavedFacts & { readonly leftOut: number }>> {
  return scope.write(async (tx) => {
    const member = await memberFor(tx, scope, actor, "write");
    if (!member.ok) return member;
    const table = tableOf(bytes);
    if (!table.ok) return table;
    const { facts, unread } = readRows(table.value.rows, mapping, await knownOf(tx, scope));
    const taken = refuseUnread({ facts, unread }, leaveOut);
    if (!taken.ok) return taken;
    const { personId } = member.value;
    const saved = await saveFacts(tx, scope, facts, personId);
    const headingKey = keyOf(table.value, guessTableMapping(table.value.rows));
    await rememberMapping(tx, scope, { headingKey, mapping, personId });
    await audit(tx, scope, actor, "quote.conditions_imported", "quote_conditions", { file: fileName, ...saved, leftOut: unread.length });
    return ok({ ...saved, leftOut: unread.length });
  });
}

function refuseUnread({ facts, unread }: ReadTable, leaveOut: boolean): Result<null> {
  if (facts.length > 0 && (unread.length === 0 || leaveOut)) return ok(null);
  return refuse("quote.rows_unread", { count: unread.length });
}

/** Everything that counts, the newest first. Refused: `access.not_found`. */
export function listConditions(
  scope: CompanyScope,
  actor: Actor,
): Promise<Result<{ readonly told: readonly ToldCondition[]; readonly total: number }>> {
  return scope.read(async (tx) => {
    const member = await memberFor(tx, scope, actor, "read");
    if (!member.ok) return member;
    return ok({ told: await toldConditions(tx, scope, shown.told), total: await countConditions(tx, scope) });
  });
}

/** It counts no longer; quotes that were made stay. Refused: `access.not_found`, `access.forbidden`. */
export function removeCondition(scope: CompanyScope, actor: Actor, { id }: AliasInput): Promise<Result<null>> {
  return scope.write(async (tx) => {
    const member = await memberFor(tx, scope, actor, "write");
    if (!member.ok) return member;
    const removed = await removeConditionRow(tx, scope, id);
    if (!removed) return refuse("access.not_found");
    await audit(tx, scope, actor, "quote.condition_removed", `quote_condition:${id}`, removed);
    return ok(null);
  });
}

function tableOf(bytes: Uint8Array): Result<Table> {
  const { text } = decodeText(bytes);
  // A file of bytes that are no text: a workbook, a picture.
  if (text.includes("\0")) return refuse("quote.bad_table");
  const found = findDelimiter(text, 200);
  if (found === null || found.rows.filter(({ cells }) => cells.length > 1).length < 2) return refuse("quote.bad_table");
  const rows = splitCsv(text, found.delimiter, mostRows + 22);
  if (rows.length > mostRows + 21 || rows.some(({ cells }) => cells.length > mostColumns))
    return refuse("quote.table_too_long", { limit: mostRows, columns: mostColumns });
  return ok({ rows, delimiter: found.delimiter });
}

const keyOf = ({ rows, delimiter }: Table, { headerRow }: TableMapping): string => headerKey(rows, { headerRow, delimiter });

const bodyOf = (rows: readonly CsvRow[], { headerRow }: TableMapping): readonly CsvRow[] =>
  rows.slice(headerRow === null ? 0 : headerRow + 1);

function columnsOf(rows: readonly CsvRow[], mapping: TableMapping): TablePreview["columns"] {
  const heading = mapping.headerRow === null ? [] : (rows[mapping.headerRow]?.cells ?? []);
  const body = bodyOf(rows, mapping);
  return mapping.columns.map((_, at) => ({
    heading: (heading[at] ?? "").slice(0, 100),
    samples: body.flatMap(({ cells }) => (cells[at] ?? "") === "" ? [] : [(cells[at] ?? "").slice(0, 60)]).slice(0, shown.samples), // prettier-ignore
  }));
}

async function knownOf(tx: Tx, scope: CompanyScope): Promise<Known> {
  const taxes = await accountTaxes(tx);
  const sold = await soldItems(tx, taxes);
  return knownNames({
    customers: await allCustomers(tx, scope, taxes),
    items: sold.map(({ item }) => item),
    lists: await mirroredPriceLists(tx),
  });
}
