import "server-only";
import { createHash, randomUUID } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import type { Client } from "pg";

/** The lock Prisma Migrate takes too: its command line and our start never migrate at the same time. */
const prismaLock = 72_707_369;

const bookkeeping = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id VARCHAR(36) PRIMARY KEY NOT NULL, checksum VARCHAR(64) NOT NULL, finished_at TIMESTAMPTZ,
  migration_name VARCHAR(255) NOT NULL, logs TEXT, rolled_back_at TIMESTAMPTZ,
  started_at TIMESTAMPTZ NOT NULL DEFAULT now(), applied_steps_count INTEGER NOT NULL DEFAULT 0)`;

type Migration = { readonly name: string; readonly sql: string; readonly checksum: string };
type Applied = { readonly checksum: string; readonly finished: boolean };

/**
 * Applies what prisma/migrations holds and the database lacks, each migration in one transaction, with Prisma's own
 * bookkeeping, so that `prisma migrate status` agrees afterwards. Returns the names it applied.
 * Throws when a migration was edited after it was applied or is half applied.
 */
export async function applyMigrations(owner: Client, folder = migrationsFolder()): Promise<readonly string[]> {
  await owner.query("SELECT pg_advisory_lock($1)", [prismaLock]);
  try {
    await owner.query(bookkeeping);
    // Which migration ran is no secret, and the start check of the application's role reads it.
    await owner.query("GRANT SELECT ON _prisma_migrations TO PUBLIC");
    const missing = unapplied(readMigrations(folder), await readApplied(owner));
    for (const migration of missing) await applyOne(owner, migration);
    return missing.map((m) => m.name);
  } finally {
    await owner.query("SELECT pg_advisory_unlock($1)", [prismaLock]);
  }
}

/** Names of migrations that this build needs and the database does not have. The application's role may ask. */
export async function pendingMigrations(client: Client, folder = migrationsFolder()): Promise<readonly string[]> {
  const known = await client.query<{ known: boolean }>("SELECT to_regclass('_prisma_migrations') IS NOT NULL AS known");
  const applied = known.rows[0]?.known ? await readApplied(client) : new Map<string, Applied>();
  return unapplied(readMigrations(folder), applied).map((m) => m.name);
}

/** One text for all migrations together: changes when any of them does. */
export function migrationsDigest(folder = migrationsFolder()): string {
  const lines = readMigrations(folder).map((m) => `${m.name} ${m.checksum}`);
  return createHash("sha256").update(lines.join("\n")).digest("hex");
}

function migrationsFolder(): string {
  return path.resolve(process.cwd(), "prisma/migrations");
}

function readMigrations(folder: string): readonly Migration[] {
  return fs
    .readdirSync(folder)
    .filter((name) => fs.existsSync(path.join(folder, name, "migration.sql")))
    .sort()
    .map((name) => {
      const sql = fs.readFileSync(path.join(folder, name, "migration.sql"), "utf8");
      return { name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
    });
}

async function readApplied(client: Client): Promise<ReadonlyMap<string, Applied>> {
  const { rows } = await client.query<{ migration_name: string; checksum: string; finished: boolean }>(
    "SELECT migration_name, checksum, finished_at IS NOT NULL AS finished FROM _prisma_migrations WHERE rolled_back_at IS NULL",
  );
  return new Map(rows.map((r) => [r.migration_name, r]));
}

function unapplied(wanted: readonly Migration[], applied: ReadonlyMap<string, Applied>): readonly Migration[] {
  return wanted.filter((migration) => {
    const row = applied.get(migration.name);
    if (!row) return true;
    if (!row.finished) throw new Error(`The migration ${migration.name} is half applied: resolve it with "prisma migrate resolve".`);
    if (row.checksum !== migration.checksum) throw new Error(`The migration ${migration.name} was edited after it was applied.`);
    return false;
  });
}

async function applyOne(owner: Client, { name, sql, checksum }: Migration): Promise<void> {
  await owner.query("BEGIN");
  try {
    await owner.query(sql);
    await owner.query(
      "INSERT INTO _prisma_migrations (id, checksum, finished_at, migration_name, applied_steps_count) VALUES ($1, $2, now(), $3, 1)",
      [randomUUID(), checksum, name],
    );
    await owner.query("COMMIT");
  } catch (e) {
    await owner.query("ROLLBACK");
    throw new Error(`The migration ${name} failed and was rolled back.`, { cause: e });
  }
}
