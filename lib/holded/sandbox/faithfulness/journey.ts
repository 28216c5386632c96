import type { Driver, Outcome, Values } from "./driver";

/** What the journey needs from outside the client: to upload what its forms cannot, and ids that no list of it gives. */
export type Helpers = {
  /** Uploads a file, or sends JSON, past the client. */
  upload(path: string, field: string): Promise<void>;
  send(path: string, body: unknown): Promise<Values>;
};

/** Requests that the client's forms cannot express: it leaves bodies of DELETE out, and knows files only as text. */
const cannotSay: Readonly<Record<string, number>> = {
  "DELETE /invoices": 422,
  "DELETE /leads/{leadId}/tasks": 400,
  "POST /treasury/accounts/{bankingAccountId}/bank-movements": 422,
  "POST /inbox": 400,
};

/**
 * A working week through the client: every operation that it knows, in an order in which what is needed is there.
 * @returns the calls that were answered otherwise than they should be
 */
export async function journey(driver: Driver, helpers: Helpers): Promise<readonly string[]> {
  const wrong: string[] = [];
  const call = async (key: string, values: Values = {}, wanted = cannotSay[key] ?? 0): Promise<Outcome> => {
    const outcome = await driver.call(key, values);
    const fine = wanted === 0 ? outcome.status >= 200 && outcome.status < 300 : outcome.status === wanted;
    if (!fine) wrong.push(`${key}: ${outcome.status} ${outcome.text.slice(0, 300)}`);
    return outcome;
  };
  const create = async (key: string, values: Values = {}): Promise<string> => String((await call(key, values)).json["id"] ?? "");
  const rows = async (key: string, values: Values = {}): Promise<readonly Values[]> =>
    (await call(key, values)).json["items"] as readonly Values[];
  const idOf = (row: Values | undefined): string => String(row?.["id"] ?? "");

  /** Create, list, read, change and delete, for the many resources that have nothing else. */
  const lifeOf = async (path: string, param: string, form: Values, change: Values, verb: "PUT" | "PATCH" = "PUT"): Promise<void> => {
    const id = await create(`POST ${path}`, form);
    await call(`GET ${path}`);
    if (driver.knows(`GET ${path}/{${param}}`)) await call(`GET ${path}/{${param}}`, { [param]: id });
    await call(`${verb} ${path}/{${param}}`, { [param]: id, ...change });
    await call(`DELETE ${path}/{${param}}`, { [param]: id });
  };

  const contact = await create("POST /contacts", {
    name: "Cliente de fuera, S.L.",
    type: "client",
    code: "B12345674",
    email: "fuera@cliente.example",
  });
  const treasury = await create("POST /treasury/accounts", { name: "Banco de fuera", type: "bank", currency: "EUR" });
  await contacts();
  await catalogue();
  for (const family of families) await documents(family);
  await sales();
  await money();
  await crm();
  await work();
  await settings();
  return wrong;

  async function contacts(): Promise<void> {
    await call("GET /contacts", { code: "B12345674" });
    await call("GET /contacts/search", { searchName: "Cliente" });
    await call("GET /contacts/{contactId}", { contactId: contact });
    await call("PUT /contacts/{contactId}", { contactId: contact, name: "Cliente de fuera, S.L.", code: "B12345674" });
    await helpers.upload(`/contacts/${contact}/attachments`, "file");
    await driver.call("POST /contacts/{contactId}/attachments", { contactId: contact, binaryPropertyName: "data" }, file);
    const [attachment] = await rows("GET /contacts/{contactId}/attachments", { contactId: contact });
    await call("GET /contacts/{contactId}/attachments/{filename}", { contactId: contact, filename: idOf(attachment) });
    const others = [
      await create("POST /contacts", { name: "Uno", type: "lead" }),
      await create("POST /contacts", { name: "Dos", type: "lead" }),
    ];
    await call("POST /contacts/bulk-archive", { contactIds: others[0] });
    await call("POST /contacts/bulk-delete", { contactIds: others[0] });
    await call("DELETE /contacts/{contactId}", { contactId: others[1] });
  }

  async function catalogue(): Promise<void> {
    const product = await create("POST /products", {
      name: "Bisagra",
      kind: "simple",
      hasStock: true,
      forSale: true,
      forPurchase: true,
      price: "1.5",
      sku: "BIS-1",
      taxes: "s_iva_21",
      tags: "obra",
    });
    const warehouse = await create("POST /warehouses", { name: "Nave" });
    await call("PUT /products/{productId}/stock", { productId: product, warehouseId: warehouse, stockVariation: 5 });
    await call("GET /products/{productId}/stock", { productId: product });
    await call("GET /warehouses/{warehouseId}/stock", { warehouseId: warehouse });
    await call("GET /warehouses");
    await call("GET /warehouses/{warehouseId}", { warehouseId: warehouse });
    await call("PATCH /warehouses/{warehouseId}", { warehouseId: warehouse, name: "Nave 2" });
    await call("GET /products");
    await call("GET /products/{productId}", { productId: product });
    await call("PUT /products/{productId}", { productId: product, name: "Bisagra inox", price: "1.75" });
    await call("DELETE /products/{productId}", { productId: product });
    await call("DELETE /warehouses/{warehouseId}", { warehouseId: warehouse });
    await lifeOf("/services", "serviceId", { name: "Montaje", price: 30 }, { name: "Montaje en obra" });
    await lifeOf("/price-lists", "priceListId", { name: "Mayoristas" }, { name: "Distribución" }, "PATCH");
    await lifeOf("/sales-channels", "salesChannelId", { name: "Tienda", accountNum: 70000009 }, { name: "Tienda web" });
    await lifeOf("/expenses-accounts", "expensesAccountId", { name: "Ferias", accountNum: 62700009 }, { name: "Ferias y congresos" });
    await lifeOf("/payment-methods", "paymentMethodId", { name: "A 30 días", dueDays: 30 }, { name: "A 60 días", dueDays: 60 });
    await lifeOf("/contact-groups", "contactGroupId", { name: "Obras" }, { name: "Reformas" });
  }

  function documentForm(path: string): Values {
    const tax = path === "/purchases" ? "p_iva_21" : "s_iva_21";
    const items = JSON.stringify([{ name: "Bisagra", units: 10, price: 1.5, taxes: [tax] }]);
    return { contactId: contact, items, date: "2026-11-20T00:00:00.000Z", dueDate: "2026-12-20", tags: "obra-12", notes: "Sin prisa" };
  }

  /** Everything that a kind of document has. */
  async function documents({ path, param }: Family): Promise<void> {
    const one = `${path}/{${param}}`;
    const id = await create(`POST ${path}`, documentForm(path));
    const at = { [param]: id };
    await call(`GET ${path}`, { contactId: contact, startDate: "2026-11-01", endDate: "2026-11-30" });
    await call(`GET ${one}`, at);
    await call(`PUT ${one}`, path === "/invoices" ? { ...at, ...documentForm(path) } : { ...at, dueDate: "2026-12-24" });
    await call(`POST ${one}/attachments`, at, 400);
    await helpers.upload(`${path}/${id}/attachments`, "file");
    const [attachment] = await rows(`GET ${one}/attachments`, at);
    await call(`GET ${one}/attachments/{attachmentId}`, { ...at, attachmentId: idOf(attachment) });
    if (driver.knows(`POST ${one}/approve`)) await call(`POST ${one}/approve`, at);
    if (driver.knows(`GET ${one}/pdf`)) await call(`GET ${one}/pdf`, at);
    if (driver.knows(`POST ${one}/send`))
      await call(`POST ${one}/send`, { ...at, emails: "ana@cliente.example", subject: "Su documento", message: "Gracias" });
    if (driver.knows(`POST ${one}/payments`))
      await call(`POST ${one}/payments`, { ...at, amount: "5.00", date: "2026-11-21", treasuryId: treasury });
    await call(`DELETE ${one}`, { [param]: await create(`POST ${path}`, documentForm(path)) });
  }

  async function sales(): Promise<void> {
    const invoice = (): Promise<string> => create("POST /invoices", documentForm("/invoices"));
    await call("POST /invoices/bulk/approve", { ids: [await invoice(), await invoice()].join(",") });
    await call("POST /invoices/bulk/cancel", { ids: await approved() });
    await call("POST /invoices/{invoiceId}/cancel", { invoiceId: await approved() });
    await call("DELETE /invoices", { ids: await invoice() });
    const [accepted, rejected] = [
      await create("POST /estimates", documentForm("/estimates")),
      await create("POST /estimates", documentForm("/estimates")),
    ];
    await call("POST /estimates/{estimateId}/accept", { estimateId: accepted, name: "Ana Ruiz", comment: "Adelante" });
    await call("POST /estimates/{estimateId}/reject", { estimateId: rejected, name: "Ana Ruiz", comment: "Muy caro" });
    await call("POST /documents/convert", { sourceType: "estimate", sourceId: accepted, targetType: "invoice" });
    await call("POST /purchases/refund", documentForm("/purchases"));

    async function approved(): Promise<string> {
      const id = await invoice();
      await call("POST /invoices/{invoiceId}/approve", { invoiceId: id });
      return id;
    }
  }

  async function money(): Promise<void> {
    const account = { id: treasury };
    await call("GET /treasury/accounts", { type: "bank" });
    const { json } = await call("GET /treasury/accounts/{id}", account);
    const [ledger] = await rows("GET /accounting-accounts");
    await call("PUT /treasury/accounts/{id}", {
      ...account,
      name: "Banco",
      currency: "EUR",
      autoSync: false,
      accountingAccountId: json["accounting_account_id"] ?? idOf(ledger),
    });
    await call("POST /treasury/accounts/{bankingAccountId}/bank-movements", { bankingAccountId: treasury });
    await helpers.send(`/treasury/accounts/${treasury}/bank-movements`, {
      amount: "18.15",
      description: "Transferencia",
      balance: "18.15",
      value_date: "2026-11-21",
    });
    const [movement] = await rows("GET /treasury/accounts/{id}/bank-movements", {
      ...account,
      startDate: "2026-11-01",
      endDate: "2026-11-30",
    });
    const invoice = await create("POST /invoices", documentForm("/invoices"));
    await call("POST /invoices/{invoiceId}/approve", { invoiceId: invoice });
    await call("POST /treasury/accounts/{bankingAccountId}/bank-movements/{movementId}/reconcile", {
      bankingAccountId: treasury,
      movementId: idOf(movement),
      documents: JSON.stringify([{ document_id: invoice, document_type: "invoice" }]),
    });
    await call("GET /treasury/accounts/{id}/cash-movements", account);
    const remittances = await rows("GET /treasury/remittances");
    const remittance = idOf(remittances[0]);
    await call("GET /treasury/remittances/{remittanceId}", { remittanceId: remittance || treasury }, remittance ? 0 : 404);
    const payment = await create("POST /payments", {
      type: "payment",
      amount: "12.00",
      date: "2026-11-21",
      bankAccountId: treasury,
      contactId: contact,
    });
    await call("GET /payments", { startDate: "2026-11-01", endDate: "2026-11-30" });
    await call("GET /payments/{paymentId}", { paymentId: payment });
    await call("PUT /payments/{paymentId}", {
      paymentId: payment,
      type: "payment",
      amount: "13.00",
      date: "2026-11-21",
      bankAccountId: treasury,
    });
    await call("DELETE /payments/{paymentId}", { paymentId: payment });
    await call("POST /accounting-accounts", { prefix: 6290, name: "Gastos varios" });
    const lines = [
      { account: 62900000, debit: "10.00", credit: "0.00" },
      { account: 57200000, debit: "0.00", credit: "10.00" },
    ];
    await call("POST /ledger-entries", { date: "2026-11-20", lines: JSON.stringify(lines), notes: "Ajuste" });
    await call("GET /ledger-entries", { startDate: "2026-11-01", endDate: "2026-11-30" });
    const spare = await create("POST /treasury/accounts", { name: "Caja de obra", type: "cash", currency: "EUR" });
    await call("POST /treasury/accounts/{id}/archive", { id: spare });
    await call("DELETE /treasury/accounts/{id}", { id: spare });
    await inbox();
  }

  async function inbox(): Promise<void> {
    await call("POST /inbox", {});
    await helpers.upload("/inbox", "document");
    const [item] = await rows("GET /inbox");
    const at = { incomingDocumentId: idOf(item) };
    const { filename } = (await call("GET /inbox/{incomingDocumentId}", at)).json["file"] as Values;
    await call("GET /inbox/{incomingDocumentId}/files/{filename}/download", { ...at, filename });
    await call("PUT /inbox/{incomingDocumentId}", at);
    const purchase = await create("POST /purchases", documentForm("/purchases"));
    await call("POST /inbox/{incomingDocumentId}/attach", { ...at, documentId: purchase, documentType: "purchase" });
    await helpers.upload("/inbox", "document");
    const left = (await rows("GET /inbox")).find((one) => idOf(one) !== at.incomingDocumentId);
    await call("DELETE /inbox/{incomingDocumentId}", { incomingDocumentId: idOf(left) });
  }

  async function crm(): Promise<void> {
    const funnel = await create("POST /funnels", { name: "Obras", stages: JSON.stringify([{ name: "Visita" }, { name: "Presupuesto" }]) });
    await call("GET /funnels");
    const { json } = await call("GET /funnels/{funnelId}", { funnelId: funnel });
    const [, second] = json["stages"] as readonly Values[];
    await call("PUT /funnels/{funnelId}", { funnelId: funnel, name: "Obras y reformas" });
    const lead = await create("POST /leads", {
      funnelId: funnel,
      contactId: contact,
      name: "Cocina",
      value: 4200,
      potential: 40,
      dueDate: "2026-12-01",
    });
    const at = { leadId: lead };
    await call("GET /leads");
    await call("GET /leads/{leadId}", at);
    await call("PUT /leads/{leadId}", { ...at, name: "Cocina y baño" });
    await call("PUT /leads/{leadId}/stage", { ...at, stageId: idOf(second) });
    await call("PUT /leads/{leadId}/dates", { ...at, date: "2026-12-11" });
    const note = await create("POST /leads/{leadId}/notes", { ...at, title: "Llamada", description: "Pide visita" });
    await call("PUT /leads/{leadId}/notes", { ...at, noteId: note, description: "Pide visita el lunes" });
    const task = await create("POST /leads/{leadId}/tasks", { ...at, name: "Llamar" });
    await call("PUT /leads/{leadId}/tasks", { ...at, taskId: task, name: "Llamar el lunes" });
    await call("DELETE /leads/{leadId}/tasks", { ...at, taskId: task });
    const visit = { name: "Visita", startDate: "2026-11-25T10:00:00", duration: 3600, contactId: contact, leadId: lead, tags: "obra" };
    await lifeOf("/events", "eventId", visit, { location: "C/ Mayor 1", status: 1 });
    await call("DELETE /leads/{leadId}", at);
    await call("DELETE /funnels/{funnelId}", { funnelId: funnel });
  }

  async function work(): Promise<void> {
    const project = await create("POST /projects", { name: "Obra", dueDate: "2026-12-31", contactId: contact });
    const at = { projectId: project };
    await call("GET /projects", { status: "active" });
    const { json } = await call("GET /projects/{projectId}", at);
    const [user = ""] = Object.keys(json["users"] as object);
    await call("PUT /projects/{projectId}", { ...at, status: 0, billable: true, tags: "obra", startDate: "2026-11-02" });
    const task = { projectId: project, name: "Montaje", assignedTo: user, dueDate: "2026-12-01" };
    await lifeOf("/tasks", "taskId", task, { status: "done", priority: 1 });
    const time = await create("POST /projects/{projectId}/times", {
      ...at,
      duration: 5400,
      userId: user,
      description: "Montaje",
      date: "2026-11-20",
      costPerHour: "30.00",
    });
    await call("GET /projects/{projectId}/times", at);
    await call("GET /project-times");
    await call("GET /projects/{projectId}/times/{timeId}", { ...at, timeId: time });
    await call("PUT /projects/{projectId}/times/{timeId}", { ...at, timeId: time, duration: 7200 });
    await call("GET /projects/{projectId}/summary", at);
    await call("DELETE /projects/{projectId}/times/{timeId}", { ...at, timeId: time });
    await call("DELETE /projects/{projectId}", at);
    const employee = await create("POST /employees", { name: "Luis", lastName: "Mora", email: "luis@cliente.example" });
    const hours = { startAt: "2026-11-20T08:00:00+00:00", endAt: "2026-11-20T12:00:00+00:00" };
    const shift = await create("POST /employees/{employeeId}/times", { employeeId: employee, ...hours });
    await call("GET /employees/{employeeId}/times", { employeeId: employee });
    await call("GET /employee-times");
    await call("GET /employee-times/{timeId}", { timeId: shift });
    await call("PUT /employee-times/{timeId}", { timeId: shift, ...hours, endAt: "2026-11-20T13:00:00+00:00" });
    await call("DELETE /employee-times/{timeId}", { timeId: shift });
    await call("DELETE /employees/{employeeId}", { employeeId: employee });
    await lifeOf("/employees", "employeeId", { name: "Eva", lastName: "Gil", email: "eva@cliente.example" }, { mobile: "+34600000000" });
  }

  async function settings(): Promise<void> {
    const series = { type: "invoice" };
    const id = await create("POST /numbering-series/{type}", { ...series, name: "Exportación", format: "X[YY]%%%%" });
    await call("GET /numbering-series/{type}", series);
    await call("PUT /numbering-series/{type}/{numberingSeriesId}", {
      ...series,
      numberingSeriesId: id,
      name: "Exportación",
      format: "E[YY]%%%%",
    });
    await call("DELETE /numbering-series/{type}/{numberingSeriesId}", { ...series, numberingSeriesId: id });
    await call("POST /tags", { name: "Obra 12" });
    await call("GET /tags");
    await call("DELETE /tags/{tag}", { tag: "obra12" });
    await call("GET /taxes");
    await call("GET /taxes/keys-by-country", { country: "ES" });
    await call("GET /usage");
    await call("GET /usage/{type}", { type: "automation_token" });
  }
}

type Family = { readonly path: string; readonly param: string };

const families: readonly Family[] = [
  { path: "/invoices", param: "invoiceId" },
  { path: "/sales-receipts", param: "salesReceiptId" },
  { path: "/credit-notes", param: "creditNoteId" },
  { path: "/estimates", param: "estimateId" },
  { path: "/proformas", param: "proformaId" },
  { path: "/sales-orders", param: "salesOrderId" },
  { path: "/purchases", param: "purchaseId" },
];

const file = {
  value: new TextEncoder().encode("%PDF-1.4 contrato"),
  options: { filename: "contrato.pdf", contentType: "application/pdf" },
};
