import { randomBytes } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import type pg from "pg";
import { afterAll, beforeAll, inject } from "vitest";
import { closeConnections } from "@/lib/platform/db/close";
import { withClient } from "@/lib/platform/db/with-client";
import { roleUrl } from "@/lib/platform/db/roles";
import { forgetEnv } from "@/lib/platform/env";
import type { TestServer } from "@/lib/testing/global-setup";
import { assertLocal, testRoles } from "@/lib/testing/servers";

export type TestDatabase = {
  /** Address for the role of the application: what DATABASE_URL holds during the file. */
  readonly url: () => string;
  /** Address for the owner of the tables. */
  readonly ownerUrl: () => string;
  /** Superuser address of the server, for files that make databases of their own. */
  readonly superuserUrl: () => string;
  /** Runs SQL as a superuser: for what no one may do in the product, such as tampering with the audit trail. */
  readonly asSuperuser: <T extends pg.QueryResultRow>(sql: string, values?: readonly unknown[]) => Promise<readonly T[]>;
};

/**
 * Gives the calling test file a migrated database of its own and points the application at it. Files go
 * to a folder of their own. Call it once at the top of a `*.db.test.ts` or
 * `*.contract.test.ts`.
 */
export function testDatabase(): TestDatabase {
  const name = `visto_test_${randomBytes(8).toString("hex")}`;
  const held: { server?: TestServer; blobs?: string } = {};
  const server = (): TestServer => {
    if (!held.server) throw new Error("The test database exists from beforeAll on, not while the file is read.");
    return held.server;
  };
  const superuser = () => withDatabase(server().superuserUrl, name);

  beforeAll(async () => {
    held.server = await askServer();
    await withClient(held.server.superuserUrl, (c) =>
      c.query(`CREATE DATABASE ${name} TEMPLATE ${server().template} OWNER ${testRoles.owner.name}`),
    );
    process.env.DATABASE_URL = roleUrl(held.server.superuserUrl, name, testRoles.web);
    process.env.VISTO_MODE = "embedded";
    process.env.LOG_LEVEL ??= "silent";
    process.env.NEXTAUTH_SECRET ??= randomBytes(32).toString("base64url");
    process.env.NEXTAUTH_URL ??= "http://localhost:3000";
    process.env.VAULT_KEYS ??= `1:${randomBytes(32).toString("base64")}`;
    held.blobs = fs.mkdtempSync(path.join(os.tmpdir(), "visto-blobs-"));
    process.env.BLOB_DIR = held.blobs;
    forgetEnv();
  });

  afterAll(async () => {
    await closeConnections();
    if (held.blobs) fs.rmSync(held.blobs, { recursive: true, force: true });
    if (held.server) await withClient(held.server.superuserUrl, (c) => c.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
  });

  return {
    url: () => roleUrl(server().superuserUrl, name, testRoles.web),
    superuserUrl: () => server().superuserUrl,
    ownerUrl: () => roleUrl(server().superuserUrl, name, testRoles.owner),
    asSuperuser: <T extends pg.QueryResultRow>(sql: string, values: readonly unknown[] = []) =>
      withClient(superuser(), async (c) => (await c.query<T>(sql, [...values])).rows),
  };
}

async function askServer(): Promise<TestServer> {
  const response = await fetch(inject("databaseBroker"));
  const body = await response.text();
  if (!response.ok) throw new Error(`The test database server did not start: ${body}`);
  const server = JSON.parse(body) as TestServer;
  assertLocal(server.superuserUrl);
  return server;
}

function withDatabase(url: string, database: string): string {
  const address = new URL(url);
  address.pathname = `/${database}`;
  return address.href;
}
