import type { Decimal } from "decimal.js";
import type { Call } from "../handler";
import { exact, zero } from "../numbers";
import type { HoldedDocument, Line } from "./documents-model";
import { payments } from "./payments-model";

export type DocumentStatus = "pending" | "partial" | "completed";
export type Paid = { readonly paid: Decimal; readonly pending: Decimal; readonly status: DocumentStatus };

/** What has been paid of a document. More than its total leaves a negative pending amount. */
export function paidOf(call: Call, document: HoldedDocument): Paid {
  const paid = call.read
    .in(payments)
    .by("document_id", document.id)
    .reduce((sum, one) => sum.plus(one.amount), zero);
  const pending = exact(document.total).minus(paid);
  return { paid, pending, status: paid.isZero() ? "pending" : pending.greaterThan(0) ? "partial" : "completed" };
}

/** How lists show a document. */
export function shownInList(call: Call, document: HoldedDocument): Readonly<Record<string, unknown>> {
  const write = call.numbers.documents;
  const { paid, pending, status } = paidOf(call, document);
  return {
    id: document.id,
    document_number: document.number,
    contact_id: document.contact_id,
    contact_name: document.contact_name,
    description: document.description,
    date: document.date,
    due_date: document.due_date,
    subtotal: write.amount(exact(document.subtotal)),
    discount: write.amountOrZero(exact(document.discount)),
    total: write.amount(exact(document.total)),
    tax: write.amount(exact(document.tax)),
    currency: document.currency,
    status,
    tags: document.tags,
    lines: document.lines.map((line, index) => shownLine(call, line, index)),
    payment_method_id: document.payment_method_id,
    payments_total: write.amountOrZero(paid),
    payments_pending: write.amountOrZero(pending),
  };
}

/** How a document alone is shown. */
export function shownInFull(call: Call, document: HoldedDocument): Readonly<Record<string, unknown>> {
  const write = call.numbers.documents;
  return {
    ...shownInList(call, document),
    notes: document.notes,
    language: document.language,
    currency_change: document.currency_change,
    accounting_date: document.date,
    approved_at: document.approved_at,
    draft: document.draft,
    custom_fields: document.custom_fields,
    project_id: document.project_id,
    pipeline_id: null,
    warehouse_id: document.warehouse_id,
    shipping: null,
    shipping_data: null,
    payments_refunds: "0",
    payments_detail: call.read
      .in(payments)
      .by("document_id", document.id)
      .map((one) => ({ id: one.id, amount: write.amount(exact(one.amount)), date: one.date, bank_id: one.bank_account_id ?? "" })),
    body: null,
    multiple_due_dates: [],
    forecast_date: null,
    from: null,
    design_id: document.design_id,
    projects_summary: [],
  };
}

function shownLine(call: Call, line: Line, index: number): unknown {
  const write = call.numbers.documents;
  return {
    line_id: String(index + 1),
    name: line.name,
    description: line.description,
    price: write.price(exact(line.price)),
    units: write.quantity(exact(line.units)),
    discount: write.quantity(exact(line.discount)),
    tax: write.quantity(exact(line.tax)),
    taxes: line.taxes,
    tags: [],
    product_id: line.product_id,
    variant_id: null,
    service_id: null,
    sku: null,
    weight: "0",
    cost_price: "0",
    account: line.account,
    project_id: line.project_id,
    retention: write.quantity(exact(line.retention)),
    unit_type: line.unit_type,
  };
}
