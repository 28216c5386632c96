import { readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { z } from "zod";
import { holdedClient, type HoldedClient } from "@/lib/holded/client";
import type { CallInput, Endpoint, Page } from "@/lib/holded/endpoint";
import { getUsage, getUsageOf } from "@/lib/holded/endpoints/account-settings";
import * as accounts from "@/lib/holded/endpoints/accounts";
import * as bank from "@/lib/holded/endpoints/bank-movements";
import * as contacts from "@/lib/holded/endpoints/contacts";
import * as creditNotes from "@/lib/holded/endpoints/credit-notes";
import * as employees from "@/lib/holded/endpoints/employees";
import * as estimates from "@/lib/holded/endpoints/estimates";
import * as events from "@/lib/holded/endpoints/events";
import * as funnels from "@/lib/holded/endpoints/funnels";
import * as inbox from "@/lib/holded/endpoints/inbox";
import * as invoices from "@/lib/holded/endpoints/invoices";
import * as leads from "@/lib/holded/endpoints/leads";
import { listLedgerEntries } from "@/lib/holded/endpoints/ledger-entries";
import { listNumberingSeries, numberedDocuments } from "@/lib/holded/endpoints/numbering-series";
import { listPaymentMethods } from "@/lib/holded/endpoints/payment-methods";
import * as payments from "@/lib/holded/endpoints/payments";
import * as priceLists from "@/lib/holded/endpoints/price-lists";
import * as products from "@/lib/holded/endpoints/products";
import * as projectTimes from "@/lib/holded/endpoints/project-times";
import * as projects from "@/lib/holded/endpoints/projects";
import * as purchases from "@/lib/holded/endpoints/purchases";
import * as receipts from "@/lib/holded/endpoints/sales-receipts";
import * as services from "@/lib/holded/endpoints/services";
import * as tags from "@/lib/holded/endpoints/tags";
import * as tasks from "@/lib/holded/endpoints/tasks";
import { listTaxes } from "@/lib/holded/endpoints/taxes";
import { listWarehouses } from "@/lib/holded/endpoints/warehouses";
import * as webhooks from "@/lib/holded/endpoints/webhooks";
import { demoAccounts } from "@/lib/holded/sandbox/seed/demo-accounts";
import { demoTokens } from "@/lib/holded/sandbox/seed/demo-tokens";
import { startSandbox, type Sandbox } from "@/lib/holded/sandbox/start-sandbox";
import { ok } from "@/lib/kernel/result";
import { testDatabase } from "@/lib/testing/database";
import { pdf } from "@/lib/testing/pdf-bytes";
import { admin, company } from "@/lib/testing/people";

testDatabase();

const account = "ferreteria-aldaba";
const held: { sandbox?: Sandbox; client?: HoldedClient } = {};
const called = new Set<unknown>();

beforeAll(async () => {
  const sandbox = await startSandbox({ seed: demoAccounts, switches: { plan: "premium", windows: { minute: 5_000 } } });
  const { scope } = await company().with(admin("eva"));
  const access = {
    baseUrl: `${sandbox.url}/api/v2`,
    token: demoTokens[account].full,
    accountKey: `test:${sandbox.url}`,
    plan: "premium",
    numberMode: null,
    isSaved: false,
  } as const;
  Object.assign(held, { sandbox, client: holdedClient(scope, { purpose: "write", access: () => Promise.resolve(ok(access)) }) });
});
afterAll(() => held.sandbox?.stop());

type Schema = z.ZodType | null;

/** The value of a call that must succeed. */
async function call<Path extends string, Query extends Schema, Body extends Schema, Answer>(
  endpoint: Endpoint<Path, Query, Body, Answer>,
  input: CallInput<Path, Query, Body>,
): Promise<Answer> {
  called.add(endpoint);
  const result = await held.client?.call(endpoint, input);
  if (!result?.ok) throw new Error(`${endpoint.method} ${endpoint.path}: ${JSON.stringify(result?.error)}`);
  return result.value;
}

/** The items of a page that must be readable to the last and not be empty. */
function itemsOf<Item>(page: Page<Item>): readonly Item[] {
  expect(page.unreadable).toEqual([]);
  expect(page.items.length).toBeGreaterThan(0);
  return page.items;
}

function first<Item>(page: Page<Item>): Item {
  const [item] = itemsOf(page);
  if (item === undefined) throw new Error("the list is empty");
  return item;
}

const all = { query: {} };
const file = { field: "file", fileName: "nota.pdf", mediaType: "application/pdf", bytes: pdf };
const item = { name: "Tornillo 20 mm", units: 3, price: 12.5, taxes: ["s_iva_21"] };
const bought = { ...item, taxes: ["p_iva_21"], discount: 10 };
const dated = { date: "2026-10-14", due_date: "2026-11-13", currency: "EUR", tags: ["vb-prueba"], notes: "Aviso" };

/** Sales are numbered by date: none before the last one of the sample company. */
const sold = { ...dated, date: "2026-11-22", due_date: "2026-12-22" };

const customer = async () => (await call(contacts.createContact, { body: { name: "Ana Ruiz", type: "client", is_person: true } })).id;

describe("every call of the client is answered by the local Holded", () => {
  it("for the catalogue and the settings", async () => {
    const usage = await call(getUsage, {});
    expect(usage.used).toBeGreaterThan(0);
    expect((await call(getUsageOf, { params: { type: "automation_token" } })).used).toBeGreaterThan(0);
    expect(itemsOf(await call(listTaxes, {})).map(({ key }) => key)).toContain("p_iva_21");
    expect(first(await call(products.listProducts, all)).price).toMatch(/^\d+(\.\d+)?$/);
    const { id } = await call(products.createProduct, {
      body: {
        name: "Broca 6 mm",
        kind: "simple",
        has_stock: false,
        for_sale: true,
        for_purchase: true,
        price: "4.1",
        taxes: ["s_iva_21"],
        sku: "B-6",
      },
    });
    expect(await call(products.getProduct, { params: { id } })).toMatchObject({ sku: "B-6", taxes: ["s_iva_21"], kind: "simple" });
    const service = await call(services.createService, { body: { name: "Montaje", price: 45, taxes: ["s_iva_21"] } });
    expect(await call(services.getService, { params: service })).toMatchObject({ name: "Montaje", price: expect.stringMatching(/^45/) });
    itemsOf(await call(services.listServices, all));
    const list = first(await call(priceLists.listPriceLists, {}));
    expect(await call(priceLists.getPriceList, { params: { id: list.id } })).toEqual(list);
    for (const type of numberedDocuments) expect((await call(listNumberingSeries, { params: { type } })).unreadable).toEqual([]);
    itemsOf(await call(listPaymentMethods, all));
    itemsOf(await call(listWarehouses, all));
    await call(tags.createTag, { body: { name: "obra-12" } });
    expect((await call(tags.listTags, all)).items).toContain("obra-12");
  });

  it("for contacts", async () => {
    const id = await customer();
    expect(await call(contacts.getContact, { params: { id } })).toMatchObject({
      name: "Ana Ruiz",
      type: "client",
      isPerson: true,
      defaults: null,
    });
    itemsOf(await call(contacts.listContacts, all));
    expect(first(await call(contacts.searchContacts, { query: { name: "Ana" } })).id).toBe(id);
  });

  it("for purchases and what is paid of them", async () => {
    const contact_id = await customer();
    const body = { ...dated, contact_id, number: "A-2291", items: [bought] };
    const purchase = await call(purchases.createPurchase, { body });
    const draft = await call(purchases.createPurchaseRefund, { body: { ...body, number: "AB-1" } });
    await call(purchases.deletePurchaseDraft, { params: draft });
    await call(purchases.attachToPurchase, { params: purchase, body: file });
    const attachment = first(await call(purchases.listPurchaseAttachments, { params: purchase, ...all }));
    const got = await call(purchases.getPurchaseAttachment, { params: { ...purchase, attachmentId: attachment.id } });
    expect(Buffer.from(got.bytes).equals(Buffer.from(pdf))).toBe(true);
    await call(purchases.approvePurchase, { params: purchase });
    const treasury = first(await call(accounts.listTreasuryAccounts, all));
    await call(purchases.payPurchase, { params: purchase, body: { amount: "10.00", date: "2026-10-20", treasury_id: treasury.id } });
    expect(await call(purchases.getPurchase, { params: purchase })).toMatchObject({
      number: "A-2291",
      subtotal: "33.75",
      tax: "7.09",
      total: "40.84",
      status: "partial",
      paymentsTotal: "10.00",
      paymentsPending: "30.84",
      isApproved: true,
      notes: "Aviso",
      payments: [{ amount: "10.00", date: "2026-10-20", treasuryId: treasury.id }],
      lines: [{ units: "3", discount: "10", taxes: ["p_iva_21"] }],
    });
    expect(itemsOf(await call(purchases.listPurchases, { query: { contact_id } })).map(({ id }) => id)).toEqual([purchase.id]);
    const paid = first(await call(payments.listPayments, { query: { document_id: purchase.id } }));
    expect(paid).toMatchObject({ amount: "10.00", documentId: purchase.id, reconciliation: "pending" });
    expect(await call(payments.getPayment, { params: { id: paid.id } })).toEqual(paid);
    const loose = { type: "payment", amount: "5.00", date: "2026-10-20", bank_account_id: treasury.id, contact_id } as const;
    const { id } = await call(payments.createPayment, { body: loose });
    expect(await call(payments.getPayment, { params: { id } })).toMatchObject({ documentId: null, amount: "5.00" });
  });

  it("for invoices, credit notes and receipts", async () => {
    const contact_id = await customer();
    const body = { ...sold, contact_id, items: [item, { type: "title" as const, name: "Fase 1" }] };
    const invoice = await call(invoices.createInvoice, { body });
    const draft = await call(invoices.createInvoice, { body });
    await call(invoices.deleteInvoiceDraft, { params: draft });
    await call(invoices.attachToInvoice, { params: invoice, body: file });
    const attachment = first(await call(invoices.listInvoiceAttachments, { params: invoice, ...all }));
    await call(invoices.getInvoiceAttachment, { params: { ...invoice, attachmentId: attachment.id } });
    await call(invoices.approveInvoice, { params: invoice });
    const { number, total } = await call(invoices.getInvoice, { params: invoice });
    expect(total).toBe("45.38");
    expect(await call(invoices.findInvoiceByNumber, { query: { number: number ?? "" } })).toMatchObject({ ...invoice, number });
    expect((await call(invoices.invoicePdf, { params: invoice })).mediaType).toBe("application/pdf");
    await call(invoices.sendInvoice, { params: invoice, body: { emails: ["ana@cliente.example"] } });
    await call(invoices.payInvoice, { params: invoice, body: { amount: "45.38", date: "2026-11-22" } });
    expect(await call(invoices.getInvoice, { params: invoice })).toMatchObject({ status: "completed", paymentsPending: "0.00" });
    itemsOf(await call(invoices.listInvoices, { query: { sort: "-date", approval_status: "approved", start_date: "2026-01-01" } }));
    const note = await call(creditNotes.createCreditNote, { body: { ...body, items: [item] } });
    await call(creditNotes.approveCreditNote, { params: note });
    await call(creditNotes.sendCreditNote, { params: note, body: { emails: ["ana@cliente.example"] } });
    expect((await call(creditNotes.creditNotePdf, { params: note })).bytes.length).toBeGreaterThan(100);
    await call(creditNotes.payCreditNote, { params: note, body: { amount: "45.38", date: "2026-11-22" } });
    expect(await call(creditNotes.getCreditNote, { params: note })).toMatchObject({ isApproved: true });
    itemsOf(await call(creditNotes.listCreditNotes, all));
    const receipt = await madeElsewhere("/sales-receipts", {
      date: "2026-10-14",
      items: [{ name: "Clavos", units: 1, price: 3, taxes: ["s_iva_21"] }],
    });
    expect(itemsOf(await call(receipts.listSalesReceipts, all)).map(({ id }) => id)).toContain(receipt);
    expect(await call(receipts.getSalesReceipt, { params: { id: receipt } })).toMatchObject({ total: "3.63" });
    await approvedElsewhere(`/sales-receipts/${receipt}/approve`);
    await call(receipts.paySalesReceipt, { params: { id: receipt }, body: { amount: "3.63", date: "2026-10-14" } });
  });

  it("for estimates", async () => {
    const contact_id = await customer();
    const body = { ...dated, contact_id, items: [{ type: "title" as const, name: "Fase 1" }, item] };
    const [won, lost, gone] = [1, 2, 3].map(() => call(estimates.createEstimate, { body }));
    if (!won || !lost || !gone) throw new Error("three estimates");
    await call(estimates.deleteEstimate, { params: await gone });
    const params = await won;
    await call(estimates.attachToEstimate, { params, body: file });
    const attachment = first(await call(estimates.listEstimateAttachments, { params, ...all }));
    await call(estimates.getEstimateAttachment, { params: { ...params, attachmentId: attachment.id } });
    expect((await call(estimates.estimatePdf, { params })).bytes.length).toBeGreaterThan(100);
    await call(estimates.sendEstimate, { params, body: { emails: ["ana@cliente.example"], subject: "Presupuesto" } });
    await call(estimates.acceptEstimate, { params, body: { name: "Ana Ruiz", comment: "Adelante" } });
    await call(estimates.rejectEstimate, { params: await lost, body: { name: "Ana Ruiz" } });
    expect(await call(estimates.getEstimate, { params })).toMatchObject({ total: "45.38", tags: ["vb-prueba"] });
    const invoice = await call(estimates.invoiceFromEstimate, {
      body: { source_type: "estimate", source_id: params.id, target_type: "invoice", draft: true },
    });
    expect(await call(invoices.getInvoice, { params: invoice })).toMatchObject({ total: "45.38", number: null, isApproved: false });
    itemsOf(await call(estimates.listEstimates, { query: { contact_id } }));
  });

  it("for the treasury and the books", async () => {
    const { id } = itemsOf(await call(accounts.listTreasuryAccounts, all)).find(({ type }) => type === "bank") ?? { id: "" };
    expect(await call(accounts.getTreasuryAccount, { params: { id } })).toMatchObject({
      id,
      balance: expect.stringMatching(/^-?\d+\.\d\d$/),
    });
    const made = await call(invoices.createInvoice, { body: { ...sold, contact_id: await customer(), items: [item] } });
    await call(invoices.approveInvoice, { params: made });
    const body = { amount: "45.38", description: "TRANSFERENCIA ANA RUIZ", balance: "18495.70", value_date: "2026-10-20" };
    await call(bank.createBankMovement, { params: { accountId: id }, body });
    const window = { start_date: "2026-10-20", end_date: "2026-10-20", status: "pending,partial" };
    const movement = itemsOf(await call(bank.listBankMovements, { params: { accountId: id }, query: window })).find(
      ({ description }) => description === body.description,
    );
    expect(movement).toMatchObject({ amount: "45.38", valueDate: "2026-10-20", status: "pending", reconciledAmount: "0.00" });
    await call(bank.reconcileBankMovement, {
      params: { accountId: id, movementId: movement?.id ?? "" },
      body: { documents: [{ document_id: made.id, document_type: "invoice" }] },
    });
    const after = await call(bank.listBankMovements, { params: { accountId: id }, query: { ...window, status: "reconciled" } });
    expect(itemsOf(after).find((one) => one.id === movement?.id)).toMatchObject({ status: "reconciled", reconciledAmount: "45.38" });
    expect(await call(invoices.getInvoice, { params: made })).toMatchObject({ paymentsPending: "0.00" });
    const year = { start_date: "2026-01-01", end_date: "2026-12-31" };
    expect(first(await call(bank.listCashMovements, { params: { accountId: id }, query: {} })).direction).toMatch(/^(in|out)$/);
    expect((await call(bank.listRemittances, all)).unreadable).toEqual([]);
    called.add(bank.getRemittance);
    const none = await held.client?.call(bank.getRemittance, { params: { id } });
    expect(none).toMatchObject({ ok: false, error: { code: "holded.not_found" } });
    expect(first(await call(listLedgerEntries, { query: year }))).toMatchObject({ date: expect.stringMatching(/^2026-\d\d-\d\d$/) });
    itemsOf(await call(accounts.listExpenseAccounts, all));
    itemsOf(await call(accounts.listAccountingAccounts, { query: {} }));
    itemsOf(await call(accounts.listSalesChannels, all));
  });

  it("for funnels, leads and events", async () => {
    const funnel = first(await call(funnels.listFunnels, all));
    expect(await call(funnels.getFunnel, { params: { id: funnel.id } })).toEqual(funnel);
    const [, second] = funnel.stages;
    const contact_id = await customer();
    const body = { funnel_id: funnel.id, contact_id, name: "Reforma cocina", value: 4200.5, potential: 40 };
    const params = await call(leads.createLead, { body });
    await call(leads.setLeadStage, { params, body: { stage_id: second?.id ?? "" } });
    await call(leads.setLeadDate, { params, body: { date: "2026-12-01" } });
    await call(leads.addLeadNote, { params, body: { title: "Correo del 14/10", description: "Pide visita" } });
    const task = await call(leads.addLeadTask, { params, body: { name: "Llamar" } });
    await call(leads.renameLeadTask, { params, body: { task_id: task.id, name: "Llamar el lunes" } });
    const lead = await call(leads.getLead, { params });
    expect(lead).toMatchObject({
      value: expect.stringMatching(/^4200\.50?$/),
      potential: "40",
      stageId: second?.id,
      dueDate: "2026-12-01",
      status: "open",
    });
    expect(lead.events.map(({ title }) => title)).toContain("Correo del 14/10");
    expect(lead.tasks.map(({ name }) => name)).toEqual(["Llamar el lunes"]);
    itemsOf(await call(leads.listLeads, all));
    const event = await call(events.createEvent, {
      body: { name: "Visita", start_date: "2026-10-20T10:00:00", contact_id, lead_id: params.id, kind: "meeting", status: 0 },
    });
    expect(await call(events.getEvent, { params: event })).toMatchObject({ name: "Visita", start: "2026-10-20T10:00:00", isDone: false });
    itemsOf(await call(events.listEvents, all));
  });

  it("for projects, hours and people", async () => {
    const params = await call(projects.createProject, { body: { name: "Obra 12", due_date: "2026-12-24" } });
    expect(await call(projects.getProject, { params })).toMatchObject({ name: "Obra 12", dueDate: "2026-12-24", isArchived: false });
    itemsOf(await call(projects.listProjects, all));
    const task = await call(tasks.createTask, { body: { project_id: params.id, name: "Montaje" } });
    expect(await call(tasks.getTask, { params: task })).toMatchObject({ projectId: params.id, name: "Montaje" });
    itemsOf(await call(tasks.listTasks, all));
    const user_id = itemsOf(await call(projects.listProjects, all)).flatMap(({ userIds }) => userIds)[0] ?? "";
    const projectId = params.id;
    const time = await call(projectTimes.createProjectTime, {
      params: { projectId },
      body: { duration: 5400, user_id, date: "2026-10-14", description: "Montaje", task_id: task.id },
    });
    const read = await call(projectTimes.getProjectTime, { params: { projectId, id: time.id } });
    expect(read).toMatchObject({ seconds: 5400, date: "2026-10-14", taskId: task.id, userId: user_id, isApproved: false });
    expect(first(await call(projectTimes.listProjectTimes, { params: { projectId }, ...all })).id).toBe(time.id);
    expect(itemsOf(await call(projectTimes.listAllProjectTimes, all)).map(({ id }) => id)).toContain(time.id);
    const employee = first(await call(employees.listEmployees, all));
    expect(await call(employees.getEmployee, { params: { id: employee.id } })).toEqual(employee);
    itemsOf(await call(employees.listEmployeeTimes, all));
    expect((await call(employees.listTimesOfEmployee, { params: { id: employee.id }, ...all })).unreadable).toEqual([]);
  });

  it("for the inbox and webhooks", async () => {
    const scanned = await call(inbox.uploadToInbox, { body: { ...file, field: "document" } });
    expect(await call(inbox.getInboxDocument, { params: { id: scanned.id } })).toMatchObject({ fileName: "nota.pdf", origin: "upload" });
    itemsOf(await call(inbox.listInbox, { query: { status: "new,processing,pending_to_verify" } }));
    const got = await call(inbox.downloadInboxFile, { params: { id: scanned.id, fileName: "nota.pdf" } });
    expect(got.bytes.length).toBe(pdf.length);
    const purchase = await call(purchases.createPurchase, {
      body: { ...dated, contact_id: await customer(), number: "S-1", items: [bought] },
    });
    await call(inbox.attachInboxDocument, { params: { id: scanned.id }, body: { documentId: purchase.id, documentType: "purchase" } });
    const hook = await call(webhooks.createWebhook, {
      body: { url: "http://127.0.0.1:9/hook", events: ["purchase.create"], version: "v1", description: "Visto Bueno" },
    });
    expect(hook.secret).toMatch(/^whsec_/);
    expect(first(await call(webhooks.listWebhooks, all))).toMatchObject({ id: hook.id, events: ["purchase.create"] });
    await call(webhooks.deleteWebhook, { params: { id: hook.id } });
  });

  it("with nothing left out, and no answer of the local Holded against its own schema", async () => {
    const forgotten: string[] = [];
    const replacing: string[] = [];
    for (const name of readdirSync(import.meta.dirname).filter((one) => one.endsWith(".ts") && !one.endsWith(".test.ts"))) {
      const exported: object = await import(/* @vite-ignore */ join(import.meta.dirname, name));
      for (const [key, one] of Object.entries(exported) as [string, unknown][]) {
        if (!isEndpoint(one)) continue;
        if (!called.has(one)) forgotten.push(`${name} ${key}`);
        if (one.method === "PUT" || one.method === "PATCH") replacing.push(key);
      }
    }
    expect(forgotten).toEqual([]);
    // These touch one field. What replaces a whole object is not to be had without reading, merging and verifying.
    expect(replacing).toEqual(["setLeadStage", "setLeadDate", "renameLeadTask"]);
    expect(held.sandbox?.control.state().ownMistakes).toEqual([]);
    expect(held.sandbox?.control.warnings(account)).toEqual([]);
  });
});

describe("an account means the same in whatever format it writes its numbers", () => {
  it("in every list that has amounts", async () => {
    const lists = {
      purchases: purchases.listPurchases,
      invoices: invoices.listInvoices,
      estimates: estimates.listEstimates,
      creditNotes: creditNotes.listCreditNotes,
      products: products.listProducts,
      services: services.listServices,
      leads: leads.listLeads,
      times: projectTimes.listAllProjectTimes,
      payments: payments.listPayments,
      inbox: inbox.listInbox,
    } as const;
    const read = async (number_format: "es" | "spec" | "es_everywhere") => {
      held.sandbox?.control.setSwitches({ number_format }, account);
      const pages = [];
      for (const [name, list] of Object.entries(lists))
        pages.push([name, itemsOf((await call(list as never, all as never)) as Page<unknown>)]);
      return pages;
    };
    const spanish = await read("es");
    expect(await read("spec")).toEqual(spanish);
    expect(await read("es_everywhere")).toEqual(spanish);
    held.sandbox?.control.setSwitches({ number_format: "es" }, account);
  });
});

function isEndpoint(value: unknown): value is { readonly method: string } {
  return typeof value === "object" && value !== null && "method" in value && "permission" in value && "path" in value;
}

/** Something that other programs make in Holded and the client only reads. */
async function madeElsewhere(path: string, body: object): Promise<string> {
  const answer = (await (await elsewhere(path, body)).json()) as { readonly id: string };
  return answer.id;
}

const approvedElsewhere = (path: string) => elsewhere(path);

function elsewhere(path: string, body?: object): Promise<Response> {
  const headers = { authorization: `Bearer ${demoTokens[account].full}`, "content-type": "application/json" };
  return fetch(`${held.sandbox?.url ?? ""}/api/v2${path}`, {
    method: "POST",
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}
