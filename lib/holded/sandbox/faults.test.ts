import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Faults, faultKinds, type FaultKind } from "./faults";
import { demoTokens } from "./seed/demo-tokens";
import { clientOf, startWithClient, type TestClient } from "./test-client";

const aldaba = "ferreteria-aldaba";
let client: TestClient;

beforeEach(async () => {
  client = await startWithClient({ switches: { windows: { minute: null } } });
});
afterEach(async () => {
  expect(client.sandbox.control.state().ownMistakes).toEqual([]);
  await client.sandbox.stop();
});

const order = (kind: FaultKind, ms?: number): number =>
  client.sandbox.control.fault({ kind, match: { method: "POST", path: "/tags$" }, ...(ms === undefined ? {} : { ms }) });
const tag = (name: string): ReturnType<TestClient["call"]> => client.call("POST", "/tags", { name });
const raw = (name: string): Promise<Response> =>
  fetch(`${client.sandbox.url}/api/v2/tags`, {
    method: "POST",
    headers: { authorization: `Bearer ${demoTokens[aldaba].full}`, "content-type": "application/json" },
    body: JSON.stringify({ name }),
  });
const isThere = (name: string): boolean => client.sandbox.control.objects(`tags`, aldaba).some((one) => one["name"] === name);

describe("faults", () => {
  it.each(["refused", "drop_before", "drop_after"] as const)("%s cuts the connection", async (kind) => {
    order(kind);
    await expect(raw("uno")).rejects.toThrow();
    expect(isThere("uno")).toBe(kind === "drop_after");
  });

  it("429 tells how long to wait, in the words and with the limit of the account", async () => {
    client.sandbox.control.setSwitches({ windows: { minute: 90 } });
    order("429", 3_000);
    const reply = await tag("uno");
    expect([reply.status, isThere("uno")]).toEqual([429, false]);
    expect([reply.headers.get("retry-after"), reply.headers.get("x-ratelimit-limit"), reply.headers.get("x-ratelimit-window")]).toEqual([
      "3",
      "90",
      "minute",
    ]);
    expect(reply.json["detail"]).toBe("You have reached the per-minute limit (90). Retry in 3 seconds.");
  });

  it("stale serves the call and hides it from reads for a while", async () => {
    order("stale", 150);
    expect((await tag("uno")).status).toBe(201);
    expect((await client.call("GET", "/tags")).text).not.toContain("uno");
    await expect.poll(async () => (await client.call("GET", "/tags")).text).toContain("uno");
  });

  it("malformed does the work and answers JSON that breaks off", async () => {
    order("malformed");
    const response = await raw("uno");
    const text = await response.text();
    expect([response.status, isThere("uno")]).toEqual([201, true]);
    expect(() => JSON.parse(text) as unknown).toThrow();
  });

  it("huge does the work and answers with five megabytes of proper JSON", async () => {
    order("huge");
    const reply = await tag("uno");
    expect(reply.text.length).toBeGreaterThan(5_000_000);
    expect([reply.status, reply.json["id"]]).toEqual([201, expect.stringMatching(/^[a-f0-9]{24}$/)]);
  });

  it("wrong_date moves the clock of the answer", async () => {
    order("wrong_date", -7_200_000);
    const reply = await tag("uno");
    const behind = Date.now() - Date.parse(reply.headers.get("date") ?? "");
    expect(Math.abs(behind - 7_200_000)).toBeLessThan(5_000);
  });

  it("by chance can be different for every account", async () => {
    client.sandbox.control.randomFaults({ seed: 1, rate: 1, kinds: ["500_before"] }, aldaba);
    const quilla = clientOf(client.sandbox, demoTokens["estudio-quilla"].full);
    expect([(await client.call("GET", "/taxes")).status, (await quilla.call("GET", "/taxes")).status]).toEqual([500, 200]);
    client.sandbox.control.randomFaults({ seed: 1, rate: 1, kinds: ["423"], match: { method: "POST" } });
    expect([(await quilla.call("GET", "/taxes")).status, (await quilla.call("POST", "/tags", { name: "x" })).status]).toEqual([200, 423]);
    expect(client.sandbox.control.state().randomFaults).toHaveLength(2);
    client.sandbox.control.randomFaults(null, aldaba);
    expect((await client.call("GET", "/taxes")).status).toBe(200);
    client.sandbox.control.randomFaults(null);
    expect((await quilla.call("POST", "/tags", { name: "x" })).status).toBe(201);
  });

  it("by chance are the same ones for the same seed", () => {
    const run = (seed: number): readonly (string | undefined)[] => {
      const faults = new Faults();
      faults.byChance({ seed, rate: 0.4, kinds: Object.keys(faultKinds) as FaultKind[] });
      return Array.from({ length: 200 }, () => faults.strike("GET", "/", null)?.kind);
    };
    expect(run(5)).toEqual(run(5));
    expect(run(5)).not.toEqual(run(6));
    const struck = run(5).filter((kind) => kind !== undefined).length;
    expect(struck).toBeGreaterThan(50);
    expect(struck).toBeLessThan(110);
  });

  it.each([
    [{ kind: "flood" }, /unknown fault "flood"; there are: .*latency/],
    [{ kind: "latency", times: 0 }, /times/],
    [{ kind: "latency", match: { path: "(" } }, /regular expression/],
  ])("that cannot be understood are refused: %o", (fault, sentence) => {
    expect(() => client.sandbox.control.fault(fault as Parameters<typeof client.sandbox.control.fault>[0])).toThrow(sentence);
  });
});

describe("the quota", () => {
  it("counts what others use, and says so in headers and usage", async () => {
    client.sandbox.control.setSwitches({ windows: { minute: 100 } });
    client.sandbox.control.addUsage(aldaba, 90, "api_v1_legacy_1");
    const reply = await client.call("GET", "/usage");
    expect(reply.headers.get("x-ratelimit-remaining")).toBe("9");
    expect(reply.json).toMatchObject({ usage: 91, secondary_usages: { api_v1_legacy_1: 90 } });
    client.sandbox.control.addUsage(aldaba, 50);
    expect((await client.call("GET", "/taxes")).status).toBe(429);
  });

  it("of premium bills beyond its month instead of refusing", async () => {
    client.sandbox.control.setSwitches({ plan: "premium", windows: {} });
    client.sandbox.control.addUsage(aldaba, 100_000);
    client.sandbox.control.setSwitches({ windows: { minute: null } });
    expect((await client.call("GET", "/usage")).json).toMatchObject({ usage: 100_001, limit: 100_000, next_plan: null });
  });
});

describe("a fault", () => {
  const body = async (): Promise<object> => ({
    contact_id: await client.contact("Laura"),
    number: "F-1",
    items: [{ name: "A", units: 1, price: 10 }],
  });
  const written = (): number => client.sandbox.control.objects("purchases", aldaba).filter((one) => one["number"] === "F-1").length;
  const match = { method: "POST", path: "/purchases$" };

  it.each(["drop_after", "500_after", "html_200_after", "truncated"] as const)(
    "%s loses the answer and leaves exactly one purchase",
    async (kind) => {
      const purchase = await body();
      client.sandbox.control.fault({ kind, match });
      const answer = await client.call("POST", "/purchases", purchase).then(
        (reply) => ({ status: reply.status, id: reply.json["id"] }),
        () => ({ status: null, id: undefined }),
      );
      expect(answer.id).toBeUndefined();
      expect(written()).toBe(1);
      const [found] = await client.items(`/purchases?contact_id=${await client.contact("Laura")}&sort=-date&limit=1`);
      expect(found?.["document_number"]).toBe("F-1");
      expect(client.sandbox.control.calls({ path: "/purchases$", method: "POST" }).map((call) => call.fault)).toEqual([kind]);
    },
  );

  it.each(["drop_before", "500_before", "html_200", "status_0", "423"] as const)(
    "%s writes nothing, and the next call passes",
    async (kind) => {
      const purchase = await body();
      client.sandbox.control.fault({ kind, match });
      await client.call("POST", "/purchases", purchase).catch((error: unknown) => expect(error).toBeInstanceOf(TypeError));
      expect(written()).toBe(0);
      expect((await client.call("POST", "/purchases", purchase)).status).toBe(201);
    },
  );

  it("strikes only what matches, as often as ordered", async () => {
    client.sandbox.control.fault({ kind: "500_before", match: { path: "/taxes$", account: aldaba }, times: 2 });
    expect((await client.call("GET", "/tags")).status).toBe(200);
    expect((await client.call("GET", "/taxes", undefined, demoTokens["estudio-quilla"].full)).status).toBe(200);
    expect((await client.call("GET", "/taxes")).status).toBe(500);
    expect((await client.call("GET", "/taxes")).status).toBe(500);
    expect((await client.call("GET", "/taxes")).status).toBe(200);
  });

  it("stalls until the client gives up, without keeping the sandbox from stopping", async () => {
    client.sandbox.control.fault({ kind: "stall", ms: 60_000 });
    const call = fetch(`${client.sandbox.url}/api/v2/taxes`, { signal: AbortSignal.timeout(100) });
    await expect(call).rejects.toThrow();
  });

  it("delays an answer", async () => {
    client.sandbox.control.fault({ kind: "latency", ms: 120 });
    const started = performance.now();
    expect((await client.call("GET", "/taxes")).status).toBe(200);
    expect(performance.now() - started).toBeGreaterThan(100);
  });
});
