import { afterAll, describe, expect, it } from "vitest";
import { loadConnection } from "@/lib/holded/account-store";
import { recogniseAccount } from "@/lib/holded/accounts/identity";
import { joinAccounts } from "@/lib/holded/accounts/store";
import { connectionView, saveToken, testConnection } from "@/lib/holded/connection";
import { syncMirror } from "@/lib/holded/mirror";
import type { CompanyScope } from "@/lib/platform/db/scope";
import type { Sandbox } from "@/lib/holded/sandbox/start-sandbox";
import { testDatabase } from "@/lib/testing/database";
import { connected, newAccount, testHolded } from "@/lib/testing/holded";
import { admin, company, otherEnvironment } from "@/lib/testing/people";
import { codeOf, valueOf } from "@/lib/testing/proposals";

const database = testDatabase();
const holded = testHolded();
afterAll(() => expect(holded().control.state().ownMistakes).toEqual([]));

const keyOf = async (scope: CompanyScope) => (await scope.read((tx) => loadConnection(tx, scope)))?.accountKey;
const refusals = (scope: CompanyScope) =>
  scope.read((tx) => tx.auditEntry.findMany({ where: { action: "connection.token_refused" }, select: { data: true } }));

/** An account with objects by which it can be known again. */
async function settled(sandbox: Sandbox) {
  const { account, token } = newAccount(sandbox);
  for (const name of ["Roble", "Encina", "Haya", "Olmo"]) await addContact(sandbox, token, name);
  return { account, token };
}

async function addContact(sandbox: Sandbox, token: string, name: string): Promise<void> {
  const answer = await fetch(`${sandbox.url}/api/v2/contacts`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify({ name, type: "supplier" }),
  });
  if (!answer.ok) throw new Error(`the contact was refused: ${answer.status}`);
}

describe("two tokens of one Holded account", () => {
  it("in two companies share its windows, and an admin sees which of her companies it is", async () => {
    const { account, token } = await settled(holded());
    const [mine, theirs] = [await company().with(admin("eva")), await company().with(admin("ada"))];
    valueOf(await saveToken(mine.scope, mine.eva, { token }));
    valueOf(await saveToken(theirs.scope, theirs.ada, { token: holded().control.addToken(account) }));
    expect(await keyOf(theirs.scope)).toBe(await keyOf(mine.scope));
    const [used, usedThere] = [await connectionView(mine.scope, mine.eva), await connectionView(theirs.scope, theirs.ada)];
    expect(used?.usage).toEqual(usedThere?.usage);
    expect(used?.usage?.minute.used).toBeGreaterThanOrEqual(holded().control.calls({ account }).length);
    expect(used?.sharedWith).toEqual({ companies: [], others: 1, isMixed: false });
    await theirs.scope.write((tx) =>
      tx.membership.createMany({ data: [{ companyId: theirs.scope.companyId, personId: mine.eva.personId, role: "viewer" }] }),
    );
    expect((await connectionView(mine.scope, mine.eva))?.sharedWith).toEqual({
      companies: [{ slug: theirs.slug, name: expect.any(String), environment: "sandbox" }],
      others: 0,
      isMixed: false,
    });
  });

  it("that nothing could be compared of are joined when something can", async () => {
    const { account } = await settled(holded());
    const blind = ["developers:usage.read", "accounting:taxes.read"];
    const people = [await company().with(admin("eva")), await company().with(admin("eva"))];
    const tokens = people.map(() => holded().control.addToken(account, { permissions: blind }));
    for (const [at, { scope, eva }] of people.entries()) valueOf(await saveToken(scope, eva, { token: tokens[at] ?? "" }));
    const [one, two] = people;
    if (!one || !two) throw new Error("two companies were made");
    expect(await keyOf(one.scope)).not.toBe(await keyOf(two.scope));
    for (const token of tokens) holded().control.setPermissions(token, [...blind, "contacts:contacts.read", "accounting:banks.read"]);
    for (const { scope } of people) valueOf(await syncMirror(scope, { purpose: "scheduled", resources: ["contact"] }));
    for (const { scope } of people) await recogniseAccount(scope);
    expect(await keyOf(one.scope)).toBe(await keyOf(two.scope));
  });

  it("are joined when webhooks name the same account, whatever else could be compared", async () => {
    const [one, two] = [await connected(holded()), await connected(holded())];
    for (const { scope } of [one, two]) {
      const at = { companyId: scope.companyId, environment: scope.environment };
      const address = { addressCipher: new Uint8Array(1), addressKeyVersion: 1, addressHash: scope.companyId };
      const endpoint = { ...at, ...address, url: "https://visto.example", registeredAt: new Date(), accountId: "the same" };
      await scope.write((tx) => tx.webhookEndpoint.create({ data: endpoint }));
      await recogniseAccount(scope);
    }
    expect(await keyOf(one.scope)).toBe(await keyOf(two.scope));
  });

  it("are told apart from another account", async () => {
    const [one, two] = [await settled(holded()), await settled(holded())];
    const [here, there] = [await company().with(admin("eva")), await company().with(admin("eva"))];
    valueOf(await saveToken(here.scope, here.eva, { token: one.token }));
    valueOf(await saveToken(there.scope, there.eva, { token: two.token }));
    for (const { scope, eva } of [here, there]) valueOf(await testConnection(scope, eva));
    expect(await keyOf(here.scope)).not.toBe(await keyOf(there.scope));
    expect((await connectionView(here.scope, here.eva))?.sharedWith).toEqual({ companies: [], others: 0, isMixed: false });
  });
});

describe("joining two accounts", () => {
  it("makes their windows one, where the larger count wins, and may be repeated", async () => {
    const [small, large] = [await connected(holded()), await connected(holded())];
    for (let n = 0; n < 3; n += 1) await testConnection(large.scope, large.eva);
    const [from, to] = [await keyOf(large.scope), await keyOf(small.scope)];
    if (from === undefined || to === undefined) throw new Error("both are connected");
    const before = (await connectionView(large.scope))?.usage;
    await joinAccounts(from, to);
    await joinAccounts(from, to);
    expect(await keyOf(large.scope)).toBe(to);
    const told = (scope: CompanyScope) => scope.read((tx) => tx.auditEntry.count({ where: { action: "connection.account_shared" } }));
    expect([await told(large.scope), await told(small.scope)]).toEqual([1, 0]);
    expect(await connectionView(small.scope)).toMatchObject({
      usage: { minute: { used: before?.minute.used }, month: { used: before?.month.used } },
    });
    for (const table of ["quota_window", "quota_slot"]) {
      expect(await database.asSuperuser(`SELECT 1 FROM ${table} WHERE account_key = $1`, [from])).toEqual([]);
    }
    const [ring] = await database.asSuperuser(
      `SELECT count(s.*)::int AS slots, w.ring FROM quota_window w JOIN quota_slot s USING (account_key, span)
       WHERE w.account_key = $1 AND w.span = 'minute' GROUP BY w.ring`,
      [to],
    );
    expect(ring?.["slots"]).toBe(ring?.["ring"]);
  });
});

describe("the account of the other environment", () => {
  it("that was found out too late is shown on both connections", async () => {
    const [tests, books] = [await connected(holded()), await connected(holded(), { environment: "live" })];
    const [from, to] = [await keyOf(tests.scope), await keyOf(books.scope)];
    await joinAccounts(from ?? "", to ?? "");
    for (const { scope } of [tests, books]) expect((await connectionView(scope))?.sharedWith).toMatchObject({ others: 1, isMixed: true });
  });

  it("is refused: a sandbox account in live, and a live one in the sandbox, of any company, with the reason in the trail", async () => {
    for (const [first, second, code] of [
      ["sandbox", "live", "holded.sandbox_account_in_live"],
      ["live", "sandbox", "holded.live_account_in_sandbox"],
    ] as const) {
      const { account, token } = await settled(holded());
      const mine = await company({ environment: first }).with(admin("eva"));
      valueOf(await saveToken(mine.scope, mine.eva, { token }));
      const theirs = await company({ environment: second }).with(admin("ada"));
      for (const [scope, who] of [
        [otherEnvironment(mine.scope), mine.eva],
        [theirs.scope, theirs.ada],
      ] as const) {
        expect(codeOf(await saveToken(scope, who, { token: holded().control.addToken(account) }))).toBe(code);
        expect(await connectionView(scope)).toBeNull();
        expect(await refusals(scope)).toMatchObject([{ data: { reason: code } }]);
      }
    }
  });
});

describe("changing the token", () => {
  it("to one of another account is refused, whether that account is known here or not", async () => {
    const mine = await settled(holded());
    const { scope, eva } = await company().with(admin("eva"));
    valueOf(await saveToken(scope, eva, { token: mine.token }));
    valueOf(await syncMirror(scope, { purpose: "scheduled", resources: ["contact"] }));
    const known = await settled(holded());
    const other = await company().with(admin("ada"));
    valueOf(await saveToken(other.scope, other.ada, { token: known.token }));
    const unknown = await settled(holded());
    for (const account of [known.account, unknown.account]) {
      expect(codeOf(await saveToken(scope, eva, { token: holded().control.addToken(account) }))).toBe("holded.other_account");
    }
    expect((await connectionView(scope))?.lastFour).toBe(mine.token.slice(-4));
    expect(codeOf(await saveToken(scope, eva, { token: holded().control.addToken(mine.account) }))).toBe("ok");
  });
});
