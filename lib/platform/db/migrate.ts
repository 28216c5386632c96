import "server-only";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import type pg from "pg";
import { PgBoss } from "pg-boss";
import { applyMigrations, pendingMigrations } from "@/lib/platform/db/migrations";
import { embeddedRoles, prepareServer } from "@/lib/platform/db/roles";
import { withClient } from "@/lib/platform/db/with-client";

/** The schema of the job queue. Outside `public`, so that Prisma does not take its tables for drift. */
export const jobSchema = "pgboss";

/**
 * Brings a database to what this build needs: tables, job queue, grants. Connects as the owner of the tables.
 * Safe to run from several machines at once and when there is nothing to do. Queues are rows that the application
 * makes itself when it first uses one.
 */
export function migrateDatabase(ownerUrl: string): Promise<{ readonly applied: readonly string[] }> {
  return withClient(ownerUrl, async (client) => {
    // One machine at a time from the first table to the last grant; the lock ends with the connection.
    await client.query("SELECT pg_advisory_lock(hashtext('visto migrate'))");
    const applied = await applyMigrations(client);
    await migrateJobs(ownerUrl);
    await grantJobs(client);
    return { applied };
  });
}

type EmbeddedOptions = {
  /** Any database of the embedded server, reached as its superuser. */
  readonly superuserUrl: string;
  readonly database: string;
  readonly ownerPassword: string;
  readonly webPassword: string;
};

/** Roles and database of the embedded mode, made once and found again later. Returns the two addresses to connect with. */
export async function createEmbeddedDatabase(options: EmbeddedOptions): Promise<{ readonly ownerUrl: string; readonly appUrl: string }> {
  const { ownerUrl, webUrl } = await prepareServer(options.superuserUrl, options.database, {
    owner: { name: embeddedRoles.owner, password: options.ownerPassword },
    web: { name: embeddedRoles.web, password: options.webPassword },
  });
  return { ownerUrl, appUrl: webUrl };
}

/** Migrations that this build needs and the database lacks, the job queue included. The application's role may ask. */
export function unappliedMigrations(url: string): Promise<readonly string[]> {
  return withClient(url, async (client) => {
    const pending = await pendingMigrations(client);
    return (await jobSchemaVersion(client)) === wantedJobSchemaVersion() ? pending : [...pending, jobSchema];
  });
}

/** pg-boss installs and upgrades its own schema; maintenance and schedules stay with the worker. */
async function migrateJobs(ownerUrl: string): Promise<void> {
  const boss = new PgBoss({ connectionString: ownerUrl, schema: jobSchema, max: 2, supervise: false, schedule: false });
  const failures: Error[] = [];
  boss.on("error", (error) => failures.push(error));
  await boss.start();
  try {
    await finishIndexBuilds(boss);
  } finally {
    await boss.stop({ graceful: false });
  }
  if (failures[0]) throw failures[0];
}

/** An upgrade builds large indexes outside its transaction; the application's role could not finish them. */
async function finishIndexBuilds(boss: PgBoss): Promise<void> {
  for (;;) {
    const builds = await boss.getBamStatus();
    if (builds.some((b) => b.status === "failed")) throw new Error("An index of the job queue could not be built.");
    if (builds.every((b) => b.status === "completed")) return;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

async function grantJobs(owner: pg.Client): Promise<void> {
  await owner.query(`
    GRANT USAGE ON SCHEMA ${jobSchema} TO visto_app;
    GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${jobSchema} TO visto_app;
    GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA ${jobSchema} TO visto_app;
    GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA ${jobSchema} TO visto_app`);
}

async function jobSchemaVersion(client: pg.Client): Promise<number | undefined> {
  const installed = await client.query<{ installed: boolean }>(
    `SELECT EXISTS (SELECT FROM pg_tables WHERE schemaname = $1 AND tablename = 'version') AS installed`,
    [jobSchema],
  );
  if (!installed.rows[0]?.installed) return undefined;
  const { rows } = await client.query<{ version: number }>(`SELECT version FROM ${jobSchema}.version`);
  return rows[0]?.version;
}

/** Written in the manifest of the installed pg-boss; its start compares with the same number. */
function wantedJobSchemaVersion(): number {
  const entry = createRequire(import.meta.url).resolve("pg-boss");
  const manifest: unknown = JSON.parse(fs.readFileSync(path.resolve(path.dirname(entry), "../package.json"), "utf8"));
  return (manifest as { pgboss: { schema: number } }).pgboss.schema;
}
