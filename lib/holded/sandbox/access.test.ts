import { describe, expect, it } from "vitest";
import { clientForEachTest } from "./client-for-each-test";
import { permissions } from "./contract";
import { demoTokens } from "./seed/demo-tokens";
import { clientOf } from "./test-client";

const aldaba = "ferreteria-aldaba";
const client = clientForEachTest();

describe("tokens and permissions", () => {
  it("without a token answer 401, with a wrong one 403 or 401 as switched", async () => {
    expect((await client.call("GET", "/taxes", undefined, null)).status).toBe(401);
    const wrong = await client.call("GET", "/taxes", undefined, "pat_68a0_unknown");
    expect([wrong.status, wrong.json["detail"], wrong.headers.get("content-type")]).toEqual([
      403,
      "Access denied.",
      "application/problem+json",
    ]);
    client.sandbox.control.setSwitches({ invalid_token_status: 401 });
    expect((await client.call("GET", "/taxes", undefined, "pat_68a0_unknown")).status).toBe(401);
  });

  it("are refused one by one, naming the one that is missing", async () => {
    const token = client.sandbox.control.addToken(aldaba, {
      permissions: permissions.filter((one) => one !== "accounting:purchases.write"),
    });
    const reply = await client.call("POST", "/purchases", {}, token);
    expect([reply.status, reply.json["detail"]]).toEqual([403, "Insufficient permissions: accounting:purchases.write required."]);
    expect((await client.call("GET", "/purchases", undefined, token)).status).toBe(200);
    client.sandbox.control.setPermissions(token, permissions);
    expect((await client.call("POST", "/purchases", {}, token)).status).toBe(422);
    client.sandbox.control.revokeToken(token);
    expect((await client.call("GET", "/purchases", undefined, token)).status).toBe(403);
  });

  it("open one account and never another's data", async () => {
    const quilla = clientOf(client.sandbox, demoTokens["estudio-quilla"].full);
    const id = await client.purchase();
    expect((await quilla.call("GET", `/purchases/${id}`)).status).toBe(404);
    expect(await quilla.items("/contacts?code=B47100235")).toEqual([]);
  });
});

describe("limits", () => {
  it("announce what is left, refuse what is too much and say when to come back", async () => {
    client.sandbox.control.setSwitches({ windows: { minute: 2 } });
    expect((await client.call("GET", "/taxes")).headers.get("x-ratelimit-remaining")).toBe("1");
    client.pass(15_000);
    await client.call("GET", "/taxes");
    const refused = await client.call("GET", "/taxes");
    expect([refused.status, refused.headers.get("retry-after"), refused.headers.get("x-ratelimit-window")]).toEqual([429, "45", "minute"]);
    expect(refused.json).toEqual({
      type: "https://api.holded.com/problems/rate-limit",
      title: "Rate limit exceeded",
      status: 429,
      detail: "You have reached the per-minute limit (2). Retry in 45 seconds.",
    });
    client.pass(45_001);
    expect((await client.call("GET", "/taxes")).status).toBe(200);
  });

  it("belong to the account and not to the token", async () => {
    client.sandbox.control.setSwitches({ windows: { minute: 1 } });
    await client.call("GET", "/taxes");
    expect((await client.call("GET", "/taxes", undefined, demoTokens[aldaba].readOnly)).status).toBe(429);
    expect((await client.call("GET", "/taxes", undefined, demoTokens["estudio-quilla"].full)).status).toBe(200);
  });

  it("are told by /usage", async () => {
    await client.call("GET", "/taxes");
    expect((await client.call("GET", "/usage")).json).toMatchObject({
      period: "2026-11",
      usage: 2,
      limit: 30_000,
      user_usages: [],
      next_plan: "premium",
    });
  });
});

describe("what is not served", () => {
  it("says that it exists in Holded, or that it does not", async () => {
    expect((await client.call("GET", "/waybills")).json).toMatchObject({
      status: 501,
      detail: expect.stringContaining("exists in Holded"),
    });
    expect((await client.call("GET", "/nonsense")).status).toBe(404);
    expect((await client.call("GET", "/contacts/zzz")).json).toMatchObject({ status: 400, detail: "Error parsing ObjectId string: zzz" });
    expect((await client.call("POST", "/contacts", "{")).json).toMatchObject({ status: 400, detail: "Malformed JSON" });
  });

  it("gives a token of v2 the answer that the old API gives", async () => {
    const response = await fetch(`${client.sandbox.url}/api/invoicing/v1/contacts`, { headers: { key: demoTokens[aldaba].full } });
    expect([response.status, await response.json()]).toEqual([400, { status: 0, info: "Invalid key" }]);
  });
});
