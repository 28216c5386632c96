import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { permissions } from "./contract";
import { demoTokens } from "./seed/demo-tokens";
import { clientOf, startWithClient, type TestClient } from "./test-client";

const aldaba = "ferreteria-aldaba";
let client: TestClient;
let now: Date;

beforeEach(async () => {
  now = new Date("2026-11-22T09:00:00Z");
  client = await startWithClient({ now: () => now });
});
afterEach(async () => {
  expect(client.sandbox.control.state().ownMistakes).toEqual([]);
  await client.sandbox.stop();
});

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

describe("contacts", () => {
  it("are found by each of their handles and by the beginning of the name", async () => {
    const { json } = await client.call("POST", "/contacts", {
      name: "Hierros Nava, S.L.",
      code: "B47999990",
      email: "a@b.example",
      phone: "983",
      mobile: "600",
      type: "supplier",
    });
    const id = String(json["id"]);
    client.sandbox.control.setCustomId(aldaba, id, "ext-1");
    for (const query of ["code=B47999990", "email=a@b.example", "phone=983", "mobile=600", "custom_id=ext-1"]) {
      expect(
        (await client.items(`/contacts?${query}`)).map((one) => one.id),
        query,
      ).toEqual([id]);
    }
    expect((await client.items("/contacts/search?name=hierros")).map((one) => one.id)).toEqual([id]);
    expect(await client.items("/contacts/search?name=nava")).toEqual([]);
  });

  it("lose on PUT what is not sent again, except what v2 cannot write", async () => {
    const id = await client.contact("Tornillería");
    client.sandbox.control.edit(aldaba, "contacts", id, { iban: "ES9121000418450200051332" });
    expect((await client.call("PUT", `/contacts/${id}`, { name: "Tornillería Vallés" })).json).toEqual({ status: 1 });
    const { json } = await client.call("GET", `/contacts/${id}`);
    expect(json).toMatchObject({
      name: "Tornillería Vallés",
      code: null,
      email: null,
      iban: "ES9121000418450200051332",
      bill_address: [],
      defaults: [],
    });
  });

  it("are gone after DELETE", async () => {
    const id = await client.contact("Cafetería");
    expect((await client.call("DELETE", `/contacts/${id}`)).status).toBe(204);
    expect((await client.call("GET", `/contacts/${id}`)).status).toBe(404);
    expect((await client.call("DELETE", `/contacts/${id}`)).status).toBe(404);
  });
});

describe("lists", () => {
  it("come in pages that miss nothing and repeat nothing", async () => {
    for (const sort of ["", "&sort=date", "&sort=-total"]) {
      const seen: string[] = [];
      let cursor = "";
      do {
        const { json } = await client.call("GET", `/purchases?limit=2${sort}${cursor && `&cursor=${cursor}`}`);
        seen.push(...(json["items"] as { id: string }[]).map((one) => one.id));
        cursor = json["has_more"] === true ? String(json["cursor"]) : "";
        if (!cursor) expect(json["cursor"]).toBeNull();
      } while (cursor);
      expect(new Set(seen).size).toBe(7);
      expect(seen).toHaveLength(7);
    }
  });

  it("sort by date and total in both directions", async () => {
    const totals = (await client.items("/purchases?sort=-total")).map((one) =>
      Number(String(one["total"]).replace(".", "").replace(",", ".")),
    );
    expect(totals).toEqual([...totals].sort((a, b) => b - a));
    const dates = (await client.items("/purchases?sort=date")).map((one) => String(one["date"]));
    expect(dates).toEqual([...dates].sort());
  });

  it("filter purchases by contact, dates, status and approval", async () => {
    const contact = await client.contact("Inmobiliaria");
    expect(await client.items(`/purchases?contact_id=${contact}`)).toHaveLength(2);
    expect(await client.items(`/purchases?contact_id=${contact}&start_date=2026-11-01&end_date=2026-11-01T23:59:59%2B01:00`)).toHaveLength(
      1,
    );
    expect(await client.items("/purchases?status=completed")).toHaveLength(2);
    expect((await client.items("/purchases?status=overdue")).map((one) => one["document_number"])).toEqual([
      "T-2026/0467",
      "A/26/11",
      "FE26100048812",
    ]);
    expect((await client.items("/purchases?approval_status=draft")).map((one) => one["document_number"])).toEqual(["2026-031"]);
    client.sandbox.control.setSwitches({ doc_date_filter: "ignored" });
    expect(await client.items("/purchases?start_date=2030-01-01")).toHaveLength(7);
  });

  it("answer strange cursors, limits and dates as live accounts do", async () => {
    expect((await client.call("GET", "/purchases?cursor=abc")).json).toMatchObject({
      status: 400,
      detail: "Error parsing ObjectId string: abc",
    });
    expect((await client.call("GET", "/purchases?cursor=")).json).toEqual({ items: [], cursor: null, has_more: false });
    expect((await client.call("GET", "/purchases?limit=201")).status).toBe(400);
    expect((await client.call("GET", "/purchases?start_date=03-04-2026")).json["detail"]).toMatch(/^Invalid date format: "03-04-2026"\./);
    expect((await client.call("GET", "/purchases?page=2")).status).toBe(200);
    expect(client.sandbox.control.warnings().map((one) => one.message)).toEqual(['unknown query parameter "page" was ignored']);
  });
});

describe("a purchase", () => {
  it("lives from draft to paid", async () => {
    const id = await client.purchase({ number: "A-2291" });
    expect((await client.call("GET", `/purchases/${id}`)).json).toMatchObject({
      document_number: "A-2291",
      draft: true,
      approved_at: null,
      status: "pending",
      total: "121,00",
    });
    expect((await client.call("POST", `/purchases/${id}/payments`, { amount: "21.00" })).status).toBe(422);
    const approved = await client.call("POST", `/purchases/${id}/approve`);
    expect([approved.status, approved.text]).toEqual([200, ""]);
    expect((await client.call("POST", `/purchases/${id}/approve`)).status).toBe(422);
    expect((await client.call("DELETE", `/purchases/${id}`)).status).toBe(422);
    const [bank] = await client.items("/treasury/accounts?type=bank");
    expect(
      (await client.call("POST", `/purchases/${id}/payments`, { amount: "21.00", treasury_id: bank?.id, date: "2026-11-21" })).status,
    ).toBe(201);
    expect((await client.call("GET", `/purchases/${id}`)).json).toMatchObject({
      status: "partial",
      payments_total: "21,00",
      payments_pending: "100,00",
      approved_at: "2026-11-22T09:00:00",
    });
    await client.call("POST", `/purchases/${id}/payments`, { amount: "100.00", treasury_id: bank?.id });
    expect((await client.call("GET", `/purchases/${id}`)).json).toMatchObject({ status: "completed", payments_pending: "0" });
  });

  it("is deleted while it is a draft", async () => {
    const id = await client.purchase();
    expect((await client.call("DELETE", `/purchases/${id}`)).status).toBe(204);
    expect((await client.call("GET", `/purchases/${id}`)).status).toBe(404);
  });

  it("loses lines, tags, notes and custom fields that a PUT does not send", async () => {
    const id = await client.purchase({ tags: ["vb-1"], notes: "n", custom_fields: [{ field: "ref", value: "1" }] });
    expect((await client.call("PUT", `/purchases/${id}`, { date: "2026-11-21" })).json).toEqual({ id });
    expect((await client.call("GET", `/purchases/${id}`)).json).toMatchObject({
      date: "2026-11-21",
      document_number: "P-1",
      lines: [],
      tags: [],
      notes: null,
      custom_fields: [],
      total: "0,00",
    });
  });

  it("keeps them where the account merges", async () => {
    client.sandbox.control.setSwitches({ purchase_put: "merge" });
    const id = await client.purchase({
      tags: ["vb-1"],
      items: [{ name: "A", units: 1.5, price: 0.0845, discount: 2.5, taxes: ["p_iva_10"] }],
    });
    const before = (await client.call("GET", `/purchases/${id}`)).json;
    await client.call("PUT", `/purchases/${id}`, { date: "2026-11-21" });
    expect((await client.call("GET", `/purchases/${id}`)).json).toEqual({ ...before, date: "2026-11-21", accounting_date: "2026-11-21" });
  });

  it("writes numbers as the account does", async () => {
    const id = await client.purchase({ items: [{ name: "A", units: 1000, price: 1.25, taxes: ["p_iva_21", "p_ret_15"] }] });
    const shown = async (): Promise<unknown> => {
      const { json } = await client.call("GET", `/purchases/${id}`);
      const [line] = json["lines"] as Record<string, unknown>[];
      const [bank] = await client.items("/treasury/accounts?type=bank");
      return [json["subtotal"], json["tax"], json["total"], line?.["units"], line?.["price"], line?.["tax"], bank?.["balance"]];
    };
    expect(await shown()).toEqual(["1.250,00", "75,00", "1.325,00", "1.000", "1,25", "21", "18450.32"]);
    client.sandbox.control.setSwitches({ number_format: "spec" });
    expect(await shown()).toEqual(["1250.00", "75.00", "1325.00", "1000", "1.25", "21", "18450.32"]);
    client.sandbox.control.setSwitches({ number_format: "es_everywhere" });
    expect(await shown()).toEqual(["1.250,00", "75,00", "1.325,00", "1.000", "1,25", "21", "18.450,32"]);
  });

  it("takes the contact's taxes only when a line names none", async () => {
    const contact_id = await client.contact("Laura");
    const taxesOf = async (item: object): Promise<unknown> => {
      const id = await client.purchase({ contact_id, items: [{ name: "A", units: 1, price: 10, ...item }] });
      return ((await client.call("GET", `/purchases/${id}`)).json["lines"] as Record<string, unknown>[])[0]?.["taxes"];
    };
    expect(await taxesOf({})).toEqual(["p_iva_21", "p_ret_15"]);
    expect(await taxesOf({ taxes: ["p_iva_10"] })).toEqual(["p_iva_10"]);
    expect(await taxesOf({ taxes: [] })).toEqual([]);
  });

  it("ignores keys and fields nobody knows, but remembers that they were sent", async () => {
    const id = await client.purchase({
      document_number: "X",
      items: [{ name: "A", units: 1, price: 10, taxes: ["p_iva_99", "s_iva_21"], account: "62900000", sku2: 1 }],
    });
    expect((await client.call("GET", `/purchases/${id}`)).json).toMatchObject({ document_number: "P-1", total: "10,00" });
    expect(client.sandbox.control.warnings(aldaba).map((one) => one.message)).toEqual([
      'unknown body field "items[0].sku2" was ignored',
      'unknown body field "document_number" was ignored',
      'unknown tax key "p_iva_99" was ignored',
      'unknown tax key "s_iva_21" was ignored',
      'unknown account "62900000" in a line was ignored',
    ]);
    client.sandbox.control.setSwitches({ unknown_tax_key: "refused" });
    expect((await client.call("PUT", `/purchases/${id}`, { items: [{ taxes: ["p_iva_99"] }] })).status).toBe(422);
  });

  it.each([
    ["a missing contact", { contact_id: undefined }, 422],
    ["an unknown contact", { contact_id: "6abf0f7d2d3c4b5a69788000" }, 422],
    ["no items", { items: [] }, 422],
    ["a price that is text", { items: [{ price: "1.00" }] }, 422],
    ["a date in the Spanish order", { date: "20/11/2026" }, 400],
    ["a day that does not exist", { date: "2026-02-30" }, 400],
    ["an item of an unknown type", { items: [{ type: "gift" }] }, 400],
    ["camelCase", { dueDate: "2026-11-30" }, 400],
    ["two taxes of one group", { items: [{ taxes: ["p_iva_21", "p_iva_10"] }] }, 422],
  ])("is refused with %s, and nothing is written", async (_, change, status) => {
    const body = { contact_id: await client.contact("Laura"), date: "2026-11-20", items: [{ name: "A" }], tags: ["fresh-tag"], ...change };
    expect((await client.call("POST", "/purchases", body)).status).toBe(status);
    expect(await client.items("/purchases")).toHaveLength(7);
    expect(await client.items("/tags")).toEqual([]);
  });

  it("is refused in a locked period", async () => {
    client.sandbox.control.setSwitches({ locked_until: "2026-11-20" }, aldaba);
    const contact_id = await client.contact("Laura");
    const reply = await client.call("POST", "/purchases", { contact_id, date: "2026-11-20", items: [{ name: "A" }] });
    expect(reply.json).toEqual({
      type: "https://api.holded.com/problems/unprocessable-entity",
      title: "Unprocessable entity",
      status: 422,
      detail: "This date has been locked",
    });
    expect((await client.call("POST", "/purchases", { contact_id, date: "2026-11-21", items: [{ name: "A" }] })).status).toBe(201);
  });

  it("carries custom fields only where the plan has them", async () => {
    const custom_fields = [{ field: "visto-bueno", value: "vb-1" }];
    const rich = await client.purchase({ custom_fields });
    expect((await client.call("GET", `/purchases/${rich}`)).json["custom_fields"]).toEqual(custom_fields);
    client.sandbox.control.setSwitches({ plan: "estandar" });
    const plain = await client.purchase({ custom_fields });
    expect((await client.call("GET", `/purchases/${plain}`)).json["custom_fields"]).toEqual([]);
    expect(client.sandbox.control.warnings().at(-1)?.message).toMatch(/custom_fields were dropped/);
  });

  it("has tags in lower case without accents, and the account learns them", async () => {
    const id = await client.purchase({ tags: ["VB-Ñandú 7", "vb-nandu7"] });
    expect((await client.call("GET", `/purchases/${id}`)).json["tags"]).toEqual(["vb-nandu7"]);
    expect((await client.call("GET", "/tags")).json["items"]).toEqual(["vb-nandu7"]);
  });

  it("can be a supplier's credit note", async () => {
    const reply = await client.call("POST", "/purchases/refund", {
      contact_id: await client.contact("Laura"),
      number: "R-1",
      items: [{ name: "A", units: 1, price: 50, taxes: ["p_iva_21"] }],
    });
    expect((await client.call("GET", `/purchases/${String(reply.json["id"])}`)).json).toMatchObject({
      document_number: "R-1",
      total: "60,50",
    });
    expect(client.sandbox.control.objects("purchases", aldaba).at(-1)).toMatchObject({ type: "purchaserefund" });
  });
});

describe("attachments", () => {
  it("come back byte for byte under their file name", async () => {
    const id = await client.purchase();
    const bytes = Uint8Array.from({ length: 70_000 }, (_, index) => index % 251);
    expect((await client.upload(`/purchases/${id}/attachments`, "Factura nº 1/ñ.pdf", bytes)).json).toEqual({ id: "ñ.pdf" });
    expect((await client.upload(`/purchases/${id}/attachments`, "ñ.pdf", bytes)).json).toEqual({ id: "ñ-1.pdf" });
    expect((await client.items(`/purchases/${id}/attachments`)).map((one) => one.id)).toEqual(["ñ.pdf", "ñ-1.pdf"]);
    const response = await fetch(`${client.sandbox.url}/api/v2/purchases/${id}/attachments/${encodeURIComponent("ñ.pdf")}`, {
      headers: { authorization: `Bearer ${demoTokens[aldaba].full}` },
    });
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(bytes);
  });

  it("need a file, a purchase, and a name that exists", async () => {
    const id = await client.purchase();
    expect((await client.upload(`/purchases/${id}/attachments`, "a.pdf", new Uint8Array([1]), "other")).json["detail"]).toBe(
      "File not found",
    );
    expect((await client.upload("/purchases/6abf0f7d2d3c4b5a69788000/attachments", "a.pdf", new Uint8Array([1]))).status).toBe(404);
    expect((await client.call("GET", `/purchases/${id}/attachments/b.pdf`)).status).toBe(404);
  });
});

describe("limits", () => {
  it("announce what is left, refuse what is too much and say when to come back", async () => {
    client.sandbox.control.setSwitches({ windows: { minute: 2 } });
    expect((await client.call("GET", "/taxes")).headers.get("x-ratelimit-remaining")).toBe("1");
    now = new Date(now.getTime() + 15_000);
    await client.call("GET", "/taxes");
    const refused = await client.call("GET", "/taxes");
    expect([refused.status, refused.headers.get("retry-after"), refused.headers.get("x-ratelimit-window")]).toEqual([429, "45", "minute"]);
    expect(refused.json).toEqual({
      type: "https://api.holded.com/problems/rate-limit",
      title: "Rate limit exceeded",
      status: 429,
      detail: "You have reached the per-minute limit (2). Retry in 45 seconds.",
    });
    now = new Date(now.getTime() + 45_001);
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

describe("faults", () => {
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

  it("strike only what matches, as often as ordered", async () => {
    client.sandbox.control.fault({ kind: "500_before", match: { path: "/taxes$", account: aldaba }, times: 2 });
    expect((await client.call("GET", "/tags")).status).toBe(200);
    expect((await client.call("GET", "/taxes", undefined, demoTokens["estudio-quilla"].full)).status).toBe(200);
    expect((await client.call("GET", "/taxes")).status).toBe(500);
    expect((await client.call("GET", "/taxes")).status).toBe(500);
    expect((await client.call("GET", "/taxes")).status).toBe(200);
  });

  it("by chance are the same for the same seed", async () => {
    const run = async (): Promise<number[]> => {
      client.sandbox.control.randomFaults({ seed: 7, rate: 0.5, kinds: ["500_before", "423"] });
      const statuses: number[] = [];
      for (let call = 0; call < 20; call += 1) statuses.push((await client.call("GET", "/tags")).status);
      return statuses;
    };
    const first = await run();
    expect(new Set(first)).toEqual(new Set([200, 423, 500]));
    expect(await run()).toEqual(first);
  });

  it("stall until the client gives up, without keeping the sandbox from stopping", async () => {
    client.sandbox.control.fault({ kind: "stall", ms: 60_000 });
    const call = fetch(`${client.sandbox.url}/api/v2/taxes`, { signal: AbortSignal.timeout(100) });
    await expect(call).rejects.toThrow();
  });

  it("delay an answer", async () => {
    client.sandbox.control.fault({ kind: "latency", ms: 120 });
    const started = performance.now();
    expect((await client.call("GET", "/taxes")).status).toBe(200);
    expect(performance.now() - started).toBeGreaterThan(100);
  });
});

describe("reads that lag", () => {
  it("do not see a purchase until the time has passed", async () => {
    client.sandbox.control.setSwitches({ read_lag_ms: 3_000 });
    const id = await client.purchase();
    expect((await client.call("GET", `/purchases/${id}`)).status).toBe(404);
    now = new Date(now.getTime() + 3_001);
    expect((await client.call("GET", `/purchases/${id}`)).status).toBe(200);
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
    expect(await client.items("/purchases")).toHaveLength(7);
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

describe("the page to look at", () => {
  it("shows purchases with lines and files, and nothing typed becomes markup", async () => {
    const id = await client.purchase({ number: "<b>1</b>", items: [{ name: "<script>alert(1)</script>", units: 1, price: 2 }] });
    await client.upload(`/purchases/${id}/attachments`, "a&b.pdf", new Uint8Array([7]));
    const home = await (await fetch(client.sandbox.url)).text();
    expect(home).toContain("&lt;b&gt;1&lt;/b&gt;");
    const page = await (await fetch(`${client.sandbox.url}/${aldaba}/purchases/${id}`)).text();
    expect(page).toContain("&lt;script&gt;");
    expect(page).not.toContain("<script>");
    const [, link = ""] = /href="([^"]+)"[^>]*>\s*a&amp;b\.pdf/.exec(page) ?? [];
    const file = await fetch(client.sandbox.url + link);
    expect([file.status, file.headers.get("content-disposition"), [...new Uint8Array(await file.arrayBuffer())]]).toEqual([
      200,
      "attachment; filename*=UTF-8''a%26b.pdf",
      [7],
    ]);
  });

  it("is for browsers of this machine", async () => {
    const { status } = await statusWithHost("holded.attacker.example");
    expect(status).toBe(404);
  });
});

async function statusWithHost(host: string): Promise<{ status: number | undefined }> {
  const { request } = await import("node:http");
  return new Promise((resolve, reject) => {
    request(client.sandbox.url, { headers: { host } }, (response) => {
      response.resume();
      resolve({ status: response.statusCode });
    })
      .on("error", reject)
      .end();
  });
}
