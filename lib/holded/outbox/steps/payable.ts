import "server-only";
import { fail, ok, type Result } from "@/lib/kernel/result";
import { eachPage, type HoldedClient } from "@/lib/holded/client";
import { getCreditNote, payCreditNote } from "@/lib/holded/endpoints/credit-notes";
import { getInvoice, payInvoice } from "@/lib/holded/endpoints/invoices";
import { listPayments, type Payment } from "@/lib/holded/endpoints/payments";
import { getPurchase, payPurchase } from "@/lib/holded/endpoints/purchases";
import { getSalesReceipt } from "@/lib/holded/endpoints/sales-receipts";
import type { HoldedDocument } from "@/lib/holded/endpoints/documents";
import type { MirrorResource } from "@/lib/holded/mirror/model";
import type { PayableType, PaymentPlan } from "@/lib/holded/plans/treasury";

type Payable = { readonly type: PayableType; readonly id: string };
type Paid = PaymentPlan["document"];
type PaymentBody = { readonly amount: string; readonly date: string; readonly treasury_id: string; readonly description?: string };

/** The document, read where its type stands. */
export function getPayable(client: HoldedClient, { type, id }: Payable): Promise<Result<HoldedDocument>> {
  const input = { params: { id } };
  switch (type) {
    case "invoice":
      return client.call(getInvoice, input);
    case "salesreceipt":
      return client.call(getSalesReceipt, input);
    case "creditnote":
      return client.call(getCreditNote, input);
    case "purchase":
    case "purchaserefund":
      return client.call(getPurchase, input);
  }
}

/** Where the local copy keeps it. */
export function mirrorOf(type: PayableType): MirrorResource {
  const resources = {
    invoice: "invoice",
    salesreceipt: "sales_receipt",
    creditnote: "credit_note",
    purchase: "purchase",
    purchaserefund: "purchase",
  } as const;
  return resources[type];
}

/** Pays at the document. The id does not always come back: null. */
export async function payAt(client: HoldedClient, { type, id }: Paid, body: PaymentBody): Promise<Result<string | null>> {
  const input = { params: { id }, body };
  const paid = await call(client, type, input);
  return paid.ok ? ok(paid.value?.id ?? null) : paid;
}

function call(client: HoldedClient, type: Paid["type"], input: { readonly params: { readonly id: string }; readonly body: PaymentBody }) {
  switch (type) {
    case "invoice":
      return client.call(payInvoice, input);
    case "creditnote":
      return client.call(payCreditNote, input);
    case "purchase":
    case "purchaserefund":
      return client.call(payPurchase, input);
  }
}

/** A document with more payments than this is none that we know. */
const maxPages = 5;

/** All payments of a document. */
export async function paymentsOf(client: HoldedClient, documentId: string): Promise<Result<readonly Payment[]>> {
  const found: Payment[] = [];
  const list = (cursor: string | undefined) =>
    client.call(listPayments, { query: { document_id: documentId, ...(cursor === undefined ? {} : { cursor }) } });
  for await (const page of eachPage(list, { maxPages })) {
    if (!page.ok) return page;
    // What cannot be read may be the one.
    if (page.value.unreadable.length > 0) return fail({ code: "holded.bad_answer", retry: "later", detail: { why: "shape" } });
    // A server that ignores the filter shows everybody's payments.
    found.push(...page.value.items.filter((one) => one.documentId === documentId));
  }
  return ok(found);
}
