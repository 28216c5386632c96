import { plainDate } from "../check-call";
import type { CollectionDefinition, Reader } from "../collection";
import { bodyOf, created, done, noContent, ok, type Call, type Handlers } from "../handler";
import { page } from "../page";
import { notFound, unprocessable } from "../problem";
import { documentFrom, inputOf, refuseLocked } from "./documents";
import { documentCollection, type DocumentInput, type HoldedDocument } from "./documents-model";
import { paidOf, shownInFull, shownInList } from "./documents-shown";

/** Purchases and the credit notes of suppliers: the API has no other place to read a refund from. */
export const purchases: CollectionDefinition<HoldedDocument> = documentCollection("purchases");

export const purchaseHandlers: Handlers = {
  "POST /purchases": (call) => create(call, "purchase"),
  "POST /purchases/refund": (call) => create(call, "purchaserefund"),
  "GET /purchases": (call) => {
    const reader = call.read.in(purchases);
    const found = page(call, reader, { ...rows(call, reader), keep: filter(call) });
    return ok({ ...found, items: found.items.map((one) => shownInList(call, one)) });
  },
  "GET /purchases/{purchaseId}": (call) => {
    const purchase = call.read.in(purchases).get(call.params["purchaseId"] ?? "");
    if (!purchase) throw notFound();
    return ok(shownInFull(call, purchase));
  },
  "PUT /purchases/{purchaseId}": (call) => {
    const old = purchaseToChange(call);
    if (!old.draft) throw unprocessable("An approved purchase cannot be changed");
    const sent = bodyOf<DocumentInput>(call);
    const input = call.switches.purchase_put === "merge" ? { ...inputOf(old), ...sent } : replacing(old, sent);
    call.write.put(purchases, documentFrom(call, old.id, old.type, input));
    return ok({ id: old.id });
  },
  "DELETE /purchases/{purchaseId}": (call) => {
    const purchase = purchaseToChange(call);
    if (!purchase.draft) throw unprocessable("Only drafts can be deleted");
    call.write.remove(purchases, purchase.id);
    return noContent;
  },
  "POST /purchases/{purchaseId}/approve": (call) => {
    const purchase = purchaseToChange(call);
    if (!purchase.draft) throw unprocessable("The purchase is already approved");
    // Written without an offset, unlike every other moment of the API.
    call.write.put(purchases, { ...purchase, draft: false, approved_at: call.now.toISOString().slice(0, 19) });
    return done;
  },
};

function create(call: Call, type: HoldedDocument["type"]): ReturnType<typeof created> {
  const id = call.write.newId();
  call.write.put(purchases, documentFrom(call, id, type, bodyOf<DocumentInput>(call)));
  return created(id);
}

/** @throws Problem 404, or 422 when its date is locked */
function purchaseToChange(call: Call): HoldedDocument {
  const purchase = call.write.in(purchases).get(call.params["purchaseId"] ?? "");
  if (!purchase) throw notFound();
  refuseLocked(call, purchase.date);
  return purchase;
}

/** The most dangerous call of the API: lines, tags, notes and custom fields that are not sent again are lost. */
function replacing(old: HoldedDocument, sent: DocumentInput): DocumentInput {
  const { contact_id, date, due_date, currency, language, number, design_id } = inputOf(old);
  const kept = { contact_id, date, due_date, currency, language, number, design_id };
  return { ...(Object.fromEntries(Object.entries(kept).filter(([, value]) => value !== undefined)) as DocumentInput), ...sent };
}

function rows(call: Call, reader: Reader<HoldedDocument>): { readonly sorted: readonly HoldedDocument[]; readonly descending: boolean } {
  const sort = typeof call.query["sort"] === "string" ? call.query["sort"] : "id";
  const descending = sort.startsWith("-");
  const order = descending ? sort.slice(1) : sort;
  const contactId = call.query["contact_id"];
  if (typeof contactId === "string" && order === "id") return { sorted: reader.by("contact_id", contactId), descending };
  return { sorted: reader.all(order), descending };
}

function filter(call: Call): (document: HoldedDocument) => boolean {
  const { contact_id, status, approval_status, start_date, end_date } = call.query;
  const dated = call.switches.doc_date_filter === "works";
  const from = typeof start_date === "string" && dated ? plainDate(start_date) : null;
  const to = typeof end_date === "string" && dated ? plainDate(end_date) : null;
  const today = call.now.toISOString().slice(0, 10);
  return (document) =>
    (contact_id === undefined || document.contact_id === contact_id) &&
    (approval_status === undefined || document.draft === (approval_status === "draft")) &&
    (from === null || document.date >= from) &&
    (to === null || document.date <= to) &&
    (status === undefined || hasStatus(call, document, String(status), today));
}

function hasStatus(call: Call, document: HoldedDocument, wanted: string, today: string): boolean {
  const { status } = paidOf(call, document);
  if (wanted === "outstanding") return status !== "completed";
  if (wanted === "overdue") return status !== "completed" && document.due_date !== null && document.due_date < today;
  return status === wanted;
}
