import { bodyOf, created, done, noContent, ok, type Answer, type Call, type Handlers } from "../handler";
import { notFound, Problem, unprocessable } from "../problem";
import { approveDocument, cancelDocument } from "./documents-approve";
import { createDocument, deleteDocument, documentToChange, numbered, putNew } from "./documents-handlers";
import { documentFrom, inputOf, refuseLocked } from "./documents";
import { documentOf, invoices, kindOf, type Side } from "./documents-kinds";
import type { DocumentInput, DocumentType, HoldedDocument } from "./documents-model";
import { shownInFull } from "./documents-shown";

const maxIds = 100;

type Reply = { readonly name?: string | null; readonly comment?: string | null };
type Conversion = {
  readonly source_type: string;
  readonly source_id: string;
  readonly target_type: string;
  readonly date?: string | null;
  readonly due_date?: string | null;
  readonly number_line_id?: string | null;
  readonly description?: string | null;
  readonly notes?: string | null;
  readonly draft?: boolean;
};

/** What only one kind of document has. */
export const specialDocumentHandlers: Handlers = {
  "POST /purchases/refund": (call) => createDocument(call, kindOf("purchase"), "purchaserefund"),
  "GET /invoices/find-by-number": (call) => {
    const { number } = call.query;
    if (typeof number !== "string" || number === "") throw new Problem(400, "number is required");
    const found = call.read.in(invoices).by("number", number)[0];
    if (!found) throw notFound();
    return ok(shownInFull(call, found));
  },
  // The only refusals beside the bulk calls that are no problem documents.
  "POST /invoices/{invoiceId}/cancel": (call) => {
    try {
      cancelDocument(call, documentToChange(call, kindOf("invoice")));
      return done;
    } catch (error) {
      if (error instanceof Problem && error.status === 422) return { status: 422, body: { message: error.message } };
      throw error;
    }
  },
  "POST /invoices/bulk/approve": (call) => bulk(call, (document) => void approveDocument(call, document)),
  "POST /invoices/bulk/cancel": (call) => bulk(call, (document) => cancelDocument(call, document)),
  "DELETE /invoices": (call) => {
    const kind = kindOf("invoice");
    for (const id of idsOf(call)) {
      const document = call.write.in(invoices).get(id);
      if (!document) throw notFound();
      refuseLocked(call, document.date);
      deleteDocument(call, kind, document);
    }
    return noContent;
  },
  "POST /estimates/{estimateId}/accept": (call) => reply(call, true),
  "POST /estimates/{estimateId}/reject": (call) => reply(call, false),
  "POST /documents/convert": convert,
};

/** 204 for all, 207 for some, 422 for none; the message does not say which, as in Holded. */
function bulk(call: Call, work: (document: HoldedDocument) => void): Answer {
  const ids = idsOf(call);
  let refused = 0;
  for (const id of ids) {
    try {
      const document = call.write.in(invoices).get(id);
      if (!document) throw notFound();
      // Refuses before it writes anything, so that one that fails leaves nothing behind.
      work(document);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      refused += 1;
    }
  }
  if (refused === 0) return noContent;
  const message = `${refused} of ${ids.length} documents could not be processed`;
  return { status: refused === ids.length ? 422 : 207, body: { message } };
}

function idsOf(call: Call): readonly string[] {
  const ids = [...new Set(bodyOf<{ readonly ids?: readonly string[] }>(call).ids ?? [])];
  if (ids.length === 0 || ids.length > maxIds) throw unprocessable(`ids: between 1 and ${maxIds} are required`);
  return ids;
}

function reply(call: Call, accepted: boolean): Answer {
  const kind = kindOf("estimate");
  const estimate = documentToChange(call, kind);
  if (estimate.reply) throw unprocessable(`The estimate was already ${estimate.reply.accepted ? "accepted" : "rejected"}`);
  const { name, comment } = bodyOf<Reply>(call);
  const at = call.now.toISOString();
  call.write.put(kind.collection, {
    ...(accepted && estimate.draft ? numbered(call, estimate) : estimate),
    reply: { accepted, name: name ?? null, comment: comment ?? null, at },
    approved_at: accepted ? at.slice(0, 19) : null,
  });
  return done;
}

/** A new document with the lines of another; `draft: false` approves it at once. */
function convert(call: Call): Answer {
  const input = bodyOf<Conversion>(call);
  const target = servedType(input.target_type);
  const source = documentOf(call.write, servedType(input.source_type), input.source_id);
  if (!source) throw notFound();
  const kind = kindOf(target);
  const sent: DocumentInput = {
    ...inputOf(source),
    number: null,
    number_line_id: input.number_line_id ?? null,
    date: input.date ?? null,
    due_date: input.due_date ?? source.due_date,
    description: input.description ?? source.description,
    notes: input.notes ?? source.notes,
    items: (inputOf(source).items ?? []).map((item) => ({ ...item, taxes: (item.taxes ?? []).map((key) => taxKeyFor(kind.side, key)) })),
  };
  const from = { id: source.id, doc_type: source.type };
  const made = putNew(call, kind, { ...documentFrom(call, call.write.newId(), target, sent), from });
  if (input.draft === false && kind.can.includes("approve")) approveDocument(call, made);
  return created(made.id);
}

/** Waybills and purchase orders are not kept here. */
function servedType(word: string): DocumentType {
  if (word === "order" || word === "waybill") {
    throw new Problem(501, `Documents of type "${word}" exist in Holded, but this local Holded does not keep them.`);
  }
  return word as DocumentType;
}

/** Keys of sales begin with s_, those of purchases with p_. */
function taxKeyFor(side: Side, key: string): string {
  return key.replace(/^[sp]_/, side === "sales" ? "s_" : "p_");
}
