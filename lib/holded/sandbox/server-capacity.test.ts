import { createServer } from "node:http";
import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import type { AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Core } from "./core";
import { contactOf, contacts } from "./resources/contacts";
import { demoAccounts } from "./seed/demo-accounts";
import { startWithClient, type TestClient } from "./test-client";

const aldaba = "ferreteria-aldaba";
const count = 50_000;
const folder = mkdtempSync(path.join(os.tmpdir(), "sandbox-server-"));
let client: TestClient;

beforeAll(async () => {
  const core = new Core({
    dataDir: folder,
    seed: demoAccounts,
    switches: { windows: { minute: null, month: null } },
    now: () => new Date(),
  });
  core.account(aldaba).store.transact((write) => {
    for (let index = 0; index < count; index += 1) {
      write.put(contacts, contactOf(write.newId(), new Date(), { name: `Contacto ${index}`, code: `C${index}` }));
    }
  });
  await core.close();
  client = await startWithClient({ dataDir: folder, switches: { windows: { minute: null, month: null } } });
}, 60_000);
afterAll(async () => {
  expect(client.sandbox.control.state().ownMistakes).toEqual([]);
  await client.sandbox.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** The middle one of several, so that a pause of the machine does not decide. */
async function median(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < 9; round += 1) {
    const started = performance.now();
    await work();
    times.push(performance.now() - started);
  }
  return times.sort((a, b) => a - b)[4] ?? 0;
}

describe("with 50,000 contacts on disk", () => {
  it("a call, a write that somebody is told of, and every page to look at stay far below a second", async () => {
    const receiver = createServer((request, response) => {
      request.resume();
      response.writeHead(200).end();
    });
    await new Promise<void>((ready) => receiver.listen(0, "127.0.0.1", ready));
    const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`;
    await client.call("POST", "/webhooks", { url, events: ["contact.create"] });
    const look = (address: string) => () => fetch(client.sandbox.url + address).then((response) => response.text());
    const slow: string[] = [];
    const measured: readonly (readonly [string, () => Promise<unknown>])[] = [
      ["a page of the list", () => client.call("GET", "/contacts?limit=50")],
      ["a contact by its code", () => client.call("GET", "/contacts?code=C777")],
      ["a write", () => client.call("POST", "/contacts", { name: "Uno más" })],
      ["the first page to look at", look("/")],
      ["the page of the account", look(`/${aldaba}`)],
      ["its contacts", look(`/${aldaba}/contacts`)],
      ["the log of calls", look("/-/calls")],
    ];
    for (const [what, work] of measured) if ((await median(work)) > 600) slow.push(what);
    receiver.close();
    expect(slow).toEqual([]);
    expect(client.sandbox.control.deliveries().filter((one) => one.event === "contact.create")).toHaveLength(9);
  }, 60_000);

  it("a journal that was written over and over is made small again, and calls are answered meanwhile", async () => {
    const own = path.join(folder, aldaba);
    const [id = ""] = client.sandbox.control.objects("contacts", aldaba).map((one) => one.id);
    const size = (): number => readdirSync(own).reduce((sum, name) => sum + statSync(path.join(own, name)).size, 0);
    const before = size();
    for (let round = 0; round < 20_100; round += 1) {
      client.sandbox.control.edit(aldaba, "contacts", id, { name: `Vuelta ${round}` });
      if (round % 200 === 0) await new Promise((next) => setImmediate(next));
    }
    const waited = await median(() => client.call("GET", "/contacts?limit=5"));
    expect(waited).toBeLessThan(600);
    await expect.poll(() => readdirSync(own).filter((name) => /^(log|snapshot)-/.test(name)).length, { timeout: 20_000 }).toBe(2);
    expect(size()).toBeLessThan(before * 1.5);
    expect((await client.call("GET", `/contacts/${id}`)).json["name"]).toBe("Vuelta 20099");
  }, 60_000);
});
