import type { CollectionDefinition } from "../collection";
import type { Database } from "../store";
import { documentCollection, type DocumentType, type HoldedDocument } from "./documents-model";

export type Side = "sales" | "purchases";

/** What can be done to documents of a kind besides creating, reading and deleting them. */
type Ability = "approve" | "pay" | "pdf" | "send";

/** One family of document paths. All families are served by the same handlers; this is where they differ. */
export type DocumentKind = {
  readonly path: string;
  /** Name of the id in the path. */
  readonly param: string;
  /** What POST to the path makes. */
  readonly type: DocumentType;
  readonly collection: CollectionDefinition<HoldedDocument>;
  readonly side: Side;
  readonly can: readonly Ability[];
  /** `full`: what is not sent is lost. `dates`: due date, date and project only, unless `document_put` says otherwise. */
  readonly put: "full" | "purchase" | "dates";
  /** When a document gets its number: from its series, or from the supplier who wrote it. */
  readonly numbered: "on_approval" | "without_approval" | "by_supplier";
  /** A ticket of a shop may have no client. */
  readonly contactOptional?: boolean;
};

/** Purchases and the credit notes of suppliers: the API has no other place to read a refund from. */
export const purchases = documentCollection("purchases");
export const invoices = documentCollection("invoices");

const paid = ["approve", "pay", "pdf", "send"] as const;
const unpaid = ["approve", "pdf", "send"] as const;
const sale = { side: "sales", put: "dates", numbered: "on_approval" } as const;

export const documentKinds: readonly DocumentKind[] = [
  { ...sale, path: "/invoices", param: "invoiceId", type: "invoice", collection: invoices, can: paid, put: "full" },
  {
    ...sale,
    path: "/sales-receipts",
    param: "salesReceiptId",
    type: "salesreceipt",
    collection: documentCollection("sales-receipts"),
    can: paid,
    contactOptional: true,
  },
  { ...sale, path: "/credit-notes", param: "creditNoteId", type: "creditnote", collection: documentCollection("credit-notes"), can: paid },
  // No call approves an estimate: its number comes when the switch says.
  {
    ...sale,
    path: "/estimates",
    param: "estimateId",
    type: "estimate",
    collection: documentCollection("estimates"),
    can: ["pdf", "send"],
    numbered: "without_approval",
  },
  { ...sale, path: "/proformas", param: "proformaId", type: "proform", collection: documentCollection("proformas"), can: unpaid },
  {
    ...sale,
    path: "/sales-orders",
    param: "salesOrderId",
    type: "salesorder",
    collection: documentCollection("sales-orders"),
    can: unpaid,
  },
  {
    path: "/purchases",
    param: "purchaseId",
    type: "purchase",
    collection: purchases,
    side: "purchases",
    can: ["approve", "pay"],
    put: "purchase",
    numbered: "by_supplier",
  },
];

const kindOfType = new Map<DocumentType, DocumentKind>(documentKinds.map((kind) => [kind.type, kind]));

/** A refund of a supplier lives among the purchases. */
export function kindOf(type: DocumentType): DocumentKind {
  const kind = kindOfType.get(type === "purchaserefund" ? "purchase" : type);
  if (!kind) throw new Error(`no kind of document has the type ${type}`);
  return kind;
}

/** Which way money moves when it is paid: 1 in, −1 out. Estimates, proformas and orders are not paid. */
export const moneyOf: Readonly<Partial<Record<DocumentType, 1 | -1>>> = {
  invoice: 1,
  salesreceipt: 1,
  purchaserefund: 1,
  creditnote: -1,
  purchase: -1,
};

/** The document of a type, or undefined. */
export function documentOf(database: Database, type: DocumentType, id: string): HoldedDocument | undefined {
  const found = database.in(kindOf(type).collection).get(id);
  return found?.type === type ? found : undefined;
}
