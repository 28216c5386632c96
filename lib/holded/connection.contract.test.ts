import { afterAll, describe, expect, it } from "vitest";
import { companyScope } from "@/lib/platform/db/scope";
import { connectionView, saveToken, setPlan, testConnection } from "@/lib/holded/connection";
import { testDatabase } from "@/lib/testing/database";
import { approved, connected, newAccount, runOnce, testHolded } from "@/lib/testing/holded";
import { jobsOf } from "@/lib/testing/jobs";
import { admin, company, otherEnvironment } from "@/lib/testing/people";

const database = testDatabase();
const holded = testHolded();
afterAll(() => expect(holded().control.state().ownMistakes).toEqual([]));

const permissionsOf = (token: string) =>
  holded()
    .control.state()
    .accounts.flatMap(({ tokens }) => tokens)
    .find(({ id }) => token.includes(id))?.permissions ?? [];

describe("saving a token", () => {
  it("tries it out, shows what it may do, and never the token", async () => {
    const { scope, eva } = await company().with(admin("eva"));
    const { token } = newAccount(holded());
    const saved = await saveToken(scope, eva, { token: `  ${token}\n` });
    expect(saved).toMatchObject({ ok: true, value: { status: "ok", lastFour: token.slice(-4), plan: "avanzado", planFrom: "assumed" } });
    const states = saved.ok ? Object.fromEntries(saved.value.permissions.map(({ name, state }) => [name, state])) : {};
    expect(states).toMatchObject({
      "contacts:contacts.read": "granted",
      "accounting:purchases.read": "granted",
      "accounting:purchases.write": "untested",
      "developers:usage.read": "granted",
    });
    expect(JSON.stringify([saved, await connectionView(scope)])).not.toContain(token);
    expect((await jobsOf(scope)).map(({ name }) => name)).toContain("mirror.sync");
  });

  it("keeps it nowhere in clear: no table and no log holds it", async () => {
    const { token } = await connected(holded());
    const tables = await database.asSuperuser<{ name: string }>(
      "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'",
    );
    for (const { name } of tables) {
      const [{ found } = { found: "1" }] = await database.asSuperuser<{ found: string }>(
        `SELECT count(*) AS found FROM "${name}" t WHERE t::text LIKE $1`,
        [`%${token.slice(-20)}%`],
      );
      expect([name, found]).toEqual([name, "0"]);
    }
  });

  it("names what the token may not do, and still takes it", async () => {
    const { scope, eva } = await company().with(admin("eva"));
    const { token } = newAccount(holded());
    holded().control.setPermissions(
      token,
      permissionsOf(token).filter((name) => name !== "accounting:banks.read" && name !== "developers:usage.read"),
    );
    const saved = await saveToken(scope, eva, { token });
    expect(saved.ok && saved.value.permissions.filter(({ state }) => state === "missing").map(({ name }) => name)).toEqual([
      "accounting:banks.read",
      "developers:usage.read",
    ]);
  });

  it("asks for each permission that an agent needs, one row each, and says what each agent can do", async () => {
    const { scope, eva } = await company().with(admin("eva"));
    const { account, token } = newAccount(holded());
    const lacking = ["accounting:banks.read", "inventory:rates.read", "crm:deals.read"];
    holded().control.setPermissions(
      token,
      permissionsOf(token).filter((name) => !lacking.includes(name)),
    );
    const saved = await saveToken(scope, eva, { token });
    expect(saved).toMatchObject({
      ok: true,
      value: { isLocal: true, agents: { invoices: "works", reconciliation: "off", quotes: "limited", hours: "works", leads: "off" } },
    });
    const permissions = saved.ok ? saved.value.permissions : [];
    expect(permissions.find(({ name }) => name === "inventory:rates.read")).toMatchObject({
      state: "missing",
      isEssential: false,
      uses: [{ agent: "quotes", use: "price_lists" }],
    });
    const states = permissions.map(({ name, state }) => [name.split(".").at(-1), state]);
    expect(states.filter(([kind, state]) => kind === "read" && state === "untested")).toEqual([]);
    const probes = holded().control.calls({ account });
    expect(probes.length).toBeLessThanOrEqual(permissions.length);
    expect(probes.filter(({ path }) => /limit=(?!1(&|$))/.test(path))).toEqual([]);
  });

  it("learns the plan's windows from the headers", async () => {
    const { scope } = await connected(holded(), { switches: { plan: "premium" } });
    expect(await connectionView(scope)).toMatchObject({ plan: "premium", customFields: true, usage: { minute: { limit: 600 } } });
  });

  it.each([
    ["an old key", "0123456789abcdef0123456789abcdef", "holded.v1_key"],
    ["a key that Holded does not know", "pat_68a0f1e000000000000000ff_abcdefghijklmnop", "holded.key_refused"],
    ["something with a line break in it", "pat_abc\r\nx-evil: 1", "input.invalid"],
  ])("refuses %s and keeps the one that works", async (_, token, code) => {
    const { scope, eva } = await connected(holded());
    const before = await connectionView(scope);
    expect(await saveToken(scope, eva, { token })).toMatchObject({ ok: false, error: { code } });
    expect(await connectionView(scope)).toMatchObject({ lastFour: before?.lastFour, status: "ok" });
  });

  it("refuses the test key in live, and company A's key in company B", async () => {
    const { scope, eva, token } = await connected(holded());
    const live = otherEnvironment(scope);
    const calls = holded().control.calls().length;
    expect(await saveToken(live, eva, { token })).toMatchObject({ ok: false, error: { code: "holded.key_in_use_elsewhere" } });
    const other = await company().with(admin("ada"));
    expect(await saveToken(other.scope, other.ada, { token })).toMatchObject({ ok: false, error: { code: "holded.key_in_use_elsewhere" } });
    expect([await connectionView(live), await connectionView(other.scope)]).toEqual([null, null]);
    expect(holded().control.calls()).toHaveLength(calls);
    const refusals = await live.read((tx) => tx.auditEntry.findMany({ where: { action: "connection.token_refused" } }));
    expect(refusals).toHaveLength(1);
  });

  it("lets one company have it when two save it at the same moment", async () => {
    const { token } = newAccount(holded());
    const companies = await Promise.all([1, 2].map(() => company().with(admin("eva"))));
    const saved = await Promise.all(companies.map(({ scope, eva }) => saveToken(scope, eva, { token })));
    expect(saved.map((result) => (result.ok ? "ok" : result.error.code)).sort()).toEqual(["holded.key_in_use_elsewhere", "ok"]);
  });

  it("sends it to no address but Holded's", async () => {
    const { scope, eva } = await company({ environment: "live" }).with(admin("eva"));
    const { token } = newAccount(holded());
    for (const baseUrl of [
      "https://evil.example/api/v2",
      "http://127.0.0.1:1/api/v2",
      "file:///etc/passwd",
      "https://a:b@api.holded.com/api/v2",
    ]) {
      expect(await saveToken(scope, eva, { token, baseUrl })).toMatchObject({ ok: false, error: { code: "input.invalid" } });
    }
    expect(
      await saveToken(companyScope({ companyId: scope.companyId, environment: "sandbox" }), eva, {
        token,
        baseUrl: "https://evil.example",
      }),
    ).toMatchObject({ ok: false });
  });

  it("says that Holded cannot be reached, and saves nothing", async () => {
    const { scope, eva } = await company().with(admin("eva"));
    expect(await saveToken(scope, eva, { token: newAccount(holded()).token, baseUrl: "http://127.0.0.1:1/api/v2" })).toMatchObject({
      ok: false,
      error: { code: "holded.unreachable" },
    });
    expect(await connectionView(scope)).toBeNull();
  });

  it("wakes what waited for a key", async () => {
    const { scope, eva, account, token } = await connected(holded());
    holded().control.revokeToken(token);
    const { pushId } = await approved(scope);
    expect(await runOnce(scope, pushId)).toMatchObject({ kind: "waiting", failure: { code: "holded.key_refused" } });
    expect(await connectionView(scope)).toMatchObject({ status: "refused" });
    expect(await saveToken(scope, eva, { token: holded().control.addToken(account) })).toMatchObject({ ok: true });
    expect(await runOnce(scope, pushId)).toMatchObject({ kind: "settled" });
  });
});

describe("testing a connection", () => {
  it("shows a revoked key as refused", async () => {
    const { scope, eva, token } = await connected(holded());
    holded().control.revokeToken(token);
    expect(await testConnection(scope, eva)).toMatchObject({ ok: false, error: { code: "holded.key_refused" } });
    expect(await connectionView(scope)).toMatchObject({ status: "refused" });
  });

  it("keeps what real writes have shown", async () => {
    const { scope, eva } = await connected(holded());
    await runOnce(scope, (await approved(scope)).pushId);
    const tested = await testConnection(scope, eva);
    expect(tested.ok && tested.value.permissions.find(({ name }) => name === "accounting:purchases.write")?.state).toBe("granted");
  });

  it("is refused without a connection", async () => {
    const { scope, eva } = await company().with(admin("eva"));
    expect(await testConnection(scope, eva)).toMatchObject({ ok: false, error: { code: "holded.not_connected" } });
  });

  it("reads both number formats from the account's documents", async () => {
    for (const number_format of ["es", "spec"] as const) {
      const { scope } = await connected(holded(), { switches: { number_format } });
      await runOnce(scope, (await approved(scope)).pushId);
      expect(await connectionView(scope)).toMatchObject({ numberFormat: number_format === "es" ? "es" : "dot" });
    }
  });
});

describe("the plan", () => {
  it("that a person sets decides the windows and where the reference goes, and stays", async () => {
    const { scope, eva } = await connected(holded());
    expect(await setPlan(scope, eva, "avanzado")).toMatchObject({
      ok: true,
      value: { plan: "avanzado", planFrom: "person", customFields: true, usage: { month: { limit: 30_000 } } },
    });
    expect(await testConnection(scope, eva)).toMatchObject({ ok: true, value: { plan: "avanzado", planFrom: "person" } });
    expect(await setPlan(scope, eva, "gratis")).toMatchObject({ ok: false, error: { code: "input.invalid" } });
  });
});
