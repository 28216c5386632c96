import type { DocumentLine, HoldedDocument } from "@/lib/holded/endpoints/documents";

/** A line as the client reads it: what is not given is not there. */
export function documentLine(given: Partial<DocumentLine> = {}): DocumentLine {
  return {
    name: "x",
    description: null,
    units: "1",
    price: "100",
    discount: null,
    retention: null,
    taxes: [],
    tags: [],
    productId: null,
    variantId: null,
    serviceId: null,
    sku: null,
    weight: null,
    costPrice: null,
    account: null,
    projectId: null,
    unitType: null,
    ...given,
  };
}

/** A document as the client reads it: 100.00 at 21 %, not yet paid. */
export function readDocument(given: Partial<HoldedDocument> = {}): HoldedDocument {
  return {
    id: "d",
    number: null,
    contactId: "c",
    contactName: "C",
    description: null,
    notes: null,
    body: null,
    date: "2026-10-14",
    dueDate: null,
    accountingDate: null,
    subtotal: "100.00",
    discount: null,
    tax: "21.00",
    total: "121.00",
    paymentsTotal: null,
    paymentsPending: null,
    payments: [],
    currency: "EUR",
    currencyChange: null,
    language: null,
    status: "pending",
    tags: [],
    customFields: [],
    lines: [],
    paymentMethodId: null,
    projectId: null,
    warehouseId: null,
    designId: null,
    from: null,
    isApproved: null,
    ...given,
  };
}
