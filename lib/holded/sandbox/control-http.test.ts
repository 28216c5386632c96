import { describe, expect, it } from "vitest";
import { clientForEachTest } from "./client-for-each-test";

const aldaba = "ferreteria-aldaba";
const client = clientForEachTest();

describe("the control plane over HTTP", () => {
  const control = (method: string, path: string, body?: unknown, key = client.sandbox.controlKey): Promise<Response> =>
    fetch(`${client.sandbox.url}/_sandbox/${path}`, {
      method,
      headers: { "x-sandbox-key": key },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });

  it("is closed without its key", async () => {
    expect((await control("GET", "state", undefined, "wrong")).status).toBe(401);
  });

  it("turns switches, orders faults, shows objects and calls, and begins anew", async () => {
    await client.purchase({ number: "C-1" });
    expect((await control("POST", "switches", { account: aldaba, plan: "plus" })).status).toBe(200);
    expect((await control("POST", "switches", { plan: "gold" })).status).toBe(400);
    expect((await control("POST", "faults", { kind: "500_before", match: { path: "/taxes$" } })).status).toBe(200);
    expect((await client.call("GET", "/taxes")).status).toBe(500);
    const { items } = (await (await control("GET", `objects/purchases?account=${aldaba}`)).json()) as { items: { number: string }[] };
    expect(items.at(-1)?.number).toBe("C-1");
    const calls = (await (await control("GET", "calls?method=post")).json()) as { items: { operation: string }[] };
    expect(calls.items.map((call) => call.operation)).toEqual(["POST /purchases"]);
    await control("POST", "reset");
    expect(await client.items("/purchases")).toHaveLength(21);
    expect(client.sandbox.control.state().accounts[0]?.switches.plan).toBe("avanzado");
  });

  it("opens more accounts with tokens of their own", async () => {
    await control("POST", "accounts", { key: "otra", name: "Otra, S.L.", taxId: "B00000000" });
    const { token } = (await (await control("POST", "tokens", { account: "otra", permissions: ["contacts:contacts.read"] })).json()) as {
      token: string;
    };
    expect((await client.call("GET", "/contacts", undefined, token)).json["items"]).toEqual([]);
    expect((await client.call("GET", "/taxes", undefined, token)).status).toBe(403);
  });
});
