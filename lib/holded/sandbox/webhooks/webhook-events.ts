/** Objects that tell when they are made, changed and deleted, and those that also tell when they are approved. */
const objects = {
  creditnote: true,
  contact: false,
  estimate: false,
  invoice: true,
  payment: false,
  product: false,
  proform: false,
  purchase: true,
  purchaseorder: false,
  purchaserefund: true,
  receipt: false,
  receiptnote: true,
  salesorder: false,
  salesreceipt: true,
  service: false,
  warehouse: false,
  waybill: false,
} as const;

export type WebhookAction = "create" | "update" | "delete" | "approve";

/** The 58 events of Holded. There is none for treasury, ledger, inbox, leads, projects and times. */
export const webhookEvents: readonly string[] = [
  ...Object.entries(objects).flatMap(([object, approves]) =>
    ["create", "update", "delete", ...(approves ? ["approve"] : [])].map((action) => `${object}.${action}`),
  ),
  "stock.update",
];
