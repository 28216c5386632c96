import type { Result } from "@/lib/kernel/result";
import type { HoldedClient } from "@/lib/holded/client";
import type { Page } from "@/lib/holded/endpoint";
import { listAccountingAccounts, listExpenseAccounts, listTreasuryAccounts } from "@/lib/holded/endpoints/accounts";
import { listBankMovements } from "@/lib/holded/endpoints/bank-movements";
import { getContact, listContacts } from "@/lib/holded/endpoints/contacts";
import { getCreditNote, listCreditNotes } from "@/lib/holded/endpoints/credit-notes";
import { listEmployees } from "@/lib/holded/endpoints/employees";
import { getEstimate, listEstimates } from "@/lib/holded/endpoints/estimates";
import { getEvent, listEvents } from "@/lib/holded/endpoints/events";
import { listFunnels } from "@/lib/holded/endpoints/funnels";
import { getInboxDocument, listInbox } from "@/lib/holded/endpoints/inbox";
import { getInvoice, listInvoices } from "@/lib/holded/endpoints/invoices";
import { getLead, listLeads } from "@/lib/holded/endpoints/leads";
import { listNumberingSeries, numberedDocuments } from "@/lib/holded/endpoints/numbering-series";
import { listPaymentMethods } from "@/lib/holded/endpoints/payment-methods";
import { getPayment, listPayments } from "@/lib/holded/endpoints/payments";
import { listPriceLists } from "@/lib/holded/endpoints/price-lists";
import { getProduct, listProducts } from "@/lib/holded/endpoints/products";
import { listAllProjectTimes } from "@/lib/holded/endpoints/project-times";
import { getProject, listProjects } from "@/lib/holded/endpoints/projects";
import { getPurchase, listPurchases } from "@/lib/holded/endpoints/purchases";
import { getSalesReceipt, listSalesReceipts } from "@/lib/holded/endpoints/sales-receipts";
import { getService, listServices } from "@/lib/holded/endpoints/services";
import { listTags } from "@/lib/holded/endpoints/tags";
import { getTask, listTasks } from "@/lib/holded/endpoints/tasks";
import { listTaxes } from "@/lib/holded/endpoints/taxes";
import { listWarehouses } from "@/lib/holded/endpoints/warehouses";
import type { MirrorResource } from "@/lib/holded/mirror/model";
import type { MirrorRow } from "@/lib/holded/mirror/row";
import {
  accountRow,
  contactRow,
  documentRow,
  employeeRow,
  eventRow,
  inboxRow,
  leadRow,
  movementRow,
  namedRow,
  paymentRow,
  productRow,
  projectRow,
  seriesRow,
  serviceRow,
  tagRow,
  taskRow,
  taxRow,
  timeRow,
  treasuryRow,
} from "@/lib/holded/mirror/rows";
import { chained, type MirrorPage, type MirrorSource, type PageRequest } from "@/lib/holded/mirror/source";

type Made = Omit<MirrorSource, "resource">;
type Make = (client: HoldedClient, accounts: readonly string[]) => Made;

const sources: Readonly<Record<MirrorResource, Make>> = {
  tax: (client) => whole(async () => rowsOf(await client.call(listTaxes, {}), taxRow)),
  treasury_account: (client) => whole(async (query) => rowsOf(await client.call(listTreasuryAccounts, { query }), treasuryRow)),
  expense_account: (client) => whole(async (query) => rowsOf(await client.call(listExpenseAccounts, { query }), accountRow)),
  accounting_account: (client) => whole(async () => rowsOf(await client.call(listAccountingAccounts, { query: {} }), accountRow)),
  contact: (client) => ({
    ...whole(async (query) => rowsOf(await client.call(listContacts, { query }), contactRow)),
    get: async (id) => rowOf(await client.call(getContact, { params: { id } }), contactRow),
  }),
  purchase: (client) => ({
    ...dated(async (query) => rowsOf(await client.call(listPurchases, { query }), documentRow)),
    get: async (id) => rowOf(await client.call(getPurchase, { params: { id } }), documentRow),
  }),
  invoice: (client) => ({
    ...dated(async (query) => rowsOf(await client.call(listInvoices, { query }), documentRow)),
    get: async (id) => rowOf(await client.call(getInvoice, { params: { id } }), documentRow),
  }),
  estimate: (client) => ({
    ...dated(async (query) => rowsOf(await client.call(listEstimates, { query }), documentRow)),
    get: async (id) => rowOf(await client.call(getEstimate, { params: { id } }), documentRow),
  }),
  credit_note: (client) => ({
    ...dated(async (query) => rowsOf(await client.call(listCreditNotes, { query }), documentRow)),
    get: async (id) => rowOf(await client.call(getCreditNote, { params: { id } }), documentRow),
  }),
  sales_receipt: (client) => ({
    ...dated(async (query) => rowsOf(await client.call(listSalesReceipts, { query }), documentRow)),
    get: async (id) => rowOf(await client.call(getSalesReceipt, { params: { id } }), documentRow),
  }),
  payment: (client) => ({
    ...dated(async (query) => rowsOf(await client.call(listPayments, { query }), paymentRow)),
    get: async (id) => rowOf(await client.call(getPayment, { params: { id } }), paymentRow),
  }),
  bank_movement: (client, accounts) => ({
    isDated: true,
    // There is no way to ask Holded for one movement.
    get: null,
    page: chained(accounts, async (accountId, request) =>
      rowsOf(await client.call(listBankMovements, { params: { accountId }, query: datedQuery(request) }), (one) =>
        movementRow(one, accountId),
      ),
    ),
  }),
  inbox_document: (client) => ({
    ...dated(async (query) => rowsOf(await client.call(listInbox, { query }), inboxRow)),
    get: async (id) => rowOf(await client.call(getInboxDocument, { params: { id } }), inboxRow),
  }),
  product: (client) => ({
    ...whole(async (query) => rowsOf(await client.call(listProducts, { query }), productRow)),
    get: async (id) => rowOf(await client.call(getProduct, { params: { id } }), productRow),
  }),
  service: (client) => ({
    ...whole(async (query) => rowsOf(await client.call(listServices, { query }), serviceRow)),
    get: async (id) => rowOf(await client.call(getService, { params: { id } }), serviceRow),
  }),
  lead: (client) => ({
    ...whole(async (query) => rowsOf(await client.call(listLeads, { query }), leadRow)),
    get: async (id) => rowOf(await client.call(getLead, { params: { id } }), leadRow),
  }),
  event: (client) => ({
    ...whole(async (query) => rowsOf(await client.call(listEvents, { query }), eventRow)),
    get: async (id) => rowOf(await client.call(getEvent, { params: { id } }), eventRow),
  }),
  project: (client) => ({
    ...whole(async (query) => rowsOf(await client.call(listProjects, { query }), projectRow)),
    get: async (id) => rowOf(await client.call(getProject, { params: { id } }), projectRow),
  }),
  task: (client) => ({
    ...whole(async (query) => rowsOf(await client.call(listTasks, { query }), taskRow)),
    get: async (id) => rowOf(await client.call(getTask, { params: { id } }), taskRow),
  }),
  project_time: (client) => whole(async (query) => rowsOf(await client.call(listAllProjectTimes, { query }), timeRow)),
  employee: (client) => whole(async (query) => rowsOf(await client.call(listEmployees, { query }), employeeRow)),
  funnel: (client) => whole(async (query) => rowsOf(await client.call(listFunnels, { query }), namedRow)),
  payment_method: (client) => whole(async (query) => rowsOf(await client.call(listPaymentMethods, { query }), namedRow)),
  warehouse: (client) => whole(async (query) => rowsOf(await client.call(listWarehouses, { query }), namedRow)),
  tag: (client) => whole(async (query) => rowsOf(await client.call(listTags, { query }), tagRow)),
  price_list: (client) => whole(async () => rowsOf(await client.call(listPriceLists, {}), namedRow)),
  numbering_series: (client) => ({
    isDated: false,
    get: null,
    page: chained(numberedDocuments, async (kind) => {
      const page = await client.call(listNumberingSeries, { params: { type: kind } });
      // Not every account has series for every kind: Holded refuses the word then.
      if (!page.ok && page.error.code === "holded.rejected") return { ok: true, value: { rows: [], next: null, unreadable: [] } };
      return rowsOf(page, (one) => seriesRow(one, kind));
    }),
  }),
};

/** Where a resource comes from. `accounts`: the treasury accounts whose movements are read. */
export function sourceOf(resource: MirrorResource, client: HoldedClient, accounts: readonly string[]): MirrorSource {
  return { resource, ...sources[resource](client, accounts) };
}

type Query = { readonly cursor?: string };
type DatedQuery = Query & { readonly start_date?: string };

function whole(page: (query: Query) => Promise<Result<MirrorPage>>): Made {
  return { isDated: false, page: (request) => page(query(request)), get: null };
}

function dated(page: (query: DatedQuery) => Promise<Result<MirrorPage>>): Made {
  return { isDated: true, page: (request) => page(datedQuery(request)), get: null };
}

const query = ({ cursor }: PageRequest): Query => (cursor === null ? {} : { cursor });
const datedQuery = (request: PageRequest): DatedQuery => ({
  ...query(request),
  ...(request.from === null ? {} : { start_date: request.from }),
});

function rowsOf<Item>(page: Result<Page<Item>>, row: (item: Item) => MirrorRow): Result<MirrorPage> {
  if (!page.ok) return page;
  const { items, next, unreadable } = page.value;
  return { ok: true, value: { rows: items.map(row), next, unreadable } };
}

function rowOf<Item>(answer: Result<Item>, row: (item: Item) => MirrorRow): Result<MirrorRow> {
  return answer.ok ? { ok: true, value: row(answer.value) } : answer;
}
