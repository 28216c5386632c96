import { randomBytes } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { verifyChain } from "@/lib/platform/audit";
import { companyScope, systemScope, type CompanyScope, type ScopeKey } from "@/lib/platform/db/scope";
import { withClient } from "@/lib/platform/db/with-client";
import { forgetEnv, parseEnv } from "@/lib/platform/env";
import { fingerprintKey } from "@/lib/platform/fingerprint-key";
import { preflight } from "@/lib/platform/preflight";
import { companySealed, ownSealed, resealAll, sealedVersions } from "@/lib/platform/sealed-values";
import { open, seal } from "@/lib/platform/vault";
import { testDatabase } from "@/lib/testing/database";
import { accountant, company, otherEnvironment } from "@/lib/testing/people";

const database = testDatabase();
const key = () => randomBytes(32).toString("base64");
const [first, second, third] = [key(), key(), key()];

function configure(keys: string): void {
  process.env.VAULT_KEYS = keys;
  forgetEnv();
}
beforeEach(() => configure(`1:${first}`));

/** A connection with a token in each slot and a webhook, sealed with the keys that are configured now. */
async function connection(scope: CompanyScope): Promise<readonly string[]> {
  const at = { companyId: scope.companyId, environment: scope.environment };
  const tokens = [1, 2].map(() => ({ id: crypto.randomUUID(), secret: `pat_${randomBytes(12).toString("hex")}` }));
  await scope.write(async (tx) => {
    for (const { id, secret } of tokens) {
      const { cipher, keyVersion } = seal(scope, "token", secret);
      await tx.holdedToken.create({ data: { ...at, id, cipher, keyVersion, lastFour: secret.slice(-4), fingerprint: secret } });
    }
    const [tokenId = "", oldTokenId = ""] = tokens.map(({ id }) => id);
    await tx.holdedConnection.create({ data: { ...at, baseUrl: "http://127.0.0.1:1", accountKey: tokenId, tokenId, oldTokenId } });
    const secret = seal(scope, "webhook secret", "hush");
    const sealed = { secretCipher: secret.cipher, secretKeyVersion: secret.keyVersion };
    const address = { addressCipher: secret.cipher, addressKeyVersion: secret.keyVersion, addressHash: tokenId };
    await tx.webhookEndpoint.create({ data: { ...at, ...address, ...sealed, url: "https://visto.example", registeredAt: new Date() } });
  });
  return tokens.map(({ secret }) => secret).sort();
}

async function opened(scope: CompanyScope): Promise<readonly string[]> {
  const rows = await scope.read((tx) => tx.holdedToken.findMany());
  const sealed = rows.map(({ cipher, keyVersion }) => ({ cipher: cipher ?? new Uint8Array(), keyVersion: keyVersion ?? 0 }));
  return sealed.map((one) => open(scope, "token", one)).sort();
}

const versions = async () => Object.fromEntries(await withClient(database.url(), sealedVersions));
const newCompany = async () => (await company().with(accountant("ana"))).scope;
const resealed = (scope: ScopeKey) => companyScope(scope).read((tx) => tx.auditEntry.count({ where: { action: "vault.resealed" } }));

describe("the list of sealed values", () => {
  it("names every column of the database that could hold one", async () => {
    const columns = await database.asSuperuser<{ place: string }>(
      `SELECT table_name || '.' || column_name AS place FROM information_schema.columns
       WHERE table_schema = 'public' AND data_type = 'bytea' ORDER BY 1`,
    );
    const named = [...companySealed, ...ownSealed].map(({ table, cipher }) => `${table}.${cipher}`).sort();
    expect(columns.map(({ place }) => place)).toEqual(named);
  });
});

describe("moving to a new master key", () => {
  it("leaves nothing under the old one, opens as before, and is in the trail of each company and environment", async () => {
    const scope = await newCompany();
    const [sandbox, live] = [await connection(scope), await connection(otherEnvironment(scope))];
    const fingerprints = await systemScope(fingerprintKey);
    configure(`1:${first},2:${second}`);
    await resealAll();
    expect(Object.keys(await versions())).toEqual(["2"]);
    expect([await resealed(scope), await resealed(otherEnvironment(scope))]).toEqual([4, 4]);
    expect(await verifyChain(scope)).toMatchObject({ ok: true });
    configure(`2:${second}`);
    expect([await opened(scope), await opened(otherEnvironment(scope))]).toEqual([sandbox, live]);
    expect(await systemScope(fingerprintKey)).toBe(fingerprints);
    expect(await resealAll()).toEqual({ moved: 0, version: 2 });
    configure(`2:${second},3:${third}`);
    await resealAll();
  });

  it("that was stopped half way goes on where it stopped", async () => {
    configure(`3:${third}`);
    const scopes = [await newCompany(), await newCompany()];
    const secrets = await Promise.all(scopes.map(connection));
    configure(`3:${third},4:${first}`);
    // The second company's row is damaged: the run ends there.
    const [whole, damaged] = [...scopes].sort((a, b) => (a.companyId < b.companyId ? -1 : 1));
    if (!whole || !damaged) throw new Error("two companies were made");
    const spoil = (by: string) =>
      database.asSuperuser(
        `UPDATE holded_token SET cipher = set_byte(cipher, 0, get_byte(cipher, 0) # ${by}) WHERE company_id = '${damaged.companyId}'`,
      );
    await spoil("1");
    await expect(resealAll()).rejects.toThrow();
    expect(await resealed(whole)).toBe(4);
    await spoil("1");
    await resealAll();
    configure(`4:${first}`);
    expect(await Promise.all(scopes.map(opened))).toEqual(secrets);
  });
});

describe("starting", () => {
  const settings = (keys: string, mode: string) => parseEnv({ DATABASE_URL: database.url(), VISTO_MODE: mode, VAULT_KEYS: keys });

  it("is refused, in one sentence, while the database uses a master key that is not configured", async () => {
    configure(`4:${first}`);
    await connection(await newCompany());
    const refusal = /^VAULT_KEYS has no key of version 4, which the database uses for \d+ sealed values: add it again/;
    expect(await preflight(settings(`7:${second}`, "embedded"))).toEqual([expect.stringMatching(refusal)]);
    expect(await preflight(settings(`4:${first},7:${second}`, "embedded"))).toEqual([]);
  });
});
