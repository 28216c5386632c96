import { afterAll, beforeAll, expect, it } from "vitest";
import { startWithClient, type TestClient } from "../test-client";
import { webhookEvents } from "./webhook-events";

/** Objects of Holded that this local one does not serve yet: nothing can happen to them here. */
const notServed = ["purchaseorder", "receipt", "receiptnote", "waybill"];

let client: TestClient;

beforeAll(async () => {
  client = await startWithClient({ switches: { windows: { minute: null }, document_put: "replace" } });
  // Nothing listens there: what is planned is enough here, and it is planned in the transaction itself.
  await client.call("POST", "/webhooks", { url: "https://app.example/hook", events: webhookEvents });
});
afterAll(async () => {
  expect(client.sandbox.control.state().ownMistakes).toEqual([]);
  await client.sandbox.stop();
});

const create = async (path: string, body: unknown): Promise<string> => {
  const reply = await client.call("POST", path, body);
  if (reply.status !== 201) throw new Error(`${path}: ${reply.text}`);
  return String(reply.json["id"]);
};
const done = async (method: string, path: string, body?: unknown): Promise<void> => {
  const reply = await client.call(method, path, body);
  if (reply.status >= 300) throw new Error(`${method} ${path}: ${reply.text}`);
};
/** What was told of an object since it was made. */
const toldOf = (id: string): readonly string[] =>
  client.sandbox.control
    .deliveries()
    .filter((one) => one.objectId === id)
    .map((one) => one.event.split(".")[1] ?? "");

const documents = [
  "/invoices",
  "/sales-receipts",
  "/credit-notes",
  "/estimates",
  "/proformas",
  "/sales-orders",
  "/purchases",
  "/purchases/refund",
];

it.each(documents)("a document of %s tells that it was made, changed, approved and deleted", async (path) => {
  const tax = path.startsWith("/purchases") ? "p_iva_21" : "s_iva_21";
  const body = {
    contact_id: await client.contact("Reformas Olmo"),
    date: "2026-11-20",
    items: [{ name: "Bisagra", units: 1, price: 1, taxes: [tax] }],
  };
  const one = path.replace("/refund", "");
  const id = await create(path, body);
  await done("PUT", `${one}/${id}`, { ...body, due_date: "2026-12-20" });
  const approves = path !== "/estimates";
  // Kinds without an event for it tell of their approval as of any change.
  const approval = ["/proformas", "/sales-orders"].includes(path) ? "update" : "approve";
  if (approves) await done("POST", `${one}/${id}/approve`);
  const draft = await create(path, body);
  await done("DELETE", `${one}/${draft}`);
  expect(toldOf(id)).toEqual(["create", "update", ...(approves ? [approval] : [])]);
  expect(toldOf(draft)).toEqual(["create", "delete"]);
});

it.each([
  ["/contacts", { name: "Uno" }, "PUT"],
  ["/products", { name: "Uno", kind: "simple", has_stock: true, for_sale: true, for_purchase: true, archived: false }, "PUT"],
  ["/services", { name: "Uno" }, "PUT"],
  ["/warehouses", { name: "Uno" }, "PATCH"],
  ["/payments", { type: "payment", amount: "1.00", date: "2026-11-20" }, "PUT"],
] as const)("an object of %s tells that it was made, changed and deleted", async (path, body, method) => {
  const bank = (await client.items("/treasury/accounts"))[0]?.id;
  const whole = path === "/payments" ? { ...body, bank_account_id: bank } : body;
  const id = await create(path, whole);
  await done(method, `${path}/${id}`, path === "/payments" ? { ...whole, amount: "2.00" } : { ...whole, name: "Dos" });
  await done("DELETE", `${path}/${id}`);
  expect(toldOf(id)).toEqual(["create", "update", "delete"]);
});

it("stock tells how much came and what there is now", async () => {
  const [product, warehouse] = [(await client.items("/products?limit=1"))[0], (await client.items("/warehouses?limit=1"))[0]];
  await done("PUT", `/products/${product?.id ?? ""}/stock`, { warehouse_id: warehouse?.id, stock_variation: 7 });
  const told = client.sandbox.control.deliveries({ event: "stock.update" }).at(-1);
  expect(JSON.parse(told?.body ?? "{}")).toMatchObject({
    productId: product?.id,
    warehouseId: warehouse?.id,
    sku: product?.["sku"],
    stockVariation: 7,
  });
});

it("between them they told every event that can happen here", () => {
  const told = new Set(client.sandbox.control.deliveries().map((one) => one.event));
  const wanted = webhookEvents.filter((one) => !notServed.includes(one.split(".")[0] ?? ""));
  expect(wanted.filter((one) => !told.has(one))).toEqual([]);
});
