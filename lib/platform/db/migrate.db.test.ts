import { randomBytes } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { migrateDatabase, unappliedMigrations } from "@/lib/platform/db/migrate";
import { applyMigrations, pendingMigrations } from "@/lib/platform/db/migrations";
import { prepareServer } from "@/lib/platform/db/roles";
import { withClient } from "@/lib/platform/db/with-client";
import { testDatabase } from "@/lib/testing/database";
import { testRoles } from "@/lib/testing/servers";

const database = testDatabase();

const made: string[] = [];
async function emptyDatabase() {
  const name = `visto_test_${randomBytes(8).toString("hex")}`;
  made.push(name);
  return prepareServer(database.superuserUrl(), name, testRoles);
}
const folders: string[] = [];
function folderWith(migrations: Readonly<Record<string, string>>): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "visto-migrations-"));
  folders.push(folder);
  for (const [name, sql] of Object.entries(migrations)) {
    fs.mkdirSync(path.join(folder, name));
    fs.writeFileSync(path.join(folder, name, "migration.sql"), sql);
  }
  return folder;
}
afterEach(async () => {
  for (const name of made.splice(0)) await database.asSuperuser(`DROP DATABASE ${name} WITH (FORCE)`);
  for (const folder of folders.splice(0)) fs.rmSync(folder, { recursive: true });
});

describe("migrating", () => {
  it("brings an empty database to this build, and does nothing the second time", async () => {
    const { ownerUrl, webUrl } = await emptyDatabase();
    expect((await unappliedMigrations(ownerUrl)).length).toBeGreaterThan(0);
    const first = await migrateDatabase(ownerUrl);
    expect(first.applied.length).toBeGreaterThan(0);
    expect(await migrateDatabase(ownerUrl)).toEqual({ applied: [] });
    expect(await unappliedMigrations(webUrl)).toEqual([]);
  });

  it("from several machines at once applies each migration once", async () => {
    const { ownerUrl } = await emptyDatabase();
    const runs = await Promise.all([1, 2, 3].map(() => migrateDatabase(ownerUrl)));
    expect(runs.filter((run) => run.applied.length > 0)).toHaveLength(1);
  });

  it("leaves a failing migration no trace and keeps the ones before it", async () => {
    const { ownerUrl } = await emptyDatabase();
    const folder = folderWith({ "1_good": "CREATE TABLE good (id int);", "2_bad": "CREATE TABLE half (id int); SELECT nonsense;" });
    await withClient(ownerUrl, async (client) => {
      await expect(applyMigrations(client, folder)).rejects.toThrow("The migration 2_bad failed and was rolled back.");
      expect((await client.query("SELECT to_regclass('good')::text AS good, to_regclass('half')::text AS half")).rows).toEqual([
        { good: "good", half: null },
      ]);
      expect(await pendingMigrations(client, folder)).toEqual(["2_bad"]);
    });
  });

  it("refuses a migration that was edited after it was applied, and one that is half applied", async () => {
    const { ownerUrl } = await emptyDatabase();
    await withClient(ownerUrl, async (client) => {
      await applyMigrations(client, folderWith({ "1_one": "CREATE TABLE one (id int);" }));
      await expect(applyMigrations(client, folderWith({ "1_one": "CREATE TABLE two (id int);" }))).rejects.toThrow("1_one was edited");
      await client.query("UPDATE _prisma_migrations SET finished_at = NULL");
      await expect(applyMigrations(client, folderWith({ "1_one": "CREATE TABLE one (id int);" }))).rejects.toThrow("1_one is half applied");
    });
  });
});

describe("the roles of a server", () => {
  it("lose powers that somebody gave them", async () => {
    await database.asSuperuser(`ALTER ROLE ${testRoles.web.name} CREATEDB`);
    await emptyDatabase();
    expect(await database.asSuperuser("SELECT rolcreatedb FROM pg_roles WHERE rolname = $1", [testRoles.web.name])).toEqual([
      { rolcreatedb: false },
    ]);
  });
});
