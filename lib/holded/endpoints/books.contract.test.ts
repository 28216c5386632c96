import { describe, expect, it } from "vitest";
import { getUsage, getUsageOf } from "@/lib/holded/endpoints/account-settings";
import * as accounts from "@/lib/holded/endpoints/accounts";
import * as bank from "@/lib/holded/endpoints/bank-movements";
import * as contacts from "@/lib/holded/endpoints/contacts";
import * as invoices from "@/lib/holded/endpoints/invoices";
import { listLedgerEntries } from "@/lib/holded/endpoints/ledger-entries";
import { listNumberingSeries, numberedDocuments } from "@/lib/holded/endpoints/numbering-series";
import { listPaymentMethods } from "@/lib/holded/endpoints/payment-methods";
import * as priceLists from "@/lib/holded/endpoints/price-lists";
import * as products from "@/lib/holded/endpoints/products";
import * as services from "@/lib/holded/endpoints/services";
import * as tags from "@/lib/holded/endpoints/tags";
import { listTaxes } from "@/lib/holded/endpoints/taxes";
import { listWarehouses } from "@/lib/holded/endpoints/warehouses";
import { all, calledIn, endpointCalls, first, item, itemsOf, sold } from "@/lib/testing/endpoint-calls";

const local = endpointCalls();
const { call, customer } = local;

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

  it("for the treasury and the books", async () => {
    const { id } = itemsOf(await call(accounts.listTreasuryAccounts, all)).find(({ type }) => type === "bank") ?? { id: "" };
    expect(await call(accounts.getTreasuryAccount, { params: { id } })).toMatchObject({
      id,
      balance: expect.stringMatching(/^-?\d+\.\d\d$/),
    });
    const made = await call(invoices.createInvoice, { body: { ...sold, contact_id: await customer(), items: [item] } });
    await call(invoices.approveInvoice, { params: made });
    const body = { amount: "45.38", description: "TRANSFERENCIA ANA RUIZ", balance: "18495.70", value_date: "2026-10-20" };
    await call(bank.createBankMovements, { params: { accountId: id }, body: [body] });
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
    const none = await local.ask(bank.getRemittance, { params: { id } });
    expect(none).toMatchObject({ ok: false, error: { code: "holded.not_found" } });
    expect(first(await call(listLedgerEntries, { query: year }))).toMatchObject({ date: expect.stringMatching(/^2026-\d\d-\d\d$/) });
    itemsOf(await call(accounts.listExpenseAccounts, all));
    itemsOf(await call(accounts.listAccountingAccounts, { query: {} }));
    itemsOf(await call(accounts.listSalesChannels, all));
  });

  it("with nothing left out, and no answer of the local Holded against its own schema", async () => {
    expect(await local.leftOut(calledIn.books)).toEqual([]);
  });
});
