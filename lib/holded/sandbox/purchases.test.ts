import { describe, expect, it } from "vitest";
import { clientForEachTest } from "./client-for-each-test";
import { demoTokens } from "./seed/demo-tokens";

const aldaba = "ferreteria-aldaba";
const client = clientForEachTest();

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
    expect(await client.items("/purchases")).toHaveLength(21);
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

describe("reads that lag", () => {
  it("do not see a purchase until the time has passed", async () => {
    client.sandbox.control.setSwitches({ read_lag_ms: 3_000 });
    const id = await client.purchase();
    expect((await client.call("GET", `/purchases/${id}`)).status).toBe(404);
    client.pass(3_001);
    expect((await client.call("GET", `/purchases/${id}`)).status).toBe(200);
  });
});
