import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { workMirror, syncMirror } from "@/lib/holded/mirror";
import { workHints } from "@/lib/holded/mirror/hints";
import type { MirrorResource } from "@/lib/holded/mirror/model";
import { findContact } from "@/lib/holded/store";
import { acceptUnsigned, registerWebhook, removeWebhook, rotateWebhookSecret, setWebhookSecret } from "@/lib/holded/webhooks/register";
import { signatureOf } from "@/lib/holded/webhooks/signature";
import { webhookView } from "@/lib/holded/webhooks/view";
import { forgetEnv } from "@/lib/platform/env";
import { testDatabase } from "@/lib/testing/database";
import { connected, testHolded, type Connected } from "@/lib/testing/holded";
import { POST } from "./[company]/[environment]/[address]/route";

testDatabase();
const holded = testHolded();
const wide = { switches: { plan: "premium" } } as const;

/** The console as far as Holded sees it: one route behind a server of this machine. */
let server: Server;
beforeAll(async () => {
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const headers = Object.entries(request.headers).map(([name, value]): [string, string] => [name, String(value)]);
      void post(request.url ?? "", Object.fromEntries(headers), Buffer.concat(chunks)).then(({ status }) =>
        response.writeHead(status).end(),
      );
    });
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  process.env.VISTO_PUBLIC_URL = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  forgetEnv();
});
afterAll(() => {
  delete process.env.VISTO_PUBLIC_URL;
  forgetEnv();
  server.closeAllConnections();
  server.close();
});
afterAll(() => expect(holded().control.state().ownMistakes).toEqual([]));

function post(path: string, headers: Record<string, string>, body: Uint8Array): Promise<Response> {
  const [company = "", environment = "", address = ""] = path.split("/").slice(-3);
  const request = new Request(`http://localhost${path}`, { method: "POST", headers, body: new Uint8Array(body) });
  return POST(request, { params: Promise.resolve({ company, environment, address }) });
}

type Registered = { readonly path: string; readonly secret: string; readonly id: string };

/** The webhook as Holded keeps it, its secret included. */
function registeredOf({ account }: Connected): readonly Registered[] {
  return holded()
    .control.objects("webhooks", account)
    .map((one) => ({ id: one.id, path: new URL(String(one["url"])).pathname, secret: String(one["secret"]) }));
}

async function withWebhook(): Promise<Connected & Registered> {
  const c = await connected(holded(), wide);
  expect(await registerWebhook(c.scope, c.eva)).toMatchObject({ ok: true, value: { registered: { hasSecret: true } } });
  const [webhook] = registeredOf(c);
  if (!webhook) throw new Error("Holded knows of no webhook");
  return { ...c, ...webhook };
}

let sequence = 0;
type Delivery = {
  readonly event?: string;
  readonly id?: string;
  readonly date?: string;
  readonly account?: string;
  readonly secret?: string | null;
};

/** As Holded would send it, or as somebody else would. */
async function deliver(to: Registered, objectId: string, given: Delivery = {}): Promise<number> {
  sequence += 1;
  const body = Buffer.from(JSON.stringify({ id: objectId, name: "<script>alert(1)</script>" }));
  const secret = given.secret === undefined ? to.secret : given.secret;
  const answer = await post(
    to.path,
    {
      "x-holded-webhook-event": given.event ?? "contact.update",
      "x-holded-webhook-id": given.id ?? `delivery-${sequence}`,
      "x-holded-webhook-date": given.date ?? new Date().toISOString(),
      ...(given.account === undefined ? {} : { "x-holded-webhook-account-id": given.account }),
      ...(secret === null ? {} : { "x-holded-webhook-signature": signatureOf(body, secret) }),
    },
    body,
  );
  return answer.status;
}

async function call({ token }: Connected, method: string, path: string, body?: unknown): Promise<string> {
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
  const init = { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
  const response = await fetch(`${holded().url}/api/v2${path}`, init);
  const text = await response.text();
  return text === "" ? "" : String((JSON.parse(text) as { id?: string }).id ?? "");
}
const newContact = (c: Connected, name: string) => call(c, "POST", "/contacts", { name, type: "client" });

const soon = () => new Date(Date.now() + 3_600_000);
/** Works every hint, however often it is put off. */
async function workAll({ scope }: Connected): Promise<void> {
  for (let i = 0; i < 4; i += 1) expect(await workHints(scope, { now: soon(), readLagMs: 0 })).toMatchObject({ ok: true });
}
const nameOf = ({ scope }: Connected, id: string) => scope.read(async (tx) => (await findContact(tx, id))?.name ?? null);
const readsOf = ({ scope }: Connected, id: string) => scope.read((tx) => tx.integrationCall.count({ where: { path: { contains: id } } }));
const repair = (c: Connected, resource: MirrorResource) =>
  workMirror(c.scope, [{ resource, kind: "repair", maxPages: 10 }], { purposeOf: () => "refresh" });

describe("a webhook of Holded", { timeout: 90_000 }, () => {
  it("brings what was made, changed and deleted into the copy without polling", async () => {
    const c = await withWebhook();
    const id = await newContact(c, "Reformas Alba SL");
    await expect.poll(async () => (await webhookView(c.scope)).lastDay.taken, { timeout: 20_000 }).toBe(1);
    await workAll(c);
    expect(await nameOf(c, id)).toBe("Reformas Alba SL");
    await call(c, "DELETE", `/contacts/${id}`);
    await expect.poll(async () => (await webhookView(c.scope)).lastDay.taken, { timeout: 20_000 }).toBe(2);
    await workAll(c);
    expect(await nameOf(c, id)).toBeNull();
    expect(await webhookView(c.scope)).toMatchObject({
      pendingHints: 0,
      registered: { isWorking: true, lastDeliveryAt: expect.any(Date) },
    });
  });

  it("that comes twice, or ten times in a burst, costs one call", async () => {
    const c = await withWebhook();
    const id = await newContact(c, "Uno SL");
    await expect.poll(async () => (await webhookView(c.scope)).lastDay.taken, { timeout: 20_000 }).toBe(1);
    for (let i = 0; i < 3; i += 1) expect(await deliver(c, id, { id: "same" })).toBe(204);
    for (let i = 0; i < 10; i += 1) expect(await deliver(c, id)).toBe(204);
    await workAll(c);
    expect(await readsOf(c, id)).toBe(1);
    expect((await webhookView(c.scope)).lastDay).toMatchObject({ repeated: 2 });
  });

  it("out of order changes nothing of what Holded says", async () => {
    const c = await withWebhook();
    const [lives, gone] = [await newContact(c, "Vive SL"), await newContact(c, "Se fue SL")];
    await call(c, "DELETE", `/contacts/${gone}`);
    for (const event of ["contact.delete", "contact.update"]) await deliver(c, lives, { event });
    for (const event of ["contact.delete", "contact.create"]) await deliver(c, gone, { event });
    await workAll(c);
    expect([await nameOf(c, lives), await nameOf(c, gone)]).toEqual(["Vive SL", null]);
    await deliver(c, lives, { event: "contact.delete" });
    await workAll(c);
    expect(await nameOf(c, lives)).toBe("Vive SL");
  });

  it("that is lost is made good by the repair of the night", async () => {
    const c = await withWebhook();
    const id = await newContact(c, "Antes SL");
    await syncMirror(c.scope, { purpose: "scheduled", resources: ["contact"] });
    await removeWebhook(c.scope, c.eva);
    holded().control.edit(c.account, "contacts", id, { name: "Después SL" });
    const other = await newContact(c, "Nunca anunciado SL");
    expect(await repair(c, "contact")).toMatchObject({ ok: true });
    expect([await nameOf(c, id), await nameOf(c, other)]).toEqual(["Después SL", "Nunca anunciado SL"]);
  });

  it("that is forged, unsigned, old, of another account or of nobody is refused and counted, and reads nothing", async () => {
    const c = await withWebhook();
    const id = "6abf0f7d2d3c4b5a69788000";
    expect(await deliver(c, id, { account: "acc-1", event: "waybill.create" })).toBe(204);
    expect(await deliver(c, id, { secret: "whsec_guess" })).toBe(401);
    expect(await deliver(c, id, { secret: null })).toBe(401);
    expect(await deliver(c, id, { date: "2026-01-01T00:00:00Z" })).toBe(401);
    expect(await deliver(c, id, { account: "acc-2" })).toBe(401);
    expect(await deliver({ ...c, path: `${c.path}x` }, id)).toBe(404);
    expect((await post(c.path, {}, new Uint8Array(1_000_001))).status).toBe(413);
    const { lastDay, pendingHints } = await webhookView(c.scope);
    expect(pendingHints).toBe(0);
    expect(lastDay.ofNoUse).toBe(1);
    expect(Object.fromEntries(lastDay.refused.map(({ reason, count }) => [reason, count]))).toEqual({
      bad_signature: 1,
      unsigned: 1,
      too_old: 1,
      other_account: 1,
    });
  });

  it("without a signature is taken only while an admin accepts that, which is in the trail", async () => {
    const c = await withWebhook();
    const id = await newContact(c, "Sin firma SL");
    await acceptUnsigned(c.scope, c.eva, true);
    expect(await deliver(c, id, { secret: null })).toBe(204);
    expect(await deliver(c, id, { secret: "whsec_guess" })).toBe(401);
    await acceptUnsigned(c.scope, c.eva, false);
    expect(await deliver(c, id, { secret: null })).toBe(401);
    const actions = await c.scope.read((tx) =>
      tx.auditEntry.findMany({ where: { action: { startsWith: "webhook." } }, orderBy: { seq: "asc" } }),
    );
    expect(actions.map(({ action }) => action)).toEqual(["webhook.registered", "webhook.unsigned_accepted", "webhook.unsigned_refused"]);
  });

  it("goes on through a change of the secret, the old one for a while, and is one in Holded at the end", async () => {
    const c = await withWebhook();
    const id = await newContact(c, "Rotación SL");
    expect(await rotateWebhookSecret(c.scope, c.eva)).toMatchObject({
      ok: true,
      value: { registered: { oldSecretUntil: expect.any(Date) } },
    });
    const [now, ...others] = registeredOf(c);
    expect(others).toEqual([]);
    expect(now?.path).toBe(c.path);
    expect(now?.secret).not.toBe(c.secret);
    for (const secret of [c.secret, now?.secret ?? ""]) expect(await deliver(c, id, { secret })).toBe(204);
    await c.scope.write((tx) => tx.webhookEndpoint.updateMany({ data: { previousUntil: new Date(Date.now() - 1_000) } }));
    expect(await deliver(c, id)).toBe(401);
    expect(await setWebhookSecret(c.scope, c.eva, "not a secret")).toMatchObject({ ok: false });
    expect(await setWebhookSecret(c.scope, c.eva, "whsec_pasted_by_hand")).toMatchObject({ ok: true });
    for (const secret of ["whsec_pasted_by_hand", now?.secret ?? ""]) expect(await deliver(c, id, { secret })).toBe(204);
    expect(JSON.stringify(await c.scope.read((tx) => tx.webhookEndpoint.findMany()))).not.toContain("whsec_");
  });

  it("is no more once it is removed, here and in Holded", async () => {
    const c = await withWebhook();
    expect(await removeWebhook(c.scope, c.eva)).toMatchObject({ ok: true, value: { registered: null } });
    expect(registeredOf(c)).toEqual([]);
    expect(await deliver(c, "6abf0f7d2d3c4b5a69788000")).toBe(404);
    expect(await removeWebhook(c.scope, c.eva)).toMatchObject({ ok: false, error: { code: "holded.no_webhook" } });
  });

  it("of one company says nothing to another, and opens nothing of it", async () => {
    const [a, b] = [await withWebhook(), await withWebhook()];
    const id = await newContact(a, "Solo de A SL");
    await expect.poll(async () => (await webhookView(a.scope)).lastDay.taken, { timeout: 20_000 }).toBe(1);
    const [, , , , company = "", environment = "", address = ""] = a.path.split("/");
    expect([company, environment]).toEqual([a.scope.companyId, a.scope.environment]);
    expect(await deliver({ ...b, path: b.path.replace(/[^/]+$/, address) }, id, { secret: a.secret })).toBe(404);
    expect(await deliver(b, id, { secret: a.secret })).toBe(401);
    await workAll(a);
    expect([await nameOf(a, id), await nameOf(b, id)]).toEqual(["Solo de A SL", null]);
    expect((await webhookView(b.scope)).pendingHints).toBe(0);
  });

  it("is refused where Holded could not reach us", async () => {
    const c = await connected(holded(), wide);
    const before = process.env.VISTO_PUBLIC_URL;
    process.env.VISTO_PUBLIC_URL = "http://console.local";
    process.env.HOLDED_SANDBOX_URL = "https://holded.example/api/v2";
    forgetEnv();
    try {
      await c.scope.write((tx) => tx.holdedConnection.updateMany({ data: { baseUrl: "https://api.holded.example/api/v2" } }));
      expect(await registerWebhook(c.scope, c.eva)).toMatchObject({ ok: false, error: { code: "holded.webhooks_unreachable" } });
      expect(await webhookView(c.scope)).toMatchObject({ isReachable: false, registered: null });
    } finally {
      process.env.VISTO_PUBLIC_URL = before;
      process.env.HOLDED_SANDBOX_URL = `${holded().url}/api/v2`;
      forgetEnv();
    }
  });
});
