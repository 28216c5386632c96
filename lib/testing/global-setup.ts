import { randomBytes } from "node:crypto";
import fs from "node:fs";
import http from "node:http";
import net, { type AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";
import type { TestProject } from "vitest/node";
import { startEmbeddedDatabase, type EmbeddedDatabase } from "@/lib/platform/db/embedded";
import { migrateDatabase } from "@/lib/platform/db/migrate";
import { migrationsDigest } from "@/lib/platform/db/migrations";
import { prepareServer } from "@/lib/platform/db/roles";
import { withClient } from "@/lib/platform/db/with-client";
import { assertLocal, testRoles } from "@/lib/testing/servers";

declare module "vitest" {
  interface ProvidedContext {
    /** Asks for the test server: it is started by the first test file that needs one. */
    readonly databaseBroker: string;
  }
}

export type TestServer = { readonly superuserUrl: string; readonly template: string };

/** One PostgreSQL for the whole run, started when the first file asks, with one migrated template to copy from. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  let started: Promise<Running> | undefined;
  const broker = http.createServer((_, response) => {
    started ??= start();
    started.then(
      ({ server }) => response.end(JSON.stringify(server)),
      (error: unknown) =>
        response.writeHead(500).end(error instanceof Error ? `${error.message} ${String(error.cause ?? "")}` : String(error)),
    );
  });
  await new Promise<void>((resolve) => broker.listen(0, "127.0.0.1", resolve));
  project.provide("databaseBroker", `http://127.0.0.1:${(broker.address() as AddressInfo).port}`);
  return async () => {
    broker.close();
    await (await started?.catch(() => undefined))?.stop();
  };
}

type Running = { readonly server: TestServer; stop(): Promise<void> };

async function start(): Promise<Running> {
  const given = process.env.TEST_POSTGRES_URL;
  if (given) {
    assertLocal(given);
    return { server: { superuserUrl: given, template: await template(given) }, stop: () => Promise.resolve() };
  }
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), "visto-test-"));
  // initdb may have to run as an unprivileged user, which must be able to reach its own folder.
  fs.chmodSync(dir, 0o755);
  const embedded = await startEmbeddedDatabase({
    dir: path.join(dir, "pg"),
    port: await freePort(),
    password: randomBytes(16).toString("hex"),
  });
  const superuserUrl = embedded.url("postgres");
  return { server: { superuserUrl, template: await template(superuserUrl) }, stop: () => stop(embedded, dir) };
}

async function stop(embedded: EmbeddedDatabase, dir: string): Promise<void> {
  await embedded.stop();
  fs.rmSync(dir, { recursive: true, force: true });
}

/** A migrated database nobody writes to, named after the migrations, so that a shared server keeps it between runs. */
async function template(superuserUrl: string): Promise<string> {
  const name = `visto_template_${migrationsDigest().slice(0, 12)}`;
  await withClient(superuserUrl, async (client) => {
    await client.query("SELECT pg_advisory_lock(hashtext($1))", [name]);
    const { rowCount } = await client.query("SELECT FROM pg_database WHERE datname = $1", [name]);
    if (rowCount !== 0) return;
    const building = `${name}_building`;
    await client.query(`DROP DATABASE IF EXISTS ${building} WITH (FORCE)`);
    const { ownerUrl } = await prepareServer(superuserUrl, building, testRoles);
    await migrateDatabase(ownerUrl);
    await client.query(`ALTER DATABASE ${building} RENAME TO ${name}`);
  });
  return name;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = net.createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}
