import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it } from "vitest";
import { holdedClient, type HoldedClient } from "@/lib/holded/client";
import { createContact, getContact, type ContactBody } from "@/lib/holded/endpoints/contacts";
import { createEstimate, getEstimate } from "@/lib/holded/endpoints/estimates";
import { listFunnels } from "@/lib/holded/endpoints/funnels";
import { createInvoice, getInvoice } from "@/lib/holded/endpoints/invoices";
import { addLeadNote, createLead, getLead } from "@/lib/holded/endpoints/leads";
import { listNumberingSeries } from "@/lib/holded/endpoints/numbering-series";
import { createProduct, getProduct } from "@/lib/holded/endpoints/products";
import { createProject, getProject } from "@/lib/holded/endpoints/projects";
import { createPurchase, getPurchase, approvePurchase } from "@/lib/holded/endpoints/purchases";
import { updateContact } from "@/lib/holded/updates/contacts";
import { updateEstimate, updateInvoice, updatePurchase } from "@/lib/holded/updates/documents";
import { updateLead } from "@/lib/holded/updates/leads";
import { updateProduct } from "@/lib/holded/updates/products";
import { updateProject } from "@/lib/holded/updates/projects";
import type { Switches } from "@/lib/holded/sandbox/switches";
import { ok, type Result } from "@/lib/kernel/result";
import { testDatabase } from "@/lib/testing/database";
import { newAccount, testHolded } from "@/lib/testing/holded";
import { admin, company } from "@/lib/testing/people";

testDatabase();
const holded = testHolded();

/** A client of a new account whose Holded behaves as asked for. */
async function clientOf(switches: Partial<Switches> = {}) {
  const { scope } = await company().with(admin("eva"));
  const { account, token } = newAccount(holded(), { switches: { plan: "premium", ...switches } });
  const access = {
    baseUrl: `${holded().url}/api/v2`,
    token,
    accountKey: `test:${account}`,
    plan: "premium",
    numberMode: null,
    isSaved: false,
  } as const;
  return { client: holdedClient(scope, { purpose: "write", access: () => Promise.resolve(ok(access)) }), account };
}

async function must<T>(result: Promise<Result<T>>): Promise<T> {
  const found = await result;
  if (!found.ok) throw new Error(JSON.stringify(found.error));
  return found.value;
}

const puts = (account: string) =>
  holded()
    .control.calls({ account })
    .filter(({ method }) => method === "PUT").length;

const person: ContactBody & { type: "supplier"; is_person: boolean } = {
  name: "Ferretería Aldaba SL",
  code: "B00000000",
  type: "supplier",
  is_person: false,
  email: "admin@aldaba.example",
  phone: "+34910000000",
  bill_address: { address: "C/ Mayor 1", city: "Madrid", postal_code: "28013", country_code: "ES" },
  custom_fields: [{ field: "Ruta", value: "Norte" }],
  defaults: { due_days: 30, language: "es", discount: 5 },
};

const rich = {
  number: "A-2291",
  date: "2026-10-14",
  due_date: "2026-11-13",
  currency: "EUR",
  notes: "Entregar por la tarde",
  tags: ["vb-7f3a", "obra"],
  custom_fields: [{ field: "Visto Bueno", value: "vb-7f3a" }],
  items: [
    { name: "Tornillo 20 mm", units: 100, price: 1.25, discount: 10, taxes: ["p_iva_21", "p_ret_15"], description: "Caja" },
    { name: "Clavo", units: 1.5, price: 0.333, discount: 0, taxes: ["p_iva_10"] },
  ],
};

async function purchase(client: HoldedClient) {
  const { id: contact_id } = await must(client.call(createContact, { body: person }));
  const { id } = await must(client.call(createPurchase, { body: { ...rich, contact_id } }));
  return { id, held: await must(client.call(getPurchase, { params: { id } })) };
}

describe.each(["replace", "merge"] as const)("where Holded's PUT of a purchase does %s", (purchase_put) => {
  it.each(["es", "spec"] as const)("a new due date leaves everything else as it was (numbers: %s)", async (number_format) => {
    const { client, account } = await clientOf({ purchase_put, number_format });
    const { id, held } = await purchase(client);
    const changed = await must(updatePurchase(client, id, { dueDate: "2026-12-01" }, { seen: held }));
    expect(changed).toEqual({ ...held, dueDate: "2026-12-01" });
    expect(await must(client.call(getPurchase, { params: { id } }))).toEqual(changed);
    expect(changed).toMatchObject({
      notes: rich.notes,
      tags: rich.tags,
      customFields: rich.custom_fields,
      lines: [{ units: "100" }, { units: "1.5" }],
    });
    expect(puts(account)).toBe(1);
  });

  it("new lines are written and read back, and the rest stays", async () => {
    const { client } = await clientOf({ purchase_put });
    const { id, held } = await purchase(client);
    const items = [{ name: "Tornillo 30 mm", units: 2, price: 50, taxes: ["p_iva_21"] }];
    const changed = await must(updatePurchase(client, id, { items }));
    expect(changed).toMatchObject({
      total: "121.00",
      tags: held.tags,
      notes: held.notes,
      customFields: held.customFields,
      number: "A-2291",
    });
  });
});

describe("a change of a purchase", () => {
  it("is refused, and nothing written, when it is no longer what was seen", async () => {
    const { client, account } = await clientOf();
    const { id, held } = await purchase(client);
    await must(updatePurchase(client, id, { notes: "Otra persona ha escrito aquí" }));
    const before = puts(account);
    expect(await updatePurchase(client, id, { dueDate: "2026-12-01" }, { seen: held })).toMatchObject({
      ok: false,
      error: { code: "holded.changed_meanwhile", detail: { fields: "notes" } },
    });
    expect(puts(account)).toBe(before);
  });

  it("is not written twice: what is already so is left alone", async () => {
    const { client, account } = await clientOf();
    const { id } = await purchase(client);
    await must(updatePurchase(client, id, { dueDate: "2026-12-01" }));
    await must(updatePurchase(client, id, { dueDate: "2026-12-01" }));
    expect(puts(account)).toBe(1);
  });

  it("is looked for when the answer is lost, and found", async () => {
    const { client, account } = await clientOf();
    const { id } = await purchase(client);
    holded().control.fault({ match: { account, method: "PUT" }, kind: "drop_after" });
    expect(await updatePurchase(client, id, { dueDate: "2026-12-01" })).toMatchObject({ ok: true, value: { dueDate: "2026-12-01" } });
    expect(puts(account)).toBe(1);
  });

  it("is reported as unknown when the answer is lost and Holded still shows the old state", async () => {
    const { client, account } = await clientOf();
    const { id } = await purchase(client);
    holded().control.fault({ match: { account, method: "PUT" }, kind: "drop_before" });
    expect(await updatePurchase(client, id, { dueDate: "2026-12-01" }, { readLagMs: 100 })).toMatchObject({
      ok: false,
      error: { code: "holded.outcome_unknown" },
    });
  });

  it("waits until Holded shows it", async () => {
    const { client, account } = await clientOf();
    const { id } = await purchase(client);
    holded().control.fault({ match: { account, method: "PUT" }, kind: "stale", ms: 900 });
    expect(await updatePurchase(client, id, { dueDate: "2026-12-01" })).toMatchObject({ ok: true });
  });

  it("of an approved one is Holded's to refuse", async () => {
    const { client } = await clientOf();
    const { id } = await purchase(client);
    await must(client.call(approvePurchase, { params: { id } }));
    expect(await updatePurchase(client, id, { notes: "tarde" })).toMatchObject({ ok: false, error: { code: "holded.rejected" } });
  });

  it("that would lose a discount of the whole document is refused before anything is written", async () => {
    const { client, account } = await clientOf();
    const { id, held } = await purchase(client);
    holded().control.edit(account, "purchases", id, { discount: "10.00", discountPercent: "7.5" });
    expect(await updatePurchase(client, id, { notes: "tarde" })).toMatchObject({
      ok: false,
      error: { code: "holded.cannot_keep", detail: { field: "discount" } },
    });
    expect(held.discount).not.toBe("10.00");
    expect(puts(account)).toBe(0);
  });
});

describe.each(["dates", "replace"] as const)("where Holded's PUT of other documents takes %s", (document_put) => {
  it("an estimate keeps its lines, tags and notes when its due date changes", async () => {
    const { client } = await clientOf({ document_put });
    const { id: contact_id } = await must(client.call(createContact, { body: person }));
    const { number: _, ...sale } = rich;
    const items = [
      { type: "title" as const, name: "Fase 1" },
      { name: "Instalación", units: 8, price: 45, taxes: ["s_iva_21"] },
    ];
    const { id } = await must(client.call(createEstimate, { body: { ...sale, items, contact_id } }));
    const held = await must(client.call(getEstimate, { params: { id } }));
    expect(await must(updateEstimate(client, id, { dueDate: "2026-12-01" }, { seen: held }))).toEqual({ ...held, dueDate: "2026-12-01" });
  });
});

describe("a change of an estimate", () => {
  it("that Holded passes over is not called done", async () => {
    const { client } = await clientOf({ document_put: "dates" });
    const { id: contact_id } = await must(client.call(createContact, { body: person }));
    const items = [{ name: "Instalación", units: 8, price: 45, taxes: ["s_iva_21"] }];
    const { id } = await must(client.call(createEstimate, { body: { contact_id, date: "2026-10-14", items } }));
    const more = [{ name: "Instalación", units: 9, price: 45, taxes: ["s_iva_21"] }];
    expect(await updateEstimate(client, id, { items: more }, { readLagMs: 100 })).toMatchObject({
      ok: false,
      error: { code: "holded.read_back_differs", detail: { fields: "items" } },
    });
  });
});

describe("a change of", () => {
  it("an invoice keeps its lines, its text and its series", async () => {
    const { client } = await clientOf();
    const { id: contact_id } = await must(client.call(createContact, { body: { ...person, type: "client" } }));
    const [series] = (await must(client.call(listNumberingSeries, { params: { type: "invoice" } }))).items;
    const numberLineId = series?.id ?? "";
    const { number: _, ...sale } = rich;
    const items = [{ name: "Instalación", units: 8, price: 45, taxes: ["s_iva_21", "s_ret_15"] }];
    const body = { ...sale, items, contact_id, body: "Gracias", ...(series ? { number_line_id: numberLineId } : {}) };
    const { id } = await must(client.call(createInvoice, { body }));
    const held = await must(client.call(getInvoice, { params: { id } }));
    const changed = await must(updateInvoice(client, id, { notes: "Urgente", numberLineId }, { seen: held }));
    expect(changed).toEqual({ ...held, notes: "Urgente" });
  });

  it("a contact keeps its address, defaults and custom fields", async () => {
    for (const empty_object_as_array of [true, false]) {
      const { client } = await clientOf({ empty_object_as_array });
      const { id } = await must(client.call(createContact, { body: person }));
      const held = await must(client.call(getContact, { params: { id } }));
      const changed = await must(updateContact(client, id, { phone: "+34911111111", bill_address: { city: "Getafe" } }, { seen: held }));
      const address = { ...held.address, city: "Getafe" };
      expect(changed).toEqual({ ...held, phone: "+34911111111", address, updatedAt: changed.updatedAt });
      expect(changed).toMatchObject({ code: "B00000000", defaults: { dueDays: 30, discount: "5" }, customFields: person.custom_fields });
    }
  });

  it("a lead keeps its value, notes and stage", async () => {
    const { client, account } = await clientOf();
    const { id: contact_id } = await must(client.call(createContact, { body: person }));
    const funnel_id = await anyFunnel(client, account);
    const body = { funnel_id, contact_id, name: "Reforma cocina", value: 4200.5, potential: 40, due_date: "2026-12-24" };
    const { id } = await must(client.call(createLead, { body }));
    await must(client.call(addLeadNote, { params: { id }, body: { title: "Correo", description: "Pide visita" } }));
    const held = await must(client.call(getLead, { params: { id } }));
    const changed = await must(updateLead(client, id, { value: "5100.00" }, { seen: held }));
    expect(changed).toEqual({ ...held, value: changed.value, updatedAt: changed.updatedAt });
    expect(Number(changed.value)).toBe(5100);
  });

  it("a project keeps its dates, whichever way they are written, and its tags", async () => {
    for (const project_dates of ["DD/MM/YYYY", "iso"] as const) {
      const { client } = await clientOf({ project_dates });
      const { id } = await must(client.call(createProject, { body: { name: "Obra 12", description: "Cocina", due_date: "2026-12-01" } }));
      await must(updateProject(client, id, { startDate: "2026-02-03", tags: ["norte"] }));
      const held = await must(client.call(getProject, { params: { id } }));
      expect(held).toMatchObject({ startDate: "2026-02-03", dueDate: "2026-12-01", tags: ["norte"] });
      expect(await must(updateProject(client, id, { name: "Obra 13" }, { seen: held }))).toEqual({ ...held, name: "Obra 13" });
    }
  });

  it("a product keeps its price, and is refused where the price that is shown may be cut", async () => {
    const { client, account } = await clientOf();
    const rates = new Map([["s_iva_21", "21"]]);
    const made = async (price: string) => {
      const body = {
        name: "Broca",
        kind: "simple" as const,
        has_stock: false,
        for_sale: true,
        for_purchase: true,
        price,
        taxes: ["s_iva_21"],
        sku: "B-6",
      };
      return (await must(client.call(createProduct, { body }))).id;
    };
    const whole = await made("4.10");
    const held = await must(client.call(getProduct, { params: { id: whole } }));
    expect(await must(updateProduct(client, whole, { name: "Broca 6 mm" }, rates, { seen: held }))).toEqual({
      ...held,
      name: "Broca 6 mm",
    });
    const cut = await made("4.1322");
    const before = puts(account);
    expect(await updateProduct(client, cut, { name: "Broca 6 mm" }, rates)).toMatchObject({
      ok: false,
      error: { code: "holded.cannot_keep", detail: { field: "price" } },
    });
    expect(puts(account)).toBe(before);
    expect(await must(updateProduct(client, cut, { price: "4.1322", name: "Broca 8 mm" }, rates))).toMatchObject({ name: "Broca 8 mm" });
    // What is shown, 4.13, cannot say whether the price is this one already.
    await must(updateProduct(client, cut, { price: "4.1388" }, rates));
    expect(holded().control.objects("products", account).at(-1)).toMatchObject({ id: cut, price: "4.1388" });
  });
});

describe("a field of Holded's that nobody here knows", () => {
  const contact = {
    id: "68aa01b2c3d4e5f607182930",
    name: "Ana",
    type: "client",
    phone: "1",
    loyalty: { level: "oro" },
    updated_at: "2026-10-14T09:05:00+00:00",
  };

  /** A Holded that shows one contact before the PUT and another one after it. */
  async function showing(after: object) {
    const state = { shown: contact as object, puts: [] as string[] };
    const server = createServer((request, response) => {
      const body: Buffer[] = [];
      request.on("data", (chunk: Buffer) => body.push(chunk));
      request.on("end", () => {
        if (request.method === "PUT") {
          state.shown = after;
          state.puts.push(Buffer.concat(body).toString());
        }
        response
          .writeHead(200, { "content-type": "application/json" })
          .end(JSON.stringify(request.method === "PUT" ? { status: 1 } : state.shown));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { scope } = await company().with(admin("eva"));
    const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const access = { baseUrl, token: "pat_x_y", accountKey: `test:${baseUrl}`, plan: "premium", numberMode: null, isSaved: false } as const;
    const client = holdedClient(scope, { purpose: "write", access: () => Promise.resolve(ok(access)) });
    return { result: await updateContact(client, contact.id, { phone: "2" }), puts: state.puts, close: () => server.close() };
  }

  it("is missed when a write loses it", async () => {
    const { result, close } = await showing({ ...contact, phone: "2", loyalty: null, updated_at: "2026-10-14T10:00:00+00:00" });
    expect(result).toMatchObject({ ok: false, error: { code: "holded.read_back_differs", detail: { fields: "loyalty" } } });
    close();
  });

  it("does no harm when it stays, in whatever order and with whatever empties it is written", async () => {
    const { result, puts, close } = await showing({
      phone: "2",
      loyalty: { level: "oro", since: null },
      notes: [],
      email: "",
      ...{ id: contact.id, type: "client", name: "Ana" },
    });
    expect(result).toMatchObject({ ok: true, value: { phone: "2" } });
    expect(puts.map((body) => JSON.parse(body) as unknown)).toEqual([{ name: "Ana", type: "client", phone: "2" }]);
    close();
  });

  it("that another one lost is named beside the change that was not taken", async () => {
    const { result, close } = await showing({ ...contact, loyalty: { level: "plata" } });
    expect(result).toMatchObject({ ok: false, error: { code: "holded.read_back_differs", detail: { fields: "phone, loyalty" } } });
    close();
  });
});

async function anyFunnel(client: HoldedClient, account: string): Promise<string> {
  const [known] = (await must(client.call(listFunnels, { query: {} }))).items;
  if (known) return known.id;
  const token = holded().control.addToken(account);
  const answer = await fetch(`${holded().url}/api/v2/funnels`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify({ name: "Ventas", stages: [{ name: "Nuevo" }, { name: "Ganado" }] }),
  });
  return ((await answer.json()) as { readonly id: string }).id;
}
