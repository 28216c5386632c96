import { beforeEach, describe, expect, it } from "vitest";
import { clientForEachTest } from "./client-for-each-test";
import type { Reply } from "./test-client";
import { demoTokens } from "./seed/demo-tokens";

const aldaba = "ferreteria-aldaba";
let bank: string;

const client = clientForEachTest({ switches: { windows: { minute: null } } });
beforeEach(async () => {
  bank = (await client.items("/treasury/accounts?type=bank"))[0]?.id ?? "";
});

/** A movement of the bank as its daily connection brings it. */
function fed(amount: string, value_date = "2026-11-21"): string {
  return client.sandbox.control.bankFeed(aldaba, [{ amount, description: "MOVIMIENTO", value_date }])[0] ?? "";
}

async function movement(id: string): Promise<Record<string, unknown> | undefined> {
  return (await client.items(`/treasury/accounts/${bank}/bank-movements?limit=200`)).find((one) => one.id === id);
}

function reconcile(id: string, ...documents: readonly (readonly [type: string, id: string])[]): Promise<Reply> {
  const body =
    documents.length === 0 ? undefined : { documents: documents.map(([document_type, document_id]) => ({ document_id, document_type })) };
  return client.call("POST", `/treasury/accounts/${bank}/bank-movements/${id}/reconcile`, body);
}

async function purchase(price: number, path = "/purchases"): Promise<string> {
  const taxes = path.startsWith("/purchases") ? ["p_iva_21"] : ["s_iva_21"];
  const contact_id = await client.contact(path.startsWith("/purchases") ? "Suministros Industriales" : "Reformas Olmo");
  const reply = await client.call("POST", path, { contact_id, date: "2026-11-20", items: [{ name: "x", units: 1, price, taxes }] });
  const id = String(reply.json["id"]);
  await client.call("POST", `${path.replace("/refund", "")}/${id}/approve`);
  return id;
}

const pending = async (path: string, id: string): Promise<unknown> => (await client.call("GET", `${path}/${id}`)).json["payments_pending"];
const all = (query = ""): Promise<readonly { readonly id: string }[]> =>
  client.items(`/treasury/accounts/${bank}/bank-movements?limit=200${query}`);

describe("treasury accounts", () => {
  it("are made, changed, archived, and deleted only after that", async () => {
    const made = await client.call("POST", "/treasury/accounts", {
      name: "Cuenta de ahorro",
      type: "bank",
      iban: "ES9121000418450200051332",
    });
    const id = String(made.json["id"]);
    expect((await client.call("GET", `/treasury/accounts/${id}`)).json).toMatchObject({
      balance: "0.00",
      currency: "EUR",
      archived: false,
    });
    const charts = (await client.call("GET", "/accounting-accounts")).json["items"] as { id: string; number: number }[];
    const accounting_account_id = charts.find((one) => one.number === 57200000)?.id;
    const change = { name: "Ahorro", currency: "eur", accounting_account_id, auto_sync: false };
    expect((await client.call("PUT", `/treasury/accounts/${id}`, change)).json).toMatchObject({ id, name: "Ahorro", currency: "EUR" });
    expect((await client.call("PUT", `/treasury/accounts/${id}`, { ...change, accounting_account_id: id })).status).toBe(422);
    expect((await client.call("DELETE", `/treasury/accounts/${id}`)).status).toBe(422);
    expect((await client.call("POST", `/treasury/accounts/${id}/archive`)).status).toBe(204);
    expect((await client.items("/treasury/accounts?archived=true")).map((one) => one.id)).toEqual([id]);
    expect((await client.call("DELETE", `/treasury/accounts/${id}`)).status).toBe(204);
    expect((await client.call("GET", `/treasury/accounts/${id}`)).status).toBe(404);
  });
});

describe("bank movements", () => {
  it("are written one by one, and the account's balance follows the youngest value date", async () => {
    const post = (body: unknown): Promise<Reply> => client.call("POST", `/treasury/accounts/${bank}/bank-movements`, body);
    const made = await post({ amount: "-121.00", description: "RECIBO", balance: "18329.32", value_date: "2026-11-21" });
    expect(await movement(String(made.json["id"]))).toEqual({
      id: made.json["id"],
      banking_account_id: bank,
      description: "RECIBO",
      note: "",
      amount: "-121.00",
      currency: "EUR",
      balance: "18329.32",
      accounting_amount: "-121.00",
      accounting_currency: "EUR",
      booking_date: "2026-11-21T00:00:00+00:00",
      value_date: "2026-11-21T00:00:00+00:00",
      status: "pending",
      reconciled_amount: "0.00",
      origin: "manual",
      flagged_at: null,
    });
    await post({ amount: "5.00", description: "ANTIGUO", balance: "1.00", value_date: "2026-10-01" });
    expect((await client.call("GET", `/treasury/accounts/${bank}`)).json["balance"]).toBe("18329.32");
    expect((await post({ amount: "-121.00", description: "RECIBO" })).status).toBe(422);
  });

  it("of a list are all taken or none, a hundred at most", async () => {
    const before = (await all()).length;
    const good = { amount: "1.00", description: "a", balance: "1.00", value_date: "2026-11-21" };
    const post = (body: unknown): Promise<Reply> => client.call("POST", `/treasury/accounts/${bank}/bank-movements`, body);
    expect((await post([good, { ...good, amount: "1,00" }])).status).toBe(422);
    expect((await post([good, { ...good, value_date: "21/11/2026" }])).status).toBe(400);
    expect((await post(Array.from({ length: 101 }, () => good))).status).toBe(422);
    expect(await all()).toHaveLength(before);
    expect((await post([good, good])).status).toBe(201);
    expect(await all()).toHaveLength(before + 2);
  });

  it("are filtered by value date, both days included, and by several states", async () => {
    const [early, late] = [fed("-1.00", "2026-12-01"), fed("-2.00", "2026-12-03")];
    expect((await all("&start_date=2026-12-01&end_date=2026-12-01")).map((one) => one.id)).toEqual([early]);
    expect((await all("&start_date=2026-12-01&end_date=2026-12-03")).map((one) => one.id)).toEqual([early, late]);
    await reconcile(late);
    expect((await all("&start_date=2026-12-01&status=forced_reconciled,partial")).map((one) => one.id)).toEqual([late]);
    expect((await all("&status=forced_reconciled")).map((one) => one.id)).toEqual([late]);
    const states = new Set(
      (await client.items(`/treasury/accounts/${bank}/bank-movements?status=pending,reconciled&limit=200`)).map((one) => one["status"]),
    );
    expect([...states].sort()).toEqual(["pending", "reconciled"]);
    expect((await client.call("GET", `/treasury/accounts/${bank}/bank-movements?status=open`)).status).toBe(400);
  });

  it("come from the bank's feed with a running balance, over the control plane too", async () => {
    const { url, controlKey } = client.sandbox;
    const response = await fetch(`${url}/_sandbox/bank-feed`, {
      method: "POST",
      headers: { "x-sandbox-key": controlKey },
      body: JSON.stringify({
        account: aldaba,
        treasury: "Cuenta principal",
        movements: [
          { amount: "100.00", description: "INGRESO", value_date: "2026-11-21" },
          { amount: "-0.32", description: "COMISION", value_date: "2026-11-21" },
        ],
      }),
    });
    const { ids } = (await response.json()) as { ids: string[] };
    const rows = await Promise.all(ids.map(movement));
    expect(rows.map((one) => [one?.["balance"], one?.["origin"]])).toEqual([
      ["18550.32", "bank"],
      ["18550.00", "bank"],
    ]);
    expect((await client.call("GET", `/treasury/accounts/${bank}`)).json).toMatchObject({
      balance: "18550.00",
      synced_at: "2026-11-22T09:00:00+00:00",
    });
  });
});

describe("reconciling a movement", () => {
  it("pays the document itself, and answers null", async () => {
    const [id, document] = [fed("-121.00"), await purchase(100)];
    const reply = await reconcile(id, ["purchase", document]);
    expect([reply.status, reply.text]).toEqual([200, "null"]);
    expect(await movement(id)).toMatchObject({ status: "reconciled", reconciled_amount: "-121.00" });
    expect((await client.call("GET", `/purchases/${document}`)).json).toMatchObject({ status: "completed", payments_pending: "0" });
    const [payment, ...more] = await client.items(`/payments?document_id=${document}`);
    expect(more).toEqual([]);
    expect(payment).toMatchObject({
      amount: "121.00",
      date: "2026-11-21T00:00:00+00:00",
      bank_account_id: bank,
      status: "paid",
      reconciliation_status: "reconciled",
      total_transactions: "121.00",
      document_type: "purchase",
    });
    expect(client.sandbox.control.objects("reconciliations", aldaba).at(-1)).toMatchObject({
      movement_id: id,
      payment_id: payment?.id,
      document_id: document,
      amount: "-121.00",
    });
  });

  it("leaves it partial until more documents fill it", async () => {
    const [id, first, second] = [fed("242.00"), await purchase(100, "/invoices"), await purchase(150, "/invoices")];
    await reconcile(id, ["invoice", first]);
    expect(await movement(id)).toMatchObject({ status: "partial", reconciled_amount: "121.00" });
    await reconcile(id, ["invoice", second]);
    expect(await movement(id)).toMatchObject({ status: "reconciled", reconciled_amount: "242.00" });
    expect((await client.call("GET", `/invoices/${second}`)).json).toMatchObject({ status: "partial", payments_pending: "60,50" });
  });

  it("takes several documents in one call, and credit notes among them", async () => {
    const [id, invoice, note] = [fed("96.80"), await purchase(100, "/invoices"), await purchase(20, "/credit-notes")];
    expect((await reconcile(id, ["invoice", invoice], ["creditnote", note])).status).toBe(200);
    expect(await movement(id)).toMatchObject({ status: "reconciled", reconciled_amount: "96.80" });
    expect([await pending("/invoices", invoice), await pending("/credit-notes", note)]).toEqual(["0", "0"]);
  });

  it("refuses documents that move money the other way", async () => {
    const [out, refund] = [fed("-24.20"), await purchase(20, "/purchases/refund")];
    expect((await reconcile(out, ["purchaserefund", refund])).status).toBe(422);
    expect(await movement(out)).toMatchObject({ status: "pending", reconciled_amount: "0.00" });
    const back = fed("24.20");
    expect((await reconcile(back, ["purchaserefund", refund])).status).toBe(200);
    expect(await movement(back)).toMatchObject({ status: "reconciled" });
  });

  it("without documents forces it, with nothing linked", async () => {
    const id = fed("-9.90");
    expect((await reconcile(id)).status).toBe(200);
    expect(await movement(id)).toMatchObject({ status: "forced_reconciled", reconciled_amount: "0.00" });
  });

  it("with a purchase only forces it where the account does so, while invoices are linked", async () => {
    client.sandbox.control.setSwitches({ reconcile_purchase: "forces" });
    const [id, document] = [fed("-121.00"), await purchase(100)];
    expect((await reconcile(id, ["purchase", document])).status).toBe(200);
    expect(await movement(id)).toMatchObject({ status: "forced_reconciled", reconciled_amount: "0.00" });
    expect(await pending("/purchases", document)).toBe("121,00");
    const [entry, invoice] = [fed("121.00"), await purchase(100, "/invoices")];
    await reconcile(entry, ["invoice", invoice]);
    expect(await movement(entry)).toMatchObject({ status: "reconciled" });
  });

  it("refuses what is paid, reconciled, a draft, cancelled or unknown, and changes nothing", async () => {
    const [id, document] = [fed("-121.00"), await purchase(100)];
    const draft = await client.purchase();
    expect((await reconcile(id, ["purchase", draft])).status).toBe(422);
    expect((await reconcile(id, ["purchase", bank])).status).toBe(404);
    expect((await reconcile(id, ["invoice", document])).status).toBe(404);
    expect((await reconcile(id, ["purchase", document], ["purchase", document])).status).toBe(422);
    await client.call("POST", `/purchases/${document}/payments`, { amount: "121.00" });
    expect((await reconcile(id, ["purchase", document])).status).toBe(422);
    expect(await movement(id)).toMatchObject({ status: "pending", reconciled_amount: "0.00" });
    expect(await client.items(`/payments?document_id=${document}`)).toHaveLength(1);
    const other = await purchase(100);
    await reconcile(id, ["purchase", other]);
    expect((await reconcile(id, ["purchase", other])).status).toBe(422);
    client.sandbox.control.setSwitches({ reconcile_repeat: 200 });
    expect((await reconcile(id, ["purchase", other])).status).toBe(200);
    expect(await client.items(`/payments?document_id=${other}`)).toHaveLength(1);
  });

  it("undoes everything when one document of several is refused", async () => {
    const [id, good, draft] = [fed("-242.00"), await purchase(100), await client.purchase()];
    expect((await reconcile(id, ["purchase", good], ["purchase", draft])).status).toBe(422);
    expect(await pending("/purchases", good)).toBe("121,00");
    expect(await client.items(`/payments?document_id=${good}`)).toEqual([]);
  });

  it("is answered 423 without a body while another call holds the movement", async () => {
    client.sandbox.control.setSwitches({ lock_ms: 5_000 });
    const [id, first, second] = [fed("-242.00"), await purchase(100), await purchase(100)];
    expect((await reconcile(id, ["purchase", first])).status).toBe(200);
    const held = await reconcile(id, ["purchase", second]);
    expect([held.status, held.text]).toEqual([423, ""]);
    client.pass(5_000);
    expect((await reconcile(id, ["purchase", second])).status).toBe(200);
    expect(await movement(id)).toMatchObject({ status: "reconciled" });
  });

  it("is refused when its value date is locked", async () => {
    const [id, document] = [fed("-121.00", "2026-10-30"), await purchase(100)];
    client.sandbox.control.setSwitches({ locked_until: "2026-10-31" });
    expect((await reconcile(id, ["purchase", document])).json["detail"]).toBe("This date has been locked");
  });

  it("links a payment that was made at the document, once", async () => {
    const [id, document] = [fed("-121.00"), await purchase(100)];
    const paid = await client.call("POST", `/purchases/${document}/payments`, { amount: "121.00", treasury_id: bank, date: "2026-11-21" });
    expect(await movement(id)).toMatchObject({ status: "pending" });
    expect((await reconcile(id, ["payment", String(paid.json["id"])])).status).toBe(200);
    expect(await movement(id)).toMatchObject({ status: "reconciled", reconciled_amount: "-121.00" });
    expect((await client.items(`/payments?document_id=${document}`)).map((one) => one["reconciliation_status"])).toEqual(["reconciled"]);
    expect(await pending("/purchases", document)).toBe("0");
    expect((await reconcile(fed("-121.00"), ["payment", String(paid.json["id"])])).status).toBe(422);
    const card = (await client.items("/treasury/accounts?type=card"))[0]?.id;
    const byCard = await client.call("POST", `/purchases/${await purchase(100)}/payments`, { amount: "121.00", treasury_id: card });
    expect((await reconcile(fed("-121.00"), ["payment", String(byCard.json["id"])])).status).toBe(422);
  });

  it("finds no movement of another treasury account or company", async () => {
    const [id, document] = [fed("-121.00"), await purchase(100)];
    const other = (await client.items("/treasury/accounts?type=card"))[0]?.id;
    const body = { documents: [{ document_id: document, document_type: "purchase" }] };
    expect((await client.call("POST", `/treasury/accounts/${other}/bank-movements/${id}/reconcile`, body)).status).toBe(404);
    const stranger = demoTokens["estudio-quilla"].full;
    expect((await client.call("POST", `/treasury/accounts/${bank}/bank-movements/${id}/reconcile`, body, stranger)).status).toBe(404);
  });
});

describe("payments", () => {
  it("by themselves belong to no document, and can be changed and deleted", async () => {
    const contact_id = await client.contact("Seguros Faro");
    const body = { type: "payment", amount: "86.20", date: "2026-11-19", bank_account_id: bank, contact_id, description: "Seguro" };
    const id = String((await client.call("POST", "/payments", body)).json["id"]);
    expect((await client.call("GET", `/payments/${id}`)).json).toMatchObject({
      amount: "86.20",
      contact_name: "Seguros Faro Mutuo, S.A.",
      status: "no_paid",
      total_advance: "86.20",
      document_id: null,
    });
    expect((await client.items("/payments?start_date=2026-11-19&end_date=2026-11-19")).map((one) => one.id)).toEqual([id]);
    expect((await client.call("PUT", `/payments/${id}`, { amount: "90.00" })).status).toBe(200);
    expect((await client.call("GET", `/payments/${id}`)).json).toMatchObject({ amount: "90.00", description: "Seguro" });
    expect((await client.call("DELETE", `/payments/${id}`)).status).toBe(204);
    expect((await client.call("GET", `/payments/${id}`)).status).toBe(404);
    expect((await client.call("POST", "/payments", { ...body, bank_account_id: contact_id })).status).toBe(422);
  });

  it("of a document give their amount back when they are deleted, unless the bank answers for them", async () => {
    const document = await purchase(100);
    const paid = await client.call("POST", `/purchases/${document}/payments`, { amount: "21.00" });
    expect((await client.call("DELETE", `/payments/${String(paid.json["id"])}`)).status).toBe(204);
    expect(await pending("/purchases", document)).toBe("121,00");
    await reconcile(fed("-121.00"), ["purchase", document]);
    const [payment] = await client.items(`/payments?document_id=${document}`);
    expect((await client.call("DELETE", `/payments/${payment?.id ?? ""}`)).status).toBe(422);
  });

  it("are listed by account, document and type", async () => {
    const document = await purchase(100);
    await reconcile(fed("-121.00"), ["purchase", document]);
    const ids = (await client.items(`/payments?document_id=${document}&document_type=purchase&banking_account_id=${bank}`)).map(
      (one) => one.id,
    );
    expect(ids).toHaveLength(1);
    expect(await client.items(`/payments?document_id=${document}&document_type=invoice`)).toEqual([]);
  });
});
