import type { Call } from "../handler";
import { exact } from "../numbers";
import { statusOf, type HoldedDocument, type Line } from "./documents-model";
import { payments } from "./payments-model";

/** How lists show a document. */
export function shownInList(call: Call, document: HoldedDocument): Readonly<Record<string, unknown>> {
  const write = call.numbers.documents;
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
    status: statusOf(document),
    tags: document.tags,
    lines: document.lines.map((line, index) => shownLine(call, line, index)),
    payment_method_id: document.payment_method_id,
    payments_total: write.amountOrZero(exact(document.paid)),
    payments_pending: write.amountOrZero(exact(document.total).minus(document.paid)),
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
    body: document.body,
    multiple_due_dates: [],
    forecast_date: null,
    from: document.from,
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
    tags: line.tags,
    product_id: line.product_id,
    variant_id: null,
    service_id: line.service_id,
    sku: line.sku,
    weight: write.quantity(exact(line.weight)),
    cost_price: write.quantity(exact(line.cost_price)),
    account: line.account,
    project_id: line.project_id,
    retention: write.quantity(exact(line.retention)),
    unit_type: line.unit_type,
  };
}
