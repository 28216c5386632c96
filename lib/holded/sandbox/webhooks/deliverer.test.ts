import { createHmac } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { clientOf, startWithClient, type TestClient } from "../test-client";
import type { SandboxOptions } from "../start-sandbox";
import { webhookEvents } from "./webhook-events";

const aldaba = "ferreteria-aldaba";

type Received = { readonly headers: IncomingHttpHeaders; readonly raw: string };

/** Somebody who is told: keeps what comes and answers as it is set. */
type Receiver = { readonly url: string; readonly received: Received[]; answer: number; close(): Promise<void> };

async function listen(port = 0): Promise<Receiver> {
  const received: Received[] = [];
  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      received.push({ headers: request.headers, raw: Buffer.concat(chunks).toString("utf8") });
      response.writeHead(receiver.answer).end();
    });
  });
  await new Promise<void>((ready) => server.listen(port, "127.0.0.1", ready));
  const receiver: Receiver = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    received,
    answer: 200,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
  return receiver;
}

let folder: string;
let client: TestClient;
let receiver: Receiver;

const options = (): SandboxOptions => ({ dataDir: folder, webhookFirstRetryMs: 10, switches: { windows: { minute: null } } });
const subscribe = async (events: readonly string[], url = receiver.url): Promise<{ readonly id: string; readonly secret: string }> => {
  const { json } = await client.call("POST", "/webhooks", { url, events });
  return { id: String(json["id"]), secret: String(json["secret"]) };
};
const contact = async (name: string): Promise<string> => String((await client.call("POST", "/contacts", { name })).json["id"]);
const namesReceived = (): readonly string[] =>
  receiver.received.map((one) => String((JSON.parse(one.raw) as { readonly name?: string }).name));
const settled = (): Promise<unknown> => expect.poll(() => client.sandbox.control.deliveries({ state: "waiting" })).toEqual([]);
const restart = async (): Promise<void> => {
  await client.sandbox.stop();
  client = await startWithClient(options());
};

beforeEach(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), "sandbox-webhooks-"));
  client = await startWithClient(options());
  receiver = await listen();
});
afterEach(async () => {
  expect(client.sandbox.control.state().ownMistakes).toEqual([]);
  await client.sandbox.stop();
  await receiver.close();
  rmSync(folder, { recursive: true, force: true });
});

it("there are 58 events, none twice", () => {
  expect(new Set(webhookEvents).size).toBe(58);
});

describe("a delivery", () => {
  it("is the object in camelCase, with all headers, signed over its raw bytes with the whole secret", async () => {
    const { secret } = await subscribe(["purchase.create"]);
    const id = await client.purchase({ number: "A-2291", tags: ["cp-7f3a"] });
    await settled();
    const [{ headers, raw } = { headers: {}, raw: "" }] = receiver.received;
    expect(JSON.parse(raw)).toMatchObject({
      id,
      documentNumber: "A-2291",
      contactName: "Suministros Industriales Torrecilla, S.L.",
      date: "2026-11-20",
      total: "121.00",
      tags: ["cp-7f3a"],
      lines: [{ name: "Tornillos", taxes: ["p_iva_21"] }],
      approvedAt: null,
    });
    expect(headers).toMatchObject({
      "content-type": "application/json",
      "x-holded-webhook-event": "purchase.create",
      "x-holded-webhook-id": expect.stringMatching(/^[a-f0-9]{24}$/),
      "x-holded-webhook-account-id": expect.stringMatching(/^[a-f0-9]{24}$/),
      "x-holded-webhook-date": expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      "x-holded-webhook-version": "v1",
      "x-holded-webhook-signature": `sha256=${createHmac("sha256", secret).update(raw).digest("hex")}`,
    });
  });

  it("follows what happened to a document, to its end", async () => {
    await subscribe(webhookEvents.filter((one) => one.startsWith("purchase.")));
    const id = await client.purchase();
    await client.call("PUT", `/purchases/${id}`, { notes: "otra" });
    await client.call("POST", `/purchases/${id}/approve`);
    const draft = await client.purchase();
    await client.call("DELETE", `/purchases/${draft}`);
    await settled();
    expect(receiver.received.map((one) => one.headers["x-holded-webhook-event"])).toEqual([
      "purchase.create",
      "purchase.update",
      "purchase.approve",
      "purchase.create",
      "purchase.delete",
    ]);
    expect(JSON.parse(receiver.received.at(-1)?.raw ?? "")).toEqual({ id: draft, deletedAt: expect.stringMatching(/^2\d{3}-/) as unknown });
  });

  it("is made for what a person changes in Holded too, and never for another account or an event nobody asked for", async () => {
    await subscribe(["contact.update"]);
    const id = await contact("Uno");
    client.sandbox.control.edit(aldaba, "contacts", id, { name: "Dos" });
    client.sandbox.control.edit("estudio-quilla", "contacts", client.sandbox.control.objects("contacts", "estudio-quilla")[0]?.id ?? "", {
      name: "x",
    });
    await settled();
    expect(namesReceived()).toEqual(["Dos"]);
  });

  it("is not made for a call that was refused", async () => {
    await subscribe(["purchase.create"]);
    await client.call("POST", "/purchases", { contact_id: "6abf0f7d2d3c4b5a69788000", date: "2026-11-20", items: [] });
    expect(client.sandbox.control.deliveries()).toEqual([]);
  });

  it("is repeated with growing waits until somebody answers 2xx, with the same id", async () => {
    await subscribe(["contact.create"]);
    receiver.answer = 500;
    await contact("Uno");
    await expect.poll(() => receiver.received.length).toBeGreaterThan(2);
    receiver.answer = 204;
    await settled();
    expect(new Set(receiver.received.map((one) => one.headers["x-holded-webhook-id"])).size).toBe(1);
    const [delivery] = client.sandbox.control.deliveries();
    expect(delivery).toMatchObject({ state: "delivered", tries: receiver.received.length });
    expect(delivery?.attempts.map((one) => one.status)).toEqual([...Array<number>(receiver.received.length - 1).fill(500), 204]);
  });

  it("that one address refuses keeps no other address waiting, and no call", async () => {
    const other = await listen();
    await subscribe(["contact.create"], other.url);
    const port = new URL(other.url).port;
    await other.close();
    await subscribe(["contact.create"]);
    await contact("Uno");
    await expect.poll(namesReceived).toEqual(["Uno"]);
    const refused = (): unknown => client.sandbox.control.deliveries({ state: "waiting" })[0]?.attempts[0];
    await expect.poll(refused).toMatchObject({ status: null, error: "ECONNREFUSED" });
    const late = await listen(Number(port));
    await expect.poll(() => late.received.length).toBe(1);
    await late.close();
  });

  it("survives a restart, also when its answer was never heard", async () => {
    const { secret } = await subscribe(["contact.create"]);
    receiver.answer = 503;
    await contact("Uno");
    await expect.poll(() => receiver.received.length).toBeGreaterThan(0);
    await restart();
    receiver.answer = 200;
    await settled();
    const { headers, raw } = receiver.received.at(-1) ?? { headers: {}, raw: "" };
    expect(headers["x-holded-webhook-signature"]).toBe(`sha256=${createHmac("sha256", secret).update(raw).digest("hex")}`);
    expect(client.sandbox.control.deliveries()).toMatchObject([{ state: "delivered" }]);
  });

  it("goes nowhere when its webhook is deleted", async () => {
    const { id } = await subscribe(["contact.create"]);
    receiver.answer = 500;
    await contact("Uno");
    await client.call("DELETE", `/webhooks/${id}`);
    expect(client.sandbox.control.deliveries()).toMatchObject([{ state: "given_up" }]);
  });

  it("to a host that is not allowed is never sent, and says so", async () => {
    await subscribe(["contact.create"], "https://app.example/hook");
    await contact("Uno");
    const [delivery] = client.sandbox.control.deliveries();
    expect(delivery).toMatchObject({ state: "blocked", tries: 0 });
    expect(() => client.sandbox.control.resend(aldaba, delivery?.id ?? "")).toThrow(/app\.example/);
  });

  it("does not follow a receiver elsewhere", async () => {
    await subscribe(["contact.create"]);
    receiver.answer = 302;
    await contact("Uno");
    await expect.poll(() => client.sandbox.control.deliveries()[0]?.attempts.at(-1)?.status).toBe(302);
    expect(client.sandbox.control.deliveries({ state: "waiting" })).toHaveLength(1);
  });

  it("can be sent once more", async () => {
    await subscribe(["contact.create"]);
    await contact("Uno");
    await settled();
    client.sandbox.control.resend(aldaba, client.sandbox.control.deliveries()[0]?.id ?? "");
    await settled();
    expect(receiver.received[1]).toMatchObject({ raw: receiver.received[0]?.raw });
    expect(receiver.received[1]?.headers["x-holded-webhook-id"]).toBe(receiver.received[0]?.headers["x-holded-webhook-id"]);
  });
});

describe("switches of delivery", () => {
  const many = Array.from({ length: 12 }, (_, index) => `Contacto ${index}`);
  const createAll = async (): Promise<void> => {
    for (const name of many) await contact(name);
    await settled();
  };

  it("unsigned leaves the signature out", async () => {
    client.sandbox.control.setSwitches({ webhooks: { signed: false } });
    await subscribe(["contact.create"]);
    await contact("Uno");
    await settled();
    expect(receiver.received[0]?.headers["x-holded-webhook-signature"]).toBeUndefined();
  });

  it("without any, everything comes once and in order", async () => {
    await subscribe(["contact.create"]);
    await createAll();
    expect(namesReceived()).toEqual(many);
  });

  it("duplicated sends some twice with the same id", async () => {
    client.sandbox.control.setSwitches({ webhooks: { duplicated: 0.5, seed: 3 } });
    await subscribe(["contact.create"]);
    await createAll();
    expect(new Set(namesReceived()).size).toBe(many.length);
    expect(receiver.received.length).toBeGreaterThan(many.length);
    expect(new Set(receiver.received.map((one) => one.headers["x-holded-webhook-id"])).size).toBe(many.length);
  });

  it("out of order lets some be overtaken, and loses none", async () => {
    client.sandbox.control.setSwitches({ webhooks: { out_of_order: 0.4, seed: 5 } });
    await subscribe(["contact.create"]);
    await createAll();
    expect(namesReceived()).not.toEqual(many);
    expect([...namesReceived()].sort()).toEqual([...many].sort());
  });

  it("lost sends some never, the same ones for the same seed", async () => {
    client.sandbox.control.setSwitches({ webhooks: { lost: 0.4, seed: 9 } });
    await subscribe(["contact.create"]);
    await createAll();
    const came = namesReceived();
    expect(came.length).toBeGreaterThan(0);
    expect(came.length).toBeLessThan(many.length);
    expect(client.sandbox.control.deliveries({ state: "lost" })).toHaveLength(many.length - came.length);
    const again = clientOf(client.sandbox);
    client.sandbox.control.reset();
    client.sandbox.control.setSwitches({ webhooks: { lost: 0.4, seed: 9 }, windows: { minute: null } });
    receiver.received.length = 0;
    await again.call("POST", "/webhooks", { url: receiver.url, events: ["contact.create"] });
    await createAll();
    expect(namesReceived()).toEqual(came);
  });

  it("delayed sends some later", async () => {
    client.sandbox.control.setSwitches({ webhooks: { delayed: 1, delay_ms: 80 } });
    await subscribe(["contact.create"]);
    const started = performance.now();
    await contact("Uno");
    await settled();
    expect(performance.now() - started).toBeGreaterThan(75);
  });

  it("stay as they are after a restart", async () => {
    client.sandbox.control.setSwitches({ webhooks: { lost: 1 }, plan: "premium" });
    await restart();
    expect(client.sandbox.control.state().accounts[0]?.switches).toMatchObject({ webhooks: { lost: 1 }, plan: "premium" });
  });
});
