import { describe, expect, it } from "vitest";
import * as accounts from "@/lib/holded/endpoints/accounts";
import * as creditNotes from "@/lib/holded/endpoints/credit-notes";
import * as estimates from "@/lib/holded/endpoints/estimates";
import * as invoices from "@/lib/holded/endpoints/invoices";
import * as payments from "@/lib/holded/endpoints/payments";
import * as purchases from "@/lib/holded/endpoints/purchases";
import * as receipts from "@/lib/holded/endpoints/sales-receipts";
import { demoTokens } from "@/lib/holded/sandbox/seed/demo-tokens";
import { account, all, bought, calledIn, endpointCalls, file, first, item, itemsOf, dated, sold } from "@/lib/testing/endpoint-calls";
import { pdf } from "@/lib/testing/pdf-bytes";

const local = endpointCalls();
const { call, customer } = local;

describe("every call of the client is answered by the local Holded", () => {
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

  it("with nothing left out, and no answer of the local Holded against its own schema", async () => {
    expect(await local.leftOut(calledIn.documents)).toEqual([]);
  });
});

/** Something that other programs make in Holded and the client only reads. */
async function madeElsewhere(path: string, body: object): Promise<string> {
  const answer = (await (await elsewhere(path, body)).json()) as { readonly id: string };
  return answer.id;
}

const approvedElsewhere = (path: string) => elsewhere(path);

function elsewhere(path: string, body?: object): Promise<Response> {
  const headers = { authorization: `Bearer ${demoTokens[account].full}`, "content-type": "application/json" };
  return fetch(`${local.sandbox.url}/api/v2${path}`, {
    method: "POST",
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}
