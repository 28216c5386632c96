/** Everything of Holded that is kept as a local copy, the most useful first: a first reading goes in this order. */
export const mirrorResources = [
  "tax",
  "treasury_account",
  "expense_account",
  "contact",
  "purchase",
  "invoice",
  "bank_movement",
  "inbox_document",
  "lead",
  "funnel",
  "project",
  "task",
  "project_time",
  "employee",
  "payment",
  "product",
  "service",
  "price_list",
  "estimate",
  "credit_note",
  "sales_receipt",
  "numbering_series",
  "payment_method",
  "accounting_account",
  "event",
  "tag",
  "warehouse",
] as const;
export type MirrorResource = (typeof mirrorResources)[number];

/** What Holded gives in one page at most. */
export const pageSize = 200;
