import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { handlers } from "../resources/all";
import { demoTokens } from "../seed/demo-tokens";
import { startWithClient, type TestClient } from "../test-client";
import { Driver } from "./driver";
import { foreignClient, type ForeignClient } from "./foreign-client";
import { journey } from "./journey";

const token = demoTokens["ferreteria-aldaba"].full;
const bytes = new TextEncoder().encode("%PDF-1.4 ejemplo");

let client: TestClient;
/** Null when it cannot be installed here: that is said aloud, and is no fault of ours. */
let foreign: ForeignClient | null = null;

beforeAll(async () => {
  const found = await foreignClient();
  if ("missing" in found) console.warn(`NOT RUN: the client that nobody here wrote could not be installed (${found.missing}).`);
  else foreign = found;
});
beforeEach(async () => {
  client = await startWithClient({ switches: { windows: { minute: null, month: null } }, webhookFirstRetryMs: 20 });
});
afterEach(() => client.sandbox.stop());

describe("a client that nobody here wrote", () => {
  it("can do with the local Holded everything that both know", async () => {
    if (!foreign) return;
    const driver = new Driver(foreign, client.sandbox.url, token);
    const wrong = await journey(driver, {
      async upload(path, field) {
        const reply = await client.upload(path, "ejemplo.pdf", bytes, field);
        if (reply.status !== 201) throw new Error(`${path}: ${reply.status} ${reply.text}`);
      },
      send: async (path, body) => (await client.call("POST", path, body)).json,
    });
    const both = Object.keys(handlers).filter((key) => driver.knows(key));
    console.info(
      `${driver.called.size} of the ${Object.keys(handlers).length} served operations were called by the client ${foreign.version}; it does not know ${Object.keys(handlers).length - both.length}.`,
    );
    expect(wrong).toEqual([]);
    expect(client.sandbox.control.state().ownMistakes).toEqual([]);
    expect(both.filter((key) => !driver.called.has(key))).toEqual([]);
    expect([...driver.called].filter((key) => !(key in handlers))).toEqual([]);
    expect(client.sandbox.control.calls().filter((call) => (call.status ?? 0) >= 500)).toEqual([]);
  }, 60_000);

  it("accepts our webhooks by its own check of the signature, and no others", async () => {
    if (!foreign) return;
    const received: { readonly headers: IncomingHttpHeaders; readonly raw: Buffer }[] = [];
    const server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on("data", (chunk: Buffer) => chunks.push(chunk));
      request.on("end", () => {
        received.push({ headers: request.headers, raw: Buffer.concat(chunks) });
        response.writeHead(200).end();
      });
    });
    await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const { json } = await client.call("POST", "/webhooks", { url, events: ["contact.create"] });
    await client.call("POST", "/contacts", { name: "Ñandú, S.L." });
    await expect.poll(() => received.length).toBe(1);
    server.close();
    const [{ headers, raw } = { headers: {}, raw: Buffer.alloc(0) }] = received;
    expect(await heard(foreign, String(json["secret"]), headers, raw)).toEqual([
      { event: "contact.create", eventId: headers["x-holded-webhook-id"], name: "Ñandú, S.L." },
    ]);
    expect(await heard(foreign, "whsec_other", headers, raw)).toEqual("refused");
  }, 60_000);
});

/** What the client's trigger makes of a delivery. */
async function heard(foreign: ForeignClient, secret: string, headers: IncomingHttpHeaders, raw: Buffer): Promise<unknown> {
  let refused = false;
  const context = {
    getHeaderData: () => headers,
    getBodyData: () => JSON.parse(raw.toString("utf8")) as unknown,
    getRequestObject: () => ({ rawBody: raw }),
    getResponseObject: () => ({ status: () => ({ send: () => (refused = true) }) }),
    getCredentials: () => Promise.resolve({ signingSecret: secret }),
    getNodeParameter: (_name: string, fallback: unknown) => fallback,
    helpers: { returnJsonArray: (data: unknown) => data },
  };
  const answer = (await foreign.trigger.webhook.call(context as unknown as ForeignClient["trigger"])) as {
    readonly workflowData?: readonly (readonly {
      readonly event: string;
      readonly eventId: string;
      readonly data: { readonly name: string };
    }[])[];
  };
  if (refused) return "refused";
  return answer.workflowData?.flat().map(({ event, eventId, data }) => ({ event, eventId, name: data.name }));
}
