import type { MirrorResource } from "@/lib/holded/mirror/model";

/** What Holded's events speak of, and where that stands in the local copy. */
const resources: Readonly<Record<string, MirrorResource>> = {
  invoice: "invoice",
  creditnote: "credit_note",
  salesreceipt: "sales_receipt",
  purchase: "purchase",
  purchaserefund: "purchase",
  estimate: "estimate",
  contact: "contact",
  product: "product",
  service: "service",
  payment: "payment",
};

const approvable: readonly string[] = ["invoice", "creditnote", "salesreceipt", "purchase", "purchaserefund"];

/** The events that say something about what is mirrored. Of the 58, the others would only cost deliveries. */
export const neededEvents: readonly string[] = [
  ...Object.keys(resources).flatMap((object) =>
    ["create", "update", "delete", ...(approvable.includes(object) ? ["approve"] : [])].map((action) => `${object}.${action}`),
  ),
  "stock.update",
];

export type Announced = { readonly resource: MirrorResource; readonly holdedId: string; readonly expects: "living" | "gone" };

/** The object that an event is about; null: none that is mirrored, or an event nobody knows yet. */
export function announcedBy(event: string, body: unknown): Announced | null {
  const [object = "", action = ""] = event.split(".");
  if (object === "stock") return hintAt("product", fieldOf(body, "productId"), "living");
  const resource = Object.hasOwn(resources, object) ? resources[object] : undefined;
  return resource === undefined ? null : hintAt(resource, fieldOf(body, "id"), action === "delete" ? "gone" : "living");
}

function hintAt(resource: MirrorResource, id: unknown, expects: Announced["expects"]): Announced | null {
  return typeof id === "string" && /^[0-9a-z]{8,64}$/i.test(id) ? { resource, holdedId: id, expects } : null;
}

function fieldOf(body: unknown, name: string): unknown {
  return typeof body === "object" && body !== null && Object.hasOwn(body, name) ? (body as Record<string, unknown>)[name] : undefined;
}
