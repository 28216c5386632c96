import { randomInt, randomUUID } from "node:crypto";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { loadConnection } from "@/lib/holded/account-store";
import { saveToken } from "@/lib/holded/connection";
import { syncMirror } from "@/lib/holded/mirror";
import { readHinted } from "@/lib/holded/mirror/schedule";
import { duePushes } from "@/lib/holded/outbox/store";
import { quotaUse } from "@/lib/holded/quota/store";
import { mirroredContacts } from "@/lib/holded/store";
import { hashOfAddress, receiveWebhook } from "@/lib/holded/webhooks/receive";
import { signatureOf } from "@/lib/holded/webhooks/signature";
import { saveEndpoint } from "@/lib/holded/webhooks/store";
import { setAgentLive } from "@/lib/platform/agent-switch";
import { verifyChain } from "@/lib/platform/audit";
import { companyScope, type CompanyScope } from "@/lib/platform/db/scope";
import { seal } from "@/lib/platform/vault";
import { testDatabase } from "@/lib/testing/database";
import { approved, newAccount, plan, runOnce, testHolded } from "@/lib/testing/holded";
import { admin, company, type TestPerson } from "@/lib/testing/people";
import { codeOf, valueOf } from "@/lib/testing/proposals";

testDatabase();
const holded = testHolded();
afterAll(() => expect(holded().control.state().ownMistakes).toEqual([]));

/** One company in one environment, as its agents and its admin know it. */
type Member = {
  /** Stands in the numbers of its documents and in the names of its tokens. */
  readonly label: string;
  readonly scope: CompanyScope;
  readonly eva: TestPerson;
  readonly account: string;
  readonly tokens: string[];
  readonly webhook: { readonly address: string; readonly secret: string };
  written: number;
};

/** Three companies with both environments; the sandboxes of the second and the third are one Holded account. */
async function world(): Promise<readonly Member[]> {
  const members: Member[] = [];
  for (const n of [1, 2, 3]) {
    const { scope, eva } = await company().with(admin("eva"));
    await setAgentLive(scope, eva, "invoices", true);
    for (const environment of ["sandbox", "live"] as const) {
      const shared = n === 3 && environment === "sandbox" ? members.find(({ label }) => label === "C2s") : undefined;
      const label = `C${n}${environment.charAt(0)}`;
      const account = shared?.account ?? newAccount(holded(), { switches: { plan: "premium" } }).account;
      const webhook = { address: randomUUID(), secret: `whsec_${randomUUID()}` };
      const member = { label, scope: companyScope({ ...scope, environment }), eva, account, tokens: [], webhook, written: 0 };
      if (!shared) for (const tree of ["Roble", "Haya", "Olmo"]) await addContact(member, `${tree} ${label}`);
      await rotate(member);
      await hearWebhooks(member);
      members.push(member);
    }
  }
  return members;
}

async function addContact({ account, label }: Member, name: string): Promise<void> {
  const answer = await fetch(`${holded().url}/api/v2/contacts`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${holded().control.addToken(account, { name: `setup ${label}` })}`,
      "content-type": "application/json",
    },
    body: JSON.stringify({ name, type: "supplier" }),
  });
  if (!answer.ok) throw new Error(`the contact was refused: ${answer.status}`);
}

async function hearWebhooks({ scope, webhook }: Member): Promise<void> {
  const endpoint = {
    address: seal(scope, "webhook secret", webhook.address),
    addressHash: hashOfAddress(webhook.address),
    url: "https://visto.example",
    holdedId: null,
    accountId: null,
    secret: seal(scope, "webhook secret", webhook.secret),
    previous: null,
    acceptsUnsigned: false,
    events: [],
    registeredAt: new Date(),
    lastDeliveryAt: null,
  };
  await scope.write((tx) => saveEndpoint(tx, scope, endpoint));
}

/** A new token takes over; of those before it, some are revoked. */
async function rotate(member: Member): Promise<void> {
  const { scope, eva, account, tokens, label } = member;
  const token = holded().control.addToken(account, { name: label });
  valueOf(await saveToken(scope, eva, { token }));
  const before = tokens.at(-1);
  if (before !== undefined && tokens.length % 2 === 0) holded().control.revokeToken(before);
  tokens.push(token);
}

type Step = (member: Member, other: Member) => Promise<void>;

/** What agents and admins of a company do, and what they might do wrong. `other` is somebody else's connection. */
const steps: Readonly<Record<string, Step>> = {
  rotate,
  "save another's token": async ({ scope, eva }, other) => {
    const token = other.tokens.at(-1) ?? "";
    expect(codeOf(await saveToken(scope, eva, { token }))).toBe("holded.key_in_use_elsewhere");
  },
  approve: async (member) => {
    member.written += 1;
    const supplier = { mode: "ensure", name: `Proveedor ${member.account}`, code: null, countryCode: "ES" } as const;
    await approved(member.scope, plan({ contact: supplier }, { number: `${member.label}-${member.written}` }));
  },
  push: async ({ scope }) => {
    const [due] = await scope.read((tx) => duePushes(tx, scope, new Date(), 1));
    if (due) await runOnce(scope, due.id);
  },
  "push another's": async ({ scope }, other) => {
    const [due] = await other.scope.read((tx) => tx.push.findMany({ select: { id: true }, take: 1 }));
    if (due) expect((await runOnce(scope, due.id)).kind).toBe("over");
  },
  // A planned read may be told to come back later.
  synchronise: async ({ scope }) =>
    expect(["ok", "holded.rate_limited"]).toContain(codeOf(await syncMirror(scope, { purpose: "scheduled", resources: ["contact"] }))),
  "read the copy": async (member) => {
    const names = (await member.scope.read((tx) => mirroredContacts(tx))).map(({ name }) => name);
    const theirs = holded()
      .control.objects<{ id: string; name: string }>("contacts", member.account)
      .map(({ name }) => name);
    expect(names.filter((name) => !theirs.includes(name))).toEqual([]);
  },
  "be told by webhook": async (member) => {
    const [contact] = holded().control.objects("contacts", member.account);
    expect((await deliver(member.scope, member, contact?.id ?? "")).kind).toBe("taken");
    await readHinted(member.scope, () => true);
  },
  "be told at another's address": async ({ scope }, other) => {
    const [contact] = holded().control.objects("contacts", other.account);
    expect((await deliver(scope, other, contact?.id ?? "")).kind).toBe("nowhere");
  },
};

function deliver(scope: CompanyScope, { webhook }: Member, id: string) {
  const rawBody = Buffer.from(JSON.stringify({ id }));
  return receiveWebhook(scope, webhook.address, {
    rawBody,
    event: "contact.updated",
    deliveryId: randomUUID(),
    date: new Date().toISOString(),
    accountId: null,
    signature: signatureOf(rawBody, webhook.secret),
  });
}

const weights: Readonly<Record<keyof typeof steps, number>> = {
  rotate: 2,
  "save another's token": 6,
  approve: 12,
  push: 24,
  "push another's": 6,
  synchronise: 8,
  "read the copy": 20,
  "be told by webhook": 10,
  "be told at another's address": 10,
};
const names = Object.entries(weights).flatMap(([name, weight]) => Array.from({ length: weight }, () => name));
const anything = fc.record({ name: fc.constantFrom(...names), who: fc.nat(5), other: fc.integer({ min: 1, max: 5 }) });
const operations = 300;
const lanes = 4;

describe("companies that work at the same time", () => {
  const seed = randomInt(2 ** 31);

  it(`never touch each other's connection, copy, windows or log, whatever the order (seed ${seed})`, { timeout: 240_000 }, async () => {
    const members = await world();
    const [script = []] = fc.sample(fc.array(anything, { minLength: operations, maxLength: operations }), { seed, numRuns: 1 });
    const waiting = script.values();
    const lane = async (): Promise<void> => {
      for (const { name, who, other } of waiting) {
        const [member, somebody] = [members[who], members[(who + other) % members.length]];
        if (member && somebody) await steps[name]?.(member, somebody);
      }
    };
    await Promise.all(Array.from({ length: lanes }, lane));
    for (const member of members) await drain(member);
    expect(members.reduce((sum, { written }) => sum + written, 0)).toBeGreaterThan(operations / 20);
    for (const member of members) await expectOnlyOwn(member, members);
    await expectOwnWindows(members);
  });
});

/** What was approved is carried out to its end. */
async function drain({ scope }: Member): Promise<void> {
  for (;;) {
    const open = await scope.read((tx) => tx.push.findMany({ where: { state: { in: ["pending", "running"] } }, select: { id: true } }));
    if (open.length === 0) return;
    for (const { id } of open) await runOnce(scope, id);
  }
}

async function expectOnlyOwn(member: Member, members: readonly Member[]): Promise<void> {
  const { scope, label, account, written } = member;
  const about = (what: string) => `${what} of ${label}`;
  const sharing = members.filter((one) => one.account === account);
  // Written: everything that was approved, once, and nothing of those who have another account.
  const numbers = holded()
    .control.objects<{ id: string; number: string }>("purchases", account)
    .map(({ number }) => number);
  const wanted = sharing.flatMap((one) => Array.from({ length: one.written }, (_, n) => `${one.label}-${n + 1}`));
  expect(numbers.sort(), about("purchases")).toEqual(wanted.sort());
  expect(await scope.read((tx) => tx.push.count({ where: { state: "settled" } })), about("pushes")).toBe(written);
  // Read: only what the account holds.
  const copied = await scope.read((tx) => tx.mirrorObject.findMany({ where: { resource: "contact" }, select: { holdedId: true } }));
  const held = new Set(
    holded()
      .control.objects("contacts", account)
      .map(({ id }) => id),
  );
  expect(
    copied.filter(({ holdedId }) => !held.has(holdedId)),
    about("the copy"),
  ).toEqual([]);
  // Logged: exactly the calls that Holded saw from the tokens of this connection. A revoked token has no name there.
  const logged = await scope.read((tx) => tx.integrationCall.findMany({ select: { status: true } }));
  const seen = holded()
    .control.calls({ account })
    .filter(({ token }) => token === label);
  expect(logged.filter(({ status }) => status !== 403).length, about("the log")).toBe(seen.length);
  // In its trail: its own tokens, and a chain that holds.
  const lastFours = new Set(member.tokens.map((token) => token.slice(-4)));
  const entries = await scope.read((tx) =>
    tx.auditEntry.findMany({ where: { action: "connection.token_changed" }, select: { data: true } }),
  );
  expect(entries.map(({ data }) => lastFours.has((data as { lastFour: string }).lastFour))).toEqual(entries.map(() => true));
  expect(await verifyChain(scope), about("the trail")).toMatchObject({ ok: true });
}

/** Each account's windows hold its own calls: all that Holded counted, and no more than those and the refused ones. */
async function expectOwnWindows(members: readonly Member[]): Promise<void> {
  const found = new Map<string, { readonly key: string; readonly used: number; refused: number }>();
  for (const { scope, account } of members) {
    const connection = await scope.read((tx) => loadConnection(tx, scope));
    const use = connection && (await scope.read((tx) => quotaUse(tx, connection.accountKey)));
    if (!connection || !use) throw new Error("every member is connected and has called");
    const refused = await scope.read((tx) => tx.integrationCall.count({ where: { status: 403 } }));
    const earlier = found.get(account);
    if (earlier) {
      expect(connection.accountKey).toBe(earlier.key);
      earlier.refused += refused;
    } else found.set(account, { key: connection.accountKey, used: use.month.used, refused });
  }
  expect(new Set([...found.values()].map(({ key }) => key)).size).toBe(found.size);
  for (const [account, { used, refused }] of found) {
    const total = holded()
      .control.state()
      .accounts.find(({ key }) => key === account)?.usage.total;
    expect(used).toBeGreaterThanOrEqual(total ?? Infinity);
    expect(used).toBeLessThanOrEqual((total ?? 0) + refused);
  }
}
