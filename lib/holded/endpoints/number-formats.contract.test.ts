import { describe, expect, it } from "vitest";
import type { Page } from "@/lib/holded/endpoint";
import * as creditNotes from "@/lib/holded/endpoints/credit-notes";
import * as estimates from "@/lib/holded/endpoints/estimates";
import * as inbox from "@/lib/holded/endpoints/inbox";
import * as invoices from "@/lib/holded/endpoints/invoices";
import * as leads from "@/lib/holded/endpoints/leads";
import * as payments from "@/lib/holded/endpoints/payments";
import * as products from "@/lib/holded/endpoints/products";
import * as projectTimes from "@/lib/holded/endpoints/project-times";
import * as purchases from "@/lib/holded/endpoints/purchases";
import * as services from "@/lib/holded/endpoints/services";
import { account, all, endpointCalls, file, itemsOf } from "@/lib/testing/endpoint-calls";

const local = endpointCalls();
const { call } = local;

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
    await call(inbox.uploadToInbox, { body: { ...file, field: "document" } });
    const read = async (number_format: "es" | "spec" | "es_everywhere") => {
      local.sandbox.control.setSwitches({ number_format }, account);
      const pages = [];
      for (const [name, list] of Object.entries(lists))
        pages.push([name, itemsOf((await call(list as never, all as never)) as Page<unknown>)]);
      return pages;
    };
    const spanish = await read("es");
    expect(await read("spec")).toEqual(spanish);
    expect(await read("es_everywhere")).toEqual(spanish);
    local.sandbox.control.setSwitches({ number_format: "es" }, account);
  });
});
