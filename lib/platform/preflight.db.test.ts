import { randomBytes } from "node:crypto";
import { afterEach, describe, expect, it } from "vitest";
import { parseEnv } from "@/lib/platform/env";
import { preflight } from "@/lib/platform/preflight";
import { demoPeople } from "@/prisma/demo";
import { testDatabase } from "@/lib/testing/database";
import { assertLocal } from "@/lib/testing/servers";

const database = testDatabase();

const good = () => ({
  DATABASE_URL: database.url(),
  VISTO_MODE: "cluster",
  NEXTAUTH_SECRET: randomBytes(33).toString("base64"),
  NEXTAUTH_URL: "https://visto.example",
  VAULT_KEYS: `1:${randomBytes(32).toString("base64")}`,
  BLOB_DIR: "/srv/files",
});
const problemsWith = (change: Readonly<Record<string, string | undefined>>) => preflight(parseEnv({ ...good(), ...change }));

/** A login role that is made for one test, with attributes that no installation should have. */
const made: string[] = [];
async function roleWith(attributes: string): Promise<string> {
  const name = `visto_test_${randomBytes(6).toString("hex")}`;
  made.push(name);
  await database.asSuperuser(`CREATE ROLE ${name} LOGIN PASSWORD 'only-on-the-loopback' ${attributes}`);
  await database.asSuperuser(`GRANT CONNECT ON DATABASE ${new URL(database.url()).pathname.slice(1)} TO ${name}`);
  const url = new URL(database.url());
  url.username = name;
  assertLocal(url.href);
  return url.href;
}
afterEach(async () => {
  for (const name of made.splice(0)) {
    await database.asSuperuser(`DROP OWNED BY ${name}`);
    await database.asSuperuser(`DROP ROLE ${name}`);
  }
});

describe("an installation of many machines", () => {
  it("starts with random secrets, a role that owns nothing, an up-to-date database and a place for files", async () => {
    expect(await problemsWith({})).toEqual([]);
  });

  it("starts with a bucket instead of a folder", async () => {
    const bucket = { S3_ENDPOINT: "https://s3.example", S3_BUCKET: "files", S3_ACCESS_KEY_ID: "id", S3_SECRET_ACCESS_KEY: "key" };
    expect(await problemsWith({ BLOB_DIR: undefined, ...bucket })).toEqual([]);
  });

  it.each([
    [{ NEXTAUTH_SECRET: undefined }, /^NEXTAUTH_SECRET is missing/],
    [{ NEXTAUTH_SECRET: "change-me-change-me-change-me-change-me" }, /^NEXTAUTH_SECRET looks like a default/],
    [{ NEXTAUTH_SECRET: "a".repeat(40) }, /^NEXTAUTH_SECRET looks like a default/],
    [{ VAULT_KEYS: undefined }, /^VAULT_KEYS is missing/],
    [{ VAULT_KEYS: "1:short" }, /^VAULT_KEYS must read/],
    [{ VAULT_KEYS: `1:${Buffer.alloc(32).toString("base64")}` }, /^VAULT_KEYS holds a key that is not random/],
    [{ NEXTAUTH_URL: undefined }, /^NEXTAUTH_URL is missing/],
    [{ NEXTAUTH_URL: "http://visto.example" }, /^NEXTAUTH_URL must be https/],
    [{ BLOB_DIR: undefined }, /^There is no place for files/],
    [{ BLOB_DIR: undefined, S3_BUCKET: "files" }, /^The bucket for files is half set/],
  ])("refuses to start with %j, in one sentence", async (change, sentence) => {
    expect(await problemsWith(change)).toEqual([expect.stringMatching(sentence)]);
  });

  it("refuses a secret that is too short while reading the settings", () => {
    expect(() => parseEnv({ ...good(), NEXTAUTH_SECRET: "short" })).toThrow(/^These settings are missing or malformed: NEXTAUTH_SECRET\.$/);
  });

  it("refuses the role that owns the tables", async () => {
    expect(await problemsWith({ DATABASE_URL: database.ownerUrl() })).toEqual([expect.stringMatching(/owns tables/)]);
  });

  it("refuses a role that may become the owner", async () => {
    const url = await roleWith("IN ROLE visto_test_owner, visto_app");
    expect(await problemsWith({ DATABASE_URL: url })).toEqual([expect.stringMatching(/owns tables/)]);
  });

  it("refuses a superuser, a role above row-level security and one without the application's rights", async () => {
    const weak = [
      [await roleWith("SUPERUSER"), /is a superuser/],
      [await roleWith("BYPASSRLS IN ROLE visto_app"), /bypasses row-level security/],
      [await roleWith(""), /is not a member of visto_app/],
    ] as const;
    for (const [url, sentence] of weak) expect(await problemsWith({ DATABASE_URL: url })).toEqual([expect.stringMatching(sentence)]);
  });

  it("refuses a database that lacks a migration", async () => {
    await database.asSuperuser("UPDATE _prisma_migrations SET rolled_back_at = now()");
    expect(await problemsWith({})).toEqual([expect.stringMatching(/^The database lacks the migrations \d+_\w+/)]);
    await database.asSuperuser("UPDATE _prisma_migrations SET rolled_back_at = NULL");
  });

  it("refuses a job queue of another version", async () => {
    await database.asSuperuser("UPDATE pgboss.version SET version = version - 1");
    expect(await problemsWith({})).toEqual([expect.stringMatching(/lacks the migrations pgboss/)]);
    await database.asSuperuser("UPDATE pgboss.version SET version = version + 1");
  });

  it("refuses a database with the sample people", async () => {
    const [person] = demoPeople.slice(-1);
    await database.asSuperuser("INSERT INTO person (email, name, initials, password_hash) VALUES ($1, 'x', 'x', 'x')", [person?.email]);
    expect(await problemsWith({})).toEqual([expect.stringMatching(/sample people/)]);
    await database.asSuperuser("DELETE FROM person WHERE email = $1", [person?.email]);
  });
});

describe("the embedded mode", () => {
  it("is not asked: its launcher makes secrets, roles and migrations", async () => {
    expect(await preflight(parseEnv({ DATABASE_URL: database.ownerUrl(), VISTO_MODE: "embedded" }))).toEqual([]);
  });
});
