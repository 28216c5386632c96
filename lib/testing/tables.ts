import { randomUUID } from "node:crypto";
import pg from "pg";
import type { ScopeKey, Tx } from "@/lib/platform/db/scope";
import type { TestDatabase } from "@/lib/testing/database";

type Column = { readonly name: string; readonly type: string; readonly needed: boolean };
type ForeignKey = { readonly columns: readonly string[]; readonly table: string; readonly targets: readonly string[] };
export type TableFacts = { readonly name: string; readonly columns: readonly Column[]; readonly foreignKeys: readonly ForeignKey[] };

/** Every table that has a company_id, as the database itself describes it: also those made after this was written. */
export function companyTables(query: TestDatabase["asSuperuser"]): Promise<readonly TableFacts[]> {
  return query<TableFacts>(`
    SELECT c.table_name AS name,
      json_agg(json_build_object('name', c.column_name, 'type', c.udt_name, 'needed', c.is_nullable = 'NO' AND c.column_default IS NULL)) AS columns,
      coalesce((SELECT json_agg(json_build_object('table', f.confrelid::regclass::text,
          'columns', (SELECT json_agg(a.attname ORDER BY k.n) FROM unnest(f.conkey) WITH ORDINALITY k(num, n)
                      JOIN pg_attribute a ON a.attrelid = f.conrelid AND a.attnum = k.num),
          'targets', (SELECT json_agg(a.attname ORDER BY k.n) FROM unnest(f.confkey) WITH ORDINALITY k(num, n)
                      JOIN pg_attribute a ON a.attrelid = f.confrelid AND a.attnum = k.num)))
        FROM pg_constraint f WHERE f.contype = 'f' AND f.conrelid = format('public.%I', c.table_name)::regclass), '[]') AS "foreignKeys"
    FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
    WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE'
    GROUP BY c.table_name HAVING bool_or(c.column_name = 'company_id') ORDER BY 1`);
}

type Values = Readonly<Record<string, string>>;

/**
 * Puts one row into a table on behalf of a company: needed columns get a value of their type, and rows that it must
 * point to are made first (unless `parents` is false, when the row may point nowhere).
 */
export async function insertRow(
  tx: Tx,
  { companyId, environment }: ScopeKey,
  table: TableFacts,
  tables: readonly TableFacts[],
  { parents = true } = {},
): Promise<Values> {
  const pointed = await pointedValues(tx, { companyId, environment }, table, tables, parents);
  const given: Values = { ...pointed, company_id: companyId, environment };
  const columns = table.columns.filter((c) => c.needed || c.name in given);
  const values = Object.fromEntries(columns.map((c) => [c.name, given[c.name] ?? sample(c, table.name)]));
  const names = columns.map((c) => pg.escapeIdentifier(c.name)).join(", ");
  const literals = columns.map((c) => `${pg.escapeLiteral(values[c.name] ?? "")}::${c.type}`).join(", ");
  await tx.$executeRawUnsafe(`INSERT INTO ${pg.escapeIdentifier(table.name)} (${names}) VALUES (${literals})`);
  return values;
}

async function pointedValues(tx: Tx, scope: ScopeKey, table: TableFacts, tables: readonly TableFacts[], parents: boolean): Promise<Values> {
  const found: Record<string, string> = {};
  for (const key of table.foreignKeys) {
    const target = await targetRow(tx, scope, key, tables, parents);
    key.columns.forEach((column, i) => {
      const value = target[key.targets[i] ?? ""];
      if (value !== undefined) found[column] = value;
    });
  }
  return found;
}

async function targetRow(tx: Tx, scope: ScopeKey, key: ForeignKey, tables: readonly TableFacts[], parents: boolean): Promise<Values> {
  if (key.table === "company") return { id: scope.companyId };
  if (!parents) return {};
  if (key.table === "person") return newPerson(tx);
  const parent = tables.find((t) => t.name === key.table);
  if (!parent) throw new Error(`This helper does not know how to make a row of ${key.table}.`);
  return insertRow(tx, scope, parent, tables);
}

async function newPerson(tx: Tx): Promise<Values> {
  const id = randomUUID();
  await tx.person.createMany({ data: [{ id, email: `${id}@visto.example`, name: "Nadie", initials: "N", passwordHash: "no password" }] });
  return { id };
}

const samples: Readonly<Record<string, () => string>> = {
  uuid: () => randomUUID(),
  text: () => randomUUID(),
  varchar: () => randomUUID().slice(0, 8),
  int4: () => "1",
  int8: () => String(Math.floor(Math.random() * 2 ** 40)),
  numeric: () => "1",
  bool: () => "true",
  jsonb: () => "{}",
  bytea: () => "\\x00",
  date: () => "2026-01-02",
  timestamptz: () => "2026-01-02T03:04:05Z",
};

function sample({ name, type }: Column, table: string): string {
  const make = samples[type];
  if (!make) throw new Error(`This helper has no sample of type ${type} for ${table}.${name}.`);
  return make();
}
