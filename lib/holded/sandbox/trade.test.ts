import { describe, expect, it } from "vitest";
import { clientForEachTest } from "./client-for-each-test";

const aldaba = "ferreteria-aldaba";

const client = clientForEachTest({ switches: { windows: { minute: null } } });

const make = async (path: string, body: unknown): Promise<string> => String((await client.call("POST", path, body)).json["id"]);
const read = async (path: string): Promise<Record<string, unknown>> => (await client.call("GET", path)).json;
const product = { name: "Arco", kind: "simple", has_stock: true, for_sale: true, for_purchase: true };

describe("products", () => {
  it("show a price cut to two decimals and a total that keeps them all", async () => {
    const id = await make("/products", { ...product, price: "1.4696", taxes: ["s_iva_21"] });
    expect(await read(`/products/${id}`)).toMatchObject({ price: "1,46", total: "1,778216" });
    client.sandbox.control.setSwitches({ number_format: "spec" });
    expect(await read(`/products/${id}`)).toMatchObject({ price: "1.46", total: "1.778216" });
  });

  it("show the total of before for a while after a write, where that is switched on", async () => {
    client.sandbox.control.setSwitches({ product_total_lag_ms: 3_000 });
    const id = await make("/products", { ...product, price: "10", taxes: ["s_iva_21"] });
    const change = { name: "Arco", price: "20", for_sale: true, for_purchase: true, archived: false };
    await client.call("PUT", `/products/${id}`, change);
    expect(await read(`/products/${id}`)).toMatchObject({ price: "20,00", total: "12,10" });
    client.pass(3_000);
    expect(await read(`/products/${id}`)).toMatchObject({ price: "20,00", total: "24,20" });
  });

  it("keep on PUT what was not sent, and are gone after DELETE", async () => {
    const id = await make("/products", { ...product, sku: "ARC-1", price: "10", tags: ["Oferta Ñ"] });
    await client.call("PUT", `/products/${id}`, { name: "Arco II", for_sale: true, for_purchase: false, archived: true });
    expect(await read(`/products/${id}`)).toMatchObject({
      name: "Arco II",
      sku: "ARC-1",
      price: "10,00",
      tags: ["ofertan"],
      archived: true,
    });
    expect((await client.call("DELETE", `/products/${id}`)).status).toBe(204);
    expect((await client.call("GET", `/products/${id}`)).status).toBe(404);
  });

  it("count stock by warehouse, from the first units on", async () => {
    const [shop, store] = await client.items("/warehouses");
    const id = await make("/products", { ...product, stock: 10 });
    const move = (warehouse_id: string | undefined, stock_variation: number): Promise<{ readonly status: number }> =>
      client.call("PUT", `/products/${id}/stock`, { warehouse_id, stock_variation });
    expect((await move(store?.id, 2.5)).status).toBe(200);
    expect((await move(shop?.id, -4)).status).toBe(200);
    expect(await read(`/products/${id}`)).toMatchObject({ stock: "8,5", stock_breakdown: { total: "8,5" } });
    expect((await read(`/products/${id}/stock`))["items"]).toEqual([
      { product_id: id, variant_id: null, warehouse_id: shop?.id, stock: "6" },
      { product_id: id, variant_id: null, warehouse_id: store?.id, stock: "2,5" },
    ]);
    expect((await read(`/warehouses/${store?.id ?? ""}/stock`))["items"]).toHaveLength(1);
    expect((await move(id, 1)).status).toBe(422);
  });

  it("carry the prices of the price lists", async () => {
    const lists = (await read("/price-lists"))["items"] as { id: string; name: string }[];
    expect(lists.map((one) => one.name)).toEqual(["Profesional", "Administraciones"]);
    const [first] = await client.items("/products?limit=1");
    expect((first?.["rates"] as { id: string }[]).map((one) => one.id)).toEqual(lists.map((one) => one.id));
  });
});

describe("services, channels, methods, lists and warehouses", () => {
  it("are made, changed in part, and deleted", async () => {
    const cases = [
      [
        "PUT",
        "/services",
        { name: "Montaje", price: 32.5, cost: 19, taxes: ["s_iva_21"] },
        { price: 35 },
        { name: "Montaje", price: "35,00", cost: "19,00" },
      ],
      [
        "PUT",
        "/sales-channels",
        { name: "Web", account_num: 70000002 },
        { color: "#112233" },
        { name: "Web", account_num: 70000002, color: "#112233" },
      ],
      ["PUT", "/payment-methods", { name: "Giro", dueDays: 60 }, { dueDays: 90 }, { name: "Giro", dueDays: 90, bankingAccountId: null }],
      ["PATCH", "/price-lists", { name: "Verano" }, { description: "Junio a agosto" }, { name: "Verano", description: "Junio a agosto" }],
      [
        "PATCH",
        "/warehouses",
        { name: "Nave 2", address: "Calle 1" },
        { phone: "983" },
        { name: "Nave 2", phone: "983", address: { address: "Calle 1" } },
      ],
    ] as const;
    for (const [method, path, body, change, wanted] of cases) {
      const id = await make(path, body);
      expect((await client.call(method, `${path}/${id}`, change)).json, path).toEqual({ id });
      expect(await read(`${path}/${id}`), path).toMatchObject(wanted);
      expect((await client.call("DELETE", `${path}/${id}`)).status, path).toBe(204);
      expect((await client.call("GET", `${path}/${id}`)).status, path).toBe(404);
    }
  });

  it("have one default warehouse", async () => {
    await make("/warehouses", { name: "Nave 2", default: true });
    expect((await client.items("/warehouses")).filter((one) => one["default"]).map((one) => one["name"])).toEqual(["Nave 2"]);
  });
});

describe("the book", () => {
  const entries = async (): Promise<readonly Record<string, string | number>[]> =>
    (await client.items("/ledger-entries?start_date=2026-01-01&end_date=2026-12-31&limit=200")) as unknown as Record<
      string,
      string | number
    >[];
  const inCents = (text: unknown): number => Math.round(Number(text) * 100);

  it("is in balance, entry by entry, and agrees with the chart", async () => {
    const sums = new Map<number, number>();
    const accounts = new Map<number, number>();
    for (const line of await entries()) {
      const amount = inCents(line["debit"]) - inCents(line["credit"]);
      sums.set(Number(line["entry_number"]), (sums.get(Number(line["entry_number"])) ?? 0) + amount);
      accounts.set(Number(line["account"]), (accounts.get(Number(line["account"])) ?? 0) + amount);
    }
    expect([...sums.values()].filter((sum) => sum !== 0)).toEqual([]);
    expect(sums.size).toBeGreaterThan(10);
    for (const query of ["", "?start_date=2026-01-01&end_date=2026-12-31"]) {
      const chart = (await read(`/accounting-accounts${query}`))["items"] as { number: number; balance: string }[];
      for (const { number, balance } of chart) expect(inCents(balance), String(number)).toBe(accounts.get(number) ?? 0);
    }
  });

  it("takes balanced entries only, on accounts of the chart, and writes days as switched", async () => {
    const lines = [
      { account: 62900000, debit: "100.00", credit: "0.00", description: "Ajuste", tags: ["Cierre"] },
      { account: 57200000, debit: "0.00", credit: "100.00" },
    ];
    expect((await client.call("POST", "/ledger-entries", { date: "2026-11-20", notes: "Ajuste de caja", lines })).status).toBe(201);
    const mine = (await entries()).filter((one) => one["type"] === "entry");
    expect(mine).toMatchObject([
      { line: 1, account: 62900000, debit: "100.00", date: "20/11/2026", description: "Ajuste", tags: ["cierre"] },
      { line: 2, account: 57200000, credit: "100.00", description: "Ajuste de caja" },
    ]);
    client.sandbox.control.setSwitches({ ledger_date_format: "iso" });
    expect((await entries()).find((one) => one["type"] === "entry")).toMatchObject({ date: "2026-11-20" });
    const refused = [lines.slice(0, 1), [{ ...lines[0], account: 1 }, lines[1]], [{ ...lines[0], debit: "1,00" }, lines[1]]];
    for (const one of refused) expect((await client.call("POST", "/ledger-entries", { date: "2026-11-20", lines: one })).status).toBe(422);
    expect((await client.call("GET", "/ledger-entries?start_date=2026-01-01")).status).toBe(400);
  });

  it("has accounts with a number of their own", async () => {
    const numbers = async (): Promise<readonly number[]> =>
      ((await read("/accounting-accounts"))["items"] as { number: number }[]).map((one) => one.number);
    await make("/accounting-accounts", { prefix: 6290000, number: 7, name: "Material de obra" });
    await make("/accounting-accounts", { prefix: 629, name: "Siguiente" });
    expect(await numbers()).toEqual(expect.arrayContaining([62900007, 62900004]));
    expect((await client.call("POST", "/accounting-accounts", { prefix: 6290000, number: 7, name: "Otra" })).status).toBe(422);
    const id = await make("/expenses-accounts", { name: "Dietas", account_num: 62900050 });
    expect((await client.call("PUT", `/expenses-accounts/${id}`, { color: "#00ff00" })).status).toBe(200);
    expect(await read(`/expenses-accounts/${id}`)).toEqual({ id, name: "Dietas", account_num: 62900050, color: "#00ff00" });
    expect((await client.call("DELETE", `/expenses-accounts/${id}`)).status).toBe(204);
    expect((await client.call("GET", `/expenses-accounts/${id}`)).status).toBe(404);
  });

  it("shows the money side of an account as cash movements", async () => {
    const bank = (await client.items("/treasury/accounts?type=bank"))[0]?.id ?? "";
    const rows = await client.items(`/treasury/accounts/${bank}/cash-movements?start_date=2026-10-05&end_date=2026-10-05`);
    const [paid, collected] = [
      { amount: "969.00", sign: "out", entryType: "payment" },
      { amount: "414.00", sign: "in" },
    ];
    expect(rows).toMatchObject([paid, collected].map((one) => ({ bankingAccountId: bank, date: "2026-10-05", ...one })));
  });
});

describe("the inbox", () => {
  it("takes a file, is read in time, and gives it to a purchase", async () => {
    client.sandbox.control.setSwitches({ inbox_scan_ms: 10_000 });
    const made = await client.upload("/inbox", "factura.pdf", new Uint8Array([1, 2, 3]), "document");
    const id = String(made.json["id"]);
    expect([made.status, made.json["status"]]).toEqual([201, "processing"]);
    expect(await client.items("/inbox?status=pending_to_verify,done")).toEqual([]);
    client.pass(10_000);
    expect((await client.items("/inbox?status=pending_to_verify")).map((one) => one.id)).toEqual([id]);
    expect((await client.call("PUT", `/inbox/${id}`, { document_number: "A-1", total: "1121.00", strange: 1 })).status).toBe(204);
    expect(await read(`/inbox/${id}`)).toMatchObject({ document_number: "A-1", total: "1.121,00", file: { filename: "factura.pdf" } });
    expect((await client.call("GET", `/inbox/${id}/files/factura.pdf/download`)).text).toBe("\u0001\u0002\u0003");
    const purchase = await client.purchase();
    const attach = { documentId: purchase, documentType: "purchase" };
    expect((await client.call("POST", `/inbox/${id}/attach`, { ...attach, documentId: id })).status).toBe(404);
    expect((await client.call("POST", `/inbox/${id}/attach`, attach)).status).toBe(204);
    expect(await read(`/inbox/${id}`)).toMatchObject({ status: "done", outcome: { document_id: purchase } });
    expect(await client.items(`/purchases/${purchase}/attachments`)).toEqual([{ id: "factura.pdf" }]);
    expect((await client.call("DELETE", `/inbox/${id}`)).status).toBe(204);
  });

  it("refuses a locked period without a word, and a call without a file", async () => {
    const { json } = await client.upload("/inbox", "factura.pdf", new Uint8Array([1]), "document");
    const documentId = await client.purchase();
    client.sandbox.control.setSwitches({ locked_until: "2026-12-31" });
    const reply = await client.call("POST", `/inbox/${String(json["id"])}/attach`, { documentId, documentType: "purchase" });
    expect([reply.status, reply.text]).toEqual([422, ""]);
    expect((await client.call("POST", "/inbox", {})).status).toBe(400);
  });
});

describe("contacts", () => {
  it("are archived and deleted together or not at all, and keep files", async () => {
    const [olmo, laura] = [await client.contact("Reformas Olmo"), await client.contact("Laura")];
    expect((await client.upload(`/contacts/${olmo}/attachments`, "contrato.pdf", new Uint8Array([7]))).json).toEqual({
      id: "contrato.pdf",
    });
    expect(await client.items(`/contacts/${olmo}/attachments`)).toEqual([{ id: "contrato.pdf" }]);
    expect((await client.call("GET", `/contacts/${olmo}/attachments/contrato.pdf`)).text).toBe("\u0007");
    expect((await client.call("POST", "/contacts/bulk-archive", { contact_ids: [olmo] })).status).toBe(204);
    expect(await client.items("/contacts/search?name=Reformas%20Olmo")).toEqual([]);
    expect((await client.call("GET", `/contacts/${olmo}`)).status).toBe(200);
    expect((await client.call("POST", "/contacts/bulk-delete", { contact_ids: [laura, "0".repeat(24)] })).status).toBe(404);
    expect((await client.call("POST", "/contacts/bulk-delete", { contact_ids: [laura] })).status).toBe(204);
    expect((await client.call("GET", `/contacts/${laura}`)).status).toBe(404);
    expect((await client.call("POST", "/contacts/bulk-delete", {})).status).toBe(422);
  });
});

describe("an account opened without data", () => {
  it("can invoice, buy and be paid at once", async () => {
    client.sandbox.control.addAccount({ key: "nueva", name: "Nueva, S.L.", taxId: "B00000000" });
    const token = client.sandbox.control.addToken("nueva");
    const call = (method: string, path: string, body?: unknown) => client.call(method, path, body, token);
    const contact_id = (await call("POST", "/contacts", { name: "Cliente" })).json["id"];
    const id = String(
      (await call("POST", "/invoices", { contact_id, items: [{ name: "x", units: 1, price: 10, taxes: ["s_iva_21"] }] })).json["id"],
    );
    expect((await call("POST", `/invoices/${id}/approve`)).status).toBe(200);
    const treasury_id = (await call("POST", "/treasury/accounts", { name: "Banco", type: "bank" })).json["id"];
    expect((await call("POST", `/invoices/${id}/payments`, { amount: "12.10", treasury_id })).status).toBe(201);
    expect((await call("GET", `/invoices/${id}`)).json).toMatchObject({ document_number: "F260001", status: "completed" });
    expect(client.sandbox.control.objects("ledger-lines", "nueva")).toHaveLength(5);
    expect(client.sandbox.control.objects("invoices", aldaba).some((one) => one.id === id)).toBe(false);
  });
});
