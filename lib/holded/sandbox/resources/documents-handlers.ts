import { decimalOf } from "../amounts";
import { bodyOf, created, done, noContent, ok, type Answer, type Call, type Handlers } from "../handler";
import { madridDay } from "../moments";
import { exact } from "../numbers";
import { page } from "../page";
import { notFound, unprocessable } from "../problem";
import { attachmentHandlers } from "./attachments";
import { approveDocument } from "./documents-approve";
import { documentFrom, inputOf, refuseLocked } from "./documents";
import { documentKinds, type DocumentKind } from "./documents-kinds";
import { documentsAsked } from "./documents-list";
import type { DocumentInput, DocumentType, HoldedDocument } from "./documents-model";
import { pdfOf } from "./documents-pdf";
import { sendDocument } from "./documents-send";
import { shownInFull, shownInList } from "./documents-shown";
import { nextNumber, takeNumber } from "./numbering-series";
import { payDocument } from "./payments-model";
import { treasuryAccounts } from "./treasury-model";

type PaymentInput = {
  readonly amount?: string | null;
  readonly treasury_id?: string | null;
  readonly date?: string | null;
  readonly description?: string | null;
};

/** Everything that all kinds of documents have in common, and what each of them can. */
export const documentHandlers: Handlers = Object.assign({}, ...documentKinds.map(handlersOf)) as Handlers;

function handlersOf(kind: DocumentKind): Handlers {
  const one = `${kind.path}/{${kind.param}}`;
  return {
    [`POST ${kind.path}`]: (call) => createDocument(call, kind, kind.type),
    [`GET ${kind.path}`]: (call) => list(call, kind),
    [`GET ${one}`]: (call) => ok(shownInFull(call, documentToRead(call, kind))),
    [`PUT ${one}`]: (call) => put(call, kind),
    [`DELETE ${one}`]: (call) => {
      deleteDocument(call, kind, documentToChange(call, kind));
      return noContent;
    },
    ...attachmentHandlers(one, kind.param, "attachmentId", kind.collection),
    ...(kind.can.includes("approve") ? { [`POST ${one}/approve`]: (call: Call) => approve(call, kind) } : {}),
    ...(kind.can.includes("pay") ? { [`POST ${one}/payments`]: (call: Call) => pay(call, kind) } : {}),
    ...(kind.can.includes("pdf") ? { [`GET ${one}/pdf`]: (call: Call) => pdfOf(call, documentToRead(call, kind)) } : {}),
    ...(kind.can.includes("send") ? { [`POST ${one}/send`]: (call: Call) => sendDocument(call, documentToRead(call, kind)) } : {}),
  };
}

/** Creates a document of a kind; an estimate has its number at once. */
export function createDocument(call: Call, kind: DocumentKind, type: DocumentType): Answer {
  return created(putNew(call, kind, documentFrom(call, call.write.newId(), type, bodyOf<DocumentInput>(call))).id);
}

/** Keeps a new document, with the number that its kind gives at once. */
export function putNew(call: Call, kind: DocumentKind, document: HoldedDocument): HoldedDocument {
  const kept = kind.numbered === "without_approval" && call.switches.estimate_number === "at_once" ? numbered(call, document) : document;
  call.write.put(kind.collection, kept);
  return kept;
}

/** The document with the next number of its series, which is taken. */
export function numbered(call: Call, document: HoldedDocument): HoldedDocument {
  const next = nextNumber(call.write, document);
  takeNumber(call.write, next, document);
  return { ...document, number: next.number, draft: false };
}

/** @throws Problem 404 */
function documentToRead(call: Call, kind: DocumentKind): HoldedDocument {
  const document = call.read.in(kind.collection).get(call.params[kind.param] ?? "");
  if (!document) throw notFound();
  return document;
}

/** @throws Problem 404, or 422 when its date is locked */
export function documentToChange(call: Call, kind: DocumentKind): HoldedDocument {
  const document = call.write.in(kind.collection).get(call.params[kind.param] ?? "");
  if (!document) throw notFound();
  refuseLocked(call, document.date);
  return document;
}

/** @throws Problem 422 unless nothing depends on it yet */
export function deleteDocument(call: Call, kind: DocumentKind, document: HoldedDocument): void {
  const isOpen = kind.numbered === "without_approval" ? document.reply === null : document.draft;
  if (!isOpen) throw unprocessable("Only drafts can be deleted");
  call.write.remove(kind.collection, document.id);
}

function list(call: Call, kind: DocumentKind): Answer {
  const reader = call.read.in(kind.collection);
  const found = page(call, reader, documentsAsked(call, reader));
  return ok({ ...found, items: found.items.map((one) => shownInList(call, one)) });
}

function approve(call: Call, kind: DocumentKind): Answer {
  approveDocument(call, documentToChange(call, kind));
  return done;
}

function pay(call: Call, kind: DocumentKind): Answer {
  const document = call.write.in(kind.collection).get(call.params[kind.param] ?? "");
  if (!document) throw notFound();
  const input = bodyOf<PaymentInput>(call);
  const pending = exact(document.total).minus(document.paid);
  const amount = typeof input.amount === "string" ? decimalOf("amount", input.amount, "positive") : pending;
  if (document.draft) throw unprocessable("A draft cannot be paid");
  if (document.cancelled) throw unprocessable("A cancelled document cannot be paid");
  if (input.treasury_id && !call.write.in(treasuryAccounts).get(input.treasury_id))
    throw unprocessable("treasury_id: Treasury account not found");
  const date = input.date ?? madridDay(call.now);
  refuseLocked(call, date);
  const bankAccountId = input.treasury_id ?? null;
  return created(payDocument(call, document, { amount, date, bankAccountId, description: input.description ?? null }).id);
}

function put(call: Call, kind: DocumentKind): Answer {
  const old = documentToChange(call, kind);
  const sent = bodyOf<DocumentInput>(call);
  const how = putModeOf(call, kind);
  if (how === "dates") return putDates(call, kind, old, sent);
  const isOpen = kind.numbered === "without_approval" ? old.reply === null : old.draft;
  if (!isOpen) throw unprocessable(`An approved ${old.type} cannot be changed`);
  const input = how === "merge" ? { ...inputOf(old), ...sent } : replacing(old, sent);
  const { number, draft, from } = old;
  const kept = kind.numbered === "without_approval" ? { number, draft, from } : { from };
  call.write.put(kind.collection, { ...documentFrom(call, old.id, old.type, input), ...kept });
  return ok({ id: old.id });
}

function putModeOf(call: Call, kind: DocumentKind): "replace" | "merge" | "dates" {
  if (kind.put === "full") return "replace";
  if (kind.put === "purchase") return call.switches.purchase_put;
  return call.switches.document_put === "replace" ? "replace" : "dates";
}

/** As the specification has it: three fields, and the rest is passed over. Due date and project stay free after approval. */
function putDates(call: Call, kind: DocumentKind, old: HoldedDocument, sent: DocumentInput): Answer {
  const { date, due_date, project_id, ...rest } = sent;
  for (const name of Object.keys(rest)) call.warn(`body field "${name}" was ignored: this PUT takes date, due_date and project_id`);
  if (date && date !== old.date) {
    if (old.approved_at !== null) throw unprocessable("The date of an approved document cannot be changed");
    refuseLocked(call, date);
  }
  call.write.put(kind.collection, {
    ...old,
    ...(date ? { date } : {}),
    ...(due_date === undefined ? {} : { due_date }),
    ...(project_id === undefined ? {} : { project_id }),
  });
  return ok({ id: old.id });
}

/** The most dangerous call of the API: lines, tags, notes and custom fields that are not sent again are lost. */
function replacing(old: HoldedDocument, sent: DocumentInput): DocumentInput {
  const { contact_id, date, due_date, currency, language, number, number_line_id, design_id } = inputOf(old);
  const kept = { contact_id, date, due_date, currency, language, number, number_line_id, design_id };
  return { ...(Object.fromEntries(Object.entries(kept).filter(([, value]) => value !== undefined)) as DocumentInput), ...sent };
}
