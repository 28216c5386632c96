import { createCipheriv, createHmac, hkdfSync, randomBytes, randomUUID } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, expect, it } from "vitest";
import { migrateDatabase } from "@/lib/platform/db/migrate";
import { applyMigrations } from "@/lib/platform/db/migrations";
import { prepareServer } from "@/lib/platform/db/roles";
import { withClient } from "@/lib/platform/db/with-client";
import { fingerprintOf, firstFingerprintKey, open, parseVaultKeys } from "@/lib/platform/vault";
import { testDatabase } from "@/lib/testing/database";
import { testRoles } from "@/lib/testing/servers";

const database = testDatabase();
const name = `visto_test_${randomBytes(8).toString("hex")}`;
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "visto-first-"));
afterAll(async () => {
  fs.rmSync(folder, { recursive: true });
  await database.asSuperuser(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
});

const master = randomBytes(32);
const scope = { companyId: randomUUID(), environment: "live" } as const;
const token = "pat_saved_by_the_first_build_9f3c";

/** As the first build sealed a token, written out here: what it left in databases does not change with the code. */
function sealedByTheFirstBuild(): { readonly cipher: Buffer; readonly fingerprint: string } {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", master, nonce, { authTagLength: 16 });
  cipher.setAAD(Buffer.from(`visto-bueno token\n${scope.companyId}\nlive\n1`, "utf8"));
  const body = Buffer.concat([cipher.update(token, "utf8"), cipher.final()]);
  const key = Buffer.from(hkdfSync("sha256", master, "", "visto-bueno token fingerprint", 32));
  return {
    cipher: Buffer.concat([nonce, body, cipher.getAuthTag()]),
    fingerprint: createHmac("sha256", key).update(token, "utf8").digest("hex"),
  };
}

it("a token that the first build saved is in use after the upgrade, and known by the same fingerprint", async () => {
  const { ownerUrl } = await prepareServer(database.superuserUrl(), name, testRoles);
  const first = "20261122090000_init";
  fs.cpSync(path.resolve("prisma/migrations", first), path.join(folder, first), { recursive: true });
  await withClient(ownerUrl, (client) => applyMigrations(client, folder));
  const { cipher, fingerprint } = sealedByTheFirstBuild();
  const superuser = new URL(database.superuserUrl());
  superuser.pathname = `/${name}`;
  await withClient(superuser.href, (client) =>
    client.query(
      `INSERT INTO holded_connection (company_id, environment, base_url, token_cipher, token_last_four, fingerprint, account_key)
       VALUES ($1, 'live', 'https://holded.example', $2, '9f3c', $3, 'token:1')`,
      [scope.companyId, cipher, fingerprint],
    ),
  );
  await migrateDatabase(ownerUrl);
  const [row] = await withClient(superuser.href, (client) =>
    client
      .query<{ cipher: Buffer; keyVersion: number; fingerprint: string }>(
        `SELECT t.cipher, t.key_version AS "keyVersion", t.fingerprint FROM holded_connection c
         JOIN holded_token t ON t.company_id = c.company_id AND t.environment = c.environment AND t.id = c.token_id`,
      )
      .then(({ rows }) => rows),
  );
  const keys = parseVaultKeys(`1:${master.toString("base64")}`);
  expect(row && open(scope, "token", { cipher: new Uint8Array(row.cipher), keyVersion: row.keyVersion }, keys)).toBe(token);
  expect(row?.fingerprint).toBe(fingerprintOf(token, firstFingerprintKey(keys)));
});
