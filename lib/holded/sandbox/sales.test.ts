import { describe, expect, it } from "vitest";
import { clientForEachTest } from "./client-for-each-test";
import { Decimal } from "decimal.js";
import { documentKinds } from "./resources/documents-kinds";
import type { Reply } from "./test-client";

const aldaba = "ferreteria-aldaba";
const paths = documentKinds.map((kind) => kind.path);
const approvable = documentKinds.filter((kind) => kind.can.includes("approve")).map((kind) => kind.path);
const payable = documentKinds.filter((kind) => kind.can.includes("pay")).map((kind) => kind.path);
const printable = documentKinds.filter((kind) => kind.can.includes("pdf")).map((kind) => kind.path);

const client = clientForEachTest({ switches: { number_format: "spec", windows: { minute: null } } });

async function create(path: string, change: Readonly<Record<string, unknown>> = {}): Promise<string> {
  const taxes = path === "/purchases" ? ["p_iva_21"] : ["s_iva_21"];
  const contact_id = await client.contact("Reformas Olmo");
  const body = {
    contact_id,
    date: "2026-11-20",
    due_date: "2026-12-20",
    items: [{ name: "Puerta", units: 2, price: 50, taxes }],
    ...change,
  };
  const reply = await client.call("POST", path, body);
  if (reply.status !== 201) throw new Error(`${path} refused: ${reply.text}`);
  return String(reply.json["id"]);
}

async function approved(path: string, change: Readonly<Record<string, unknown>> = {}): Promise<string> {
  const id = await create(path, change);
  const reply = await client.call("POST", `${path}/${id}/approve`);
  if (reply.status !== 200) throw new Error(`${path} not approved: ${reply.text}`);
  return id;
}

const read = async (path: string, id: string): Promise<Record<string, unknown>> => (await client.call("GET", `${path}/${id}`)).json;
const refusal = ({ status, json }: Reply): unknown[] => [status, json["detail"]];

describe("documents of every kind", () => {
  it.each(paths)("%s are created, listed and read with their lines", async (path) => {
    const id = await create(path, { notes: "interna", tags: ["Obra Año"] });
    const document = await read(path, id);
    expect(document).toMatchObject({
      id,
      date: "2026-11-20",
      subtotal: "100.00",
      tax: "21.00",
      total: "121.00",
      notes: "interna",
      tags: ["obraano"],
    });
    expect(document["lines"]).toMatchObject([{ name: "Puerta", units: "2", price: "50.00", tax: "21" }]);
    const listed = (await client.items(`${path}?limit=200`)).find((one) => one.id === id);
    expect(listed).toMatchObject({ total: "121.00", status: "pending", payments_total: "0", payments_pending: "121.00" });
  });

  it.each(paths)("%s add up: subtotal − discount + tax = total, paid + pending = total", async (path) => {
    const [iva, ret] = path === "/purchases" ? ["p_iva_21", "p_ret_15"] : ["s_iva_21", "s_ret_15"];
    await create(path, {
      discount: 7.5,
      items: [
        { name: "a", units: 3, price: 1.005, discount: 10, taxes: [iva, ret] },
        { name: "b", units: 0.333, price: 19.99, taxes: [iva] },
        { type: "title", name: "Título", units: 5, price: 9 },
      ],
    });
    for (const document of await client.items(`${path}?limit=200`)) {
      const amount = (name: string): Decimal => new Decimal(String(document[name]));
      expect(amount("subtotal").minus(amount("discount")).plus(amount("tax")).toFixed(2)).toBe(amount("total").toFixed(2));
      expect(amount("payments_total").plus(amount("payments_pending")).toFixed(2)).toBe(amount("total").toFixed(2));
    }
  });

  it.each(approvable)("%s are approved once, and only drafts can be deleted", async (path) => {
    const id = await approved(path);
    expect(await read(path, id)).toMatchObject({ draft: false, approved_at: "2026-11-22T09:00:00" });
    expect((await client.call("POST", `${path}/${id}/approve`)).status).toBe(422);
    expect((await client.call("DELETE", `${path}/${id}`)).status).toBe(422);
    const draft = await create(path);
    expect((await client.call("DELETE", `${path}/${draft}`)).status).toBe(204);
    expect((await client.call("GET", `${path}/${draft}`)).status).toBe(404);
  });

  it.each(payable)("%s are paid in parts, and beyond their total leave a negative pending amount", async (path) => {
    const id = await create(path);
    expect((await client.call("POST", `${path}/${id}/payments`, { amount: "21.00" })).status).toBe(422);
    await client.call("POST", `${path}/${id}/approve`);
    for (const [amount, status, pending] of [
      ["21.00", "partial", "100.00"],
      ["100.00", "completed", "0"],
      ["4.00", "completed", "-4.00"],
    ]) {
      expect((await client.call("POST", `${path}/${id}/payments`, { amount, date: "2026-11-21" })).status).toBe(201);
      expect(await read(path, id)).toMatchObject({ status, payments_pending: pending });
    }
    expect((await read(path, id))["payments_detail"]).toHaveLength(3);
    expect((await client.call("POST", `${path}/${id}/payments`, { amount: "1,00" })).status).toBe(422);
  });

  it.each(printable)("%s can be printed as a PDF with their number and total", async (path) => {
    const id = path === "/estimates" ? await create(path) : await approved(path);
    const reply = await client.call("GET", `${path}/${id}/pdf`);
    expect([reply.status, reply.headers.get("content-type"), reply.text.slice(0, 8)]).toEqual([200, "application/pdf", "%PDF-1.4"]);
    expect(reply.text).toContain(String((await read(path, id))["document_number"]));
    expect(reply.text).toContain("Total: 121,00 EUR");
  });

  it.each(paths)("%s keep files byte for byte", async (path) => {
    const id = await create(path);
    const bytes = new Uint8Array([0, 255, 37, 80]);
    expect((await client.upload(`${path}/${id}/attachments`, "plano.pdf", bytes)).json).toEqual({ id: "plano.pdf" });
    expect(await client.items(`${path}/${id}/attachments`)).toEqual([{ id: "plano.pdf" }]);
    expect((await client.call("GET", `${path}/${id}/attachments/plano.pdf`)).status).toBe(200);
  });

  it("are refused in a locked period: created, approved, paid, cancelled and deleted", async () => {
    const [draft, open] = [await create("/invoices"), await approved("/invoices")];
    client.sandbox.control.setSwitches({ locked_until: "2026-11-21" });
    const locked = [422, "This date has been locked"];
    const contact_id = await client.contact("Reformas Olmo");
    const items = [{ name: "Puerta", units: 1, price: 1 }];
    expect(refusal(await client.call("POST", "/invoices", { contact_id, date: "2026-11-20", items }))).toEqual(locked);
    expect(refusal(await client.call("POST", `/invoices/${draft}/approve`))).toEqual(locked);
    expect(refusal(await client.call("DELETE", `/invoices/${draft}`))).toEqual(locked);
    expect(refusal(await client.call("POST", `/invoices/${open}/payments`, { amount: "1.00", date: "2026-11-20" }))).toEqual(locked);
    expect((await client.call("POST", `/invoices/${open}/cancel`)).json).toEqual({ message: "This date has been locked" });
    expect((await client.call("POST", `/invoices/${open}/payments`, { amount: "1.00", date: "2026-11-22" })).status).toBe(201);
  });
});

describe("numbers of sales", () => {
  it("are given on approval and in order, whatever was created first", async () => {
    const [first, second] = [await create("/invoices"), await create("/invoices")];
    expect((await read("/invoices", first))["document_number"]).toBeNull();
    await client.call("POST", `/invoices/${second}/approve`);
    await client.call("POST", `/invoices/${first}/approve`);
    const numbers = [second, first].map(async (id) => (await read("/invoices", id))["document_number"]);
    expect(await Promise.all(numbers)).toEqual(["F260029", "F260030"]);
    expect((await client.call("GET", "/numbering-series/invoice")).json["items"]).toMatchObject([{ format: "F[YY]%%%%", last: 30 }]);
  });

  it("are not given to a date before that of the last one, and the counter stays", async () => {
    await approved("/invoices", { date: "2026-11-21" });
    const late = await create("/invoices", { date: "2026-11-20" });
    expect((await client.call("POST", `/invoices/${late}/approve`)).status).toBe(422);
    expect(await read("/invoices", late)).toMatchObject({ draft: true, document_number: null });
    const next = await approved("/invoices", { date: "2026-11-21" });
    expect((await read("/invoices", next))["document_number"]).toBe("F260030");
  });

  it("come from the series that the document names, and begin anew with the year", async () => {
    const made = await client.call("POST", "/numbering-series/invoice", { name: "Obras", format: "OB[YYYY]-%%%", last: 41 });
    const series = String(made.json["id"]);
    const id = await approved("/invoices", { number_line_id: series });
    expect((await read("/invoices", id))["document_number"]).toBe("OB2026-042");
    const later = await approved("/invoices", { number_line_id: series, date: "2027-01-04" });
    expect((await read("/invoices", later))["document_number"]).toBe("OB2027-001");
    expect((await client.call("DELETE", `/numbering-series/invoice/${series}`)).status).toBe(422);
    expect((await client.call("GET", "/numbering-series/credit-note")).status).toBe(400);
    expect((await client.call("GET", "/numbering-series/creditnote")).status).toBe(200);
  });

  it("find the invoice, and never stand for two", async () => {
    const id = await approved("/invoices", { number: "A-77" });
    expect((await client.call("GET", "/invoices/find-by-number?number=A-77")).json["id"]).toBe(id);
    expect((await client.call("GET", "/invoices/find-by-number?number=A-78")).status).toBe(404);
    expect((await client.call("GET", "/invoices/find-by-number?document_number=A-77")).status).toBe(400);
    const twin = await create("/invoices", { number: "A-77" });
    expect((await client.call("POST", `/invoices/${twin}/approve`)).status).toBe(422);
    expect((await client.items("/invoices?limit=200")).filter((one) => one["document_number"] === "A-77")).toHaveLength(1);
  });

  it("are there from the first moment on an estimate, in any order of dates", async () => {
    const [late, early] = [await create("/estimates", { date: "2026-12-01" }), await create("/estimates", { date: "2026-01-01" })];
    expect((await read("/estimates", late))["document_number"]).toBe("P260004");
    expect((await read("/estimates", early))["document_number"]).toBe("P260005");
  });
});

describe("estimates whose number waits", () => {
  it("are drafts that can be sent, and get it when they are accepted", async () => {
    client.sandbox.control.setSwitches({ estimate_number: "on_acceptance" });
    const id = await create("/estimates");
    expect(await read("/estimates", id)).toMatchObject({ draft: true, document_number: null });
    expect((await client.call("POST", `/estimates/${id}/send`, { emails: ["ana@cliente.example"] })).status).toBe(200);
    await client.call("POST", `/estimates/${id}/accept`, {});
    expect(await read("/estimates", id)).toMatchObject({ draft: false, document_number: "P260004", status: "completed" });
  });
});

describe("invoices", () => {
  it("lose on PUT what is not sent, and nothing once approved", async () => {
    const id = await create("/invoices", { notes: "no perder", tags: ["ref-1"] });
    expect((await client.call("PUT", `/invoices/${id}`, { due_date: "2027-01-20" })).status).toBe(200);
    expect(await read("/invoices", id)).toMatchObject({ due_date: "2027-01-20", notes: null, tags: [], lines: [], total: "0.00" });
    const open = await approved("/invoices");
    expect((await client.call("PUT", `/invoices/${open}`, { due_date: "2027-01-20" })).status).toBe(422);
  });

  it("are cancelled unless they are drafts, paid or cancelled already, and the book is put back", async () => {
    const balance = async (): Promise<unknown> =>
      ((await client.call("GET", "/accounting-accounts")).json["items"] as { number: number; balance: string }[]).find(
        (one) => one.number === 43000000,
      )?.balance;
    const before = await balance();
    const [id, paid, draft] = [await approved("/invoices"), await approved("/invoices"), await create("/invoices")];
    expect(await balance()).not.toBe(before);
    await client.call("POST", `/invoices/${paid}/payments`, { amount: "121.00" });
    expect((await client.call("POST", `/invoices/${id}/cancel`)).status).toBe(200);
    expect(await read("/invoices", id)).toMatchObject({ status: "cancelled" });
    expect(await balance()).toBe(before);
    for (const refused of [id, paid, draft]) {
      const reply = await client.call("POST", `/invoices/${refused}/cancel`);
      expect([reply.status, Object.keys(reply.json)]).toEqual([422, ["message"]]);
    }
    expect((await client.call("POST", `/invoices/${id}/payments`, { amount: "1.00" })).status).toBe(422);
  });

  it("are approved and cancelled in bulk: 204 for all, 207 for some, 422 for none", async () => {
    const ids = [await create("/invoices"), await create("/invoices")];
    expect((await client.call("POST", "/invoices/bulk/approve", { ids })).status).toBe(204);
    const some = await client.call("POST", "/invoices/bulk/approve", { ids: [...ids, await create("/invoices")] });
    expect([some.status, Object.keys(some.json)]).toEqual([207, ["message"]]);
    const none = await client.call("POST", "/invoices/bulk/approve", { ids });
    expect([none.status, Object.keys(none.json)]).toEqual([422, ["message"]]);
    expect((await client.call("POST", "/invoices/bulk/cancel", { ids })).status).toBe(204);
    expect((await client.call("POST", "/invoices/bulk/cancel", { ids: [] })).status).toBe(422);
  });

  it("are deleted together or not at all", async () => {
    const [draft, open] = [await create("/invoices"), await approved("/invoices")];
    expect((await client.call("DELETE", "/invoices", { ids: [draft, open] })).status).toBe(422);
    expect((await client.call("GET", `/invoices/${draft}`)).status).toBe(200);
    expect((await client.call("DELETE", "/invoices", { ids: [draft] })).status).toBe(204);
  });

  it("are reported to the tax agency on approval where that is switched on, but for excluded series", async () => {
    client.sandbox.control.setSwitches({ verifactu: true });
    const series = await client.call("POST", "/numbering-series/invoice", { name: "Pruebas", format: "X%%", verifactu_excluded: true });
    const [sent, kept] = [await approved("/invoices"), await approved("/invoices", { number_line_id: String(series.json["id"]) })];
    const flags = new Map(client.sandbox.control.objects("invoices", aldaba).map((one) => [one.id, one["verifactu_sent_at"]]));
    expect([flags.get(sent), flags.get(kept)]).toEqual(["2026-11-22T09:00:00", null]);
  });
});

describe("other documents", () => {
  it("take three fields on PUT, or replace everything as switched", async () => {
    const id = await create("/estimates", { notes: "no perder" });
    expect((await client.call("PUT", `/estimates/${id}`, { due_date: "2027-01-01", notes: "otra" })).status).toBe(200);
    expect(await read("/estimates", id)).toMatchObject({ due_date: "2027-01-01", notes: "no perder", total: "121.00" });
    expect(client.sandbox.control.warnings(aldaba).at(-1)?.message).toContain('"notes" was ignored');
    client.sandbox.control.setSwitches({ document_put: "replace" });
    const number = (await read("/estimates", id))["document_number"];
    await client.call("PUT", `/estimates/${id}`, { due_date: "2027-02-01" });
    expect(await read("/estimates", id)).toMatchObject({ due_date: "2027-02-01", notes: null, lines: [], document_number: number });
  });

  it("are accepted or rejected once, and then stay", async () => {
    const [yes, no] = [await create("/estimates"), await create("/estimates")];
    expect((await client.call("POST", `/estimates/${yes}/accept`, { name: "Ana Ruiz", comment: "Adelante" })).status).toBe(200);
    expect((await client.call("POST", `/estimates/${no}/reject`, { name: "Ana Ruiz" })).status).toBe(200);
    expect([(await read("/estimates", yes))["status"], (await read("/estimates", no))["status"]]).toEqual(["completed", "cancelled"]);
    expect((await client.call("POST", `/estimates/${yes}/reject`, {})).status).toBe(422);
    expect((await client.call("DELETE", `/estimates/${yes}`)).status).toBe(422);
    client.sandbox.control.setSwitches({ document_put: "replace" });
    expect((await client.call("PUT", `/estimates/${yes}`, { due_date: "2027-01-01" })).status).toBe(422);
  });

  it("become others with all their lines and a trace of where they came from", async () => {
    const source_id = await create("/estimates", { discount: 10 });
    const draft = { source_type: "estimate", source_id, target_type: "invoice", date: "2026-11-22" };
    const id = String((await client.call("POST", "/documents/convert", draft)).json["id"]);
    expect(await read("/invoices", id)).toMatchObject({
      draft: true,
      document_number: null,
      total: "108.90",
      from: { id: source_id, doc_type: "estimate" },
      due_date: "2026-12-20",
    });
    const order = await client.call("POST", "/documents/convert", { ...draft, target_type: "salesorder", draft: false });
    expect(await read("/sales-orders", String(order.json["id"]))).toMatchObject({ draft: false, document_number: "PV260001" });
    expect((await client.call("POST", "/documents/convert", { ...draft, target_type: "waybill" })).status).toBe(501);
    expect((await client.call("POST", "/documents/convert", { ...draft, source_id: id })).status).toBe(404);
  });

  it("a ticket may have no client, an invoice may not", async () => {
    const body = { date: "2026-11-20", items: [{ name: "Copia de llave", units: 1, price: 2.48, taxes: ["s_iva_21"] }] };
    const ticket = await client.call("POST", "/sales-receipts", body);
    expect(await read("/sales-receipts", String(ticket.json["id"]))).toMatchObject({ contact_id: null, total: "3.00" });
    expect((await client.call("POST", "/invoices", body)).status).toBe(422);
  });

  it("are sent to addresses only, never as drafts, and nothing leaves the machine", async () => {
    const id = await approved("/invoices");
    const send = async (body: unknown, of = id): Promise<number> => (await client.call("POST", `/invoices/${of}/send`, body)).status;
    expect(await send({ emails: ["ana@cliente.example"], subject: "Factura" })).toBe(200);
    expect(await send({ emails: [] })).toBe(400);
    expect(await send({ emails: ["ana"] })).toBe(422);
    expect(await send({})).toBe(422);
    expect(await send({ emails: ["ana@cliente.example"] }, await create("/invoices"))).toBe(422);
    expect(client.sandbox.control.objects("sent-mails", aldaba)).toMatchObject([{ document_id: id, emails: ["ana@cliente.example"] }]);
  });
});
