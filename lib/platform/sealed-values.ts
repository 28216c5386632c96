import "server-only";
import pg from "pg";
import type { Client } from "pg";
import { audit } from "@/lib/platform/audit";
import { companyScope, systemScope, type CompanyScope, type ScopeKey, type Tx } from "@/lib/platform/db/scope";
import { newestVersion, reseal, type SealedFor, type SealedPurpose } from "@/lib/platform/vault";
import { environment } from "@/lib/review/model";

/** One column that holds sealed values, and the one beside it that says under which master key. */
type SealedColumn = { readonly table: string; readonly cipher: string; readonly version: string; readonly purpose: SealedPurpose };

/** Everything of a company that is sealed. A column that is missing here is found by a test. */
export const companySealed: readonly SealedColumn[] = [
  { table: "holded_token", cipher: "cipher", version: "key_version", purpose: "token" },
  { table: "webhook_endpoint", cipher: "address_cipher", version: "address_key_version", purpose: "webhook secret" },
  { table: "webhook_endpoint", cipher: "secret_cipher", version: "secret_key_version", purpose: "webhook secret" },
  { table: "webhook_endpoint", cipher: "previous_cipher", version: "previous_key_version", purpose: "webhook secret" },
  { table: "claude_setup", cipher: "secret_cipher", version: "secret_key_version", purpose: "model key" },
  { table: "mailbox", cipher: "password_cipher", version: "password_key_version", purpose: "mailbox password" },
];

/** What the installation itself has sealed. */
export const ownSealed: readonly SealedColumn[] = [
  { table: "vault_secret", cipher: "cipher", version: "key_version", purpose: "fingerprint key" },
];

type Resealed = { readonly moved: number; readonly version: number };

/**
 * Moves every sealed value to the newest master key: one row in one transaction, which writes it into the trail of its
 * company. It may be stopped at any point and begins again where it stopped. When nothing of an older version is left,
 * that key can leave VAULT_KEYS.
 */
export async function resealAll(): Promise<Resealed> {
  const version = newestVersion();
  let moved = 0;
  for (const column of ownSealed) while (await systemScope((tx) => resealOne(tx, null, column, version))) moved += 1;
  for (const key of await systemScope(everyScope)) {
    const scope = companyScope(key);
    for (const column of companySealed) while (await scope.write((tx) => resealOne(tx, scope, column, version))) moved += 1;
  }
  return { moved, version };
}

/** Not only where Holded is connected: a company may have other keys. */
async function everyScope(tx: Tx): Promise<readonly ScopeKey[]> {
  const rows = await tx.company.findMany({ select: { id: true }, orderBy: { id: "asc" } });
  return rows.flatMap(({ id }) => environment.options.map((where) => ({ companyId: id, environment: where })));
}

type Row = { readonly place: string; readonly cipher: Uint8Array<ArrayBuffer>; readonly version: number };

/** False: nothing of another version is left. */
async function resealOne(tx: Tx, scope: CompanyScope | null, column: SealedColumn, newest: number): Promise<boolean> {
  const { table, cipher, version } = quoted(column);
  const [row] = await tx.$queryRawUnsafe<Row[]>(
    `SELECT ctid::text AS place, ${cipher} AS cipher, ${version} AS version FROM ${table} WHERE ${version} <> $1 LIMIT 1 FOR UPDATE`,
    newest,
  );
  if (!row) return false;
  const owner: SealedFor = scope;
  const fresh = reseal(owner, column.purpose, { cipher: row.cipher, keyVersion: row.version });
  await tx.$executeRawUnsafe(
    `UPDATE ${table} SET ${cipher} = $1, ${version} = $2 WHERE ctid = $3::tid`,
    fresh.cipher,
    fresh.keyVersion,
    row.place,
  );
  const moved = { table: column.table, value: column.cipher, from: row.version, to: fresh.keyVersion };
  if (scope) await audit(tx, scope, { kind: "system" }, "vault.resealed", `vault:${fresh.keyVersion}`, moved);
  return true;
}

/** How many values are sealed under which version. Asked with a plain connection, before the application starts. */
export async function sealedVersions(client: Client): Promise<ReadonlyMap<number, number>> {
  const found = new Map<number, number>();
  await within(client, { "visto.system": "on" }, () => count(client, ownSealed, found));
  const { rows } = await within(client, { "visto.system": "on" }, () =>
    client.query<ScopeKey>(`SELECT id AS "companyId", e AS environment FROM company, unnest($1::text[]) e`, [environment.options]),
  );
  for (const { companyId, environment: where } of rows) {
    await within(client, { "visto.company": companyId, "visto.environment": where }, () => count(client, companySealed, found));
  }
  return found;
}

async function count(client: Client, columns: readonly SealedColumn[], found: Map<number, number>): Promise<void> {
  const parts = columns.map(quoted).map(({ table, version }) => `SELECT ${version} AS version FROM ${table} WHERE ${version} IS NOT NULL`);
  const { rows } = await client.query<{ version: number; n: number }>(
    `SELECT version, count(*)::int AS n FROM (${parts.join(" UNION ALL ")}) v GROUP BY version`,
  );
  for (const { version, n } of rows) found.set(version, (found.get(version) ?? 0) + n);
}

async function within<T>(client: Client, settings: Readonly<Record<string, string>>, fn: () => Promise<T>): Promise<T> {
  await client.query("BEGIN");
  try {
    for (const [name, value] of Object.entries(settings)) await client.query("SELECT set_config($1, $2, true)", [name, value]);
    return await fn();
  } finally {
    await client.query("COMMIT");
  }
}

function quoted({ table, cipher, version }: SealedColumn): Pick<SealedColumn, "table" | "cipher" | "version"> {
  return { table: pg.escapeIdentifier(table), cipher: pg.escapeIdentifier(cipher), version: pg.escapeIdentifier(version) };
}
