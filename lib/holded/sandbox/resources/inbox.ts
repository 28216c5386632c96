import type { CollectionDefinition } from "../collection";
import { dayRangeOf, isWithin } from "../day-range";
import { bodyOf, noContent, ok, type Answer, type Call, type Handlers } from "../handler";
import { utcMoment } from "../moments";
import { exact } from "../numbers";
import { page } from "../page";
import { notFound, Problem } from "../problem";
import { attachFile } from "./attachments";
import { documentOf } from "./documents-kinds";
import { found } from "./found";
import { ownerId } from "./users";

const statuses = ["new", "processing", "error", "pending_to_verify", "done", "rejected"] as const;
type InboxStatus = (typeof statuses)[number];

/** A file in Holded's scanner. */
export type InboxDocument = {
  readonly id: string;
  /** As it will be when the file has been read. */
  readonly status: InboxStatus;
  readonly user_id: string;
  readonly document_number: string | null;
  readonly type: string | null;
  readonly outcome: { readonly document_id: string; readonly document_type: string } | null;
  readonly date: string;
  readonly contact_name: string | null;
  /** Decimal with a dot. */
  readonly total: string | null;
  readonly filename: string;
  readonly mediaType: string;
  readonly seen_at: string | null;
  readonly draft: { readonly description: string | null };
};

const inbox: CollectionDefinition<InboxDocument> = { name: "inbox", indexes: { status: (one) => one.status } };

const texts = ["document_number", "type", "contact_name", "seen_at"] as const;

export const inboxHandlers: Handlers = {
  "GET /inbox": (call) => {
    const reader = call.read.in(inbox);
    const list = page(call, reader, { sorted: reader.all(), keep: keepOf(call) });
    return ok({ ...list, items: list.items.map((one) => shown(call, one)) });
  },
  "POST /inbox": (call) => {
    const { file } = call;
    if (!file) throw new Problem(400, "File not found");
    const id = call.write.newId();
    const made: InboxDocument = {
      id,
      status: "pending_to_verify",
      user_id: ownerId(call),
      // What Holded reads from the picture itself: nothing is read here.
      document_number: null,
      type: "purchase",
      outcome: null,
      date: utcMoment(call.now),
      contact_name: null,
      total: null,
      filename: file.name,
      mediaType: file.type,
      seen_at: null,
      draft: { description: null },
    };
    call.write.putFile(id, file.bytes);
    call.write.put(inbox, made);
    return { status: 201, body: shown(call, made) };
  },
  "GET /inbox/{incomingDocumentId}": (call) => ok(shown(call, found(call.read, inbox, call.params["incomingDocumentId"]))),
  "PUT /inbox/{incomingDocumentId}": (call) => {
    const old = found(call.write, inbox, call.params["incomingDocumentId"]);
    call.write.put(inbox, changed(call, old, bodyOf<Readonly<Record<string, unknown>>>(call)));
    return noContent;
  },
  "DELETE /inbox/{incomingDocumentId}": (call) => {
    call.write.remove(inbox, found(call.write, inbox, call.params["incomingDocumentId"]).id);
    return noContent;
  },
  "POST /inbox/{incomingDocumentId}/attach": attach,
  "GET /inbox/{incomingDocumentId}/files/{filename}/download": (call) => {
    const one = found(call.read, inbox, call.params["incomingDocumentId"]);
    const data = call.params["filename"] === one.filename ? call.account.store.file(one.id) : null;
    if (!data) throw notFound();
    return { status: 200, bytes: { data, type: one.mediaType, name: one.filename } };
  },
};

/** The file goes to the document, and the inbox is done with it. */
function attach(call: Call): Answer {
  const one = found(call.write, inbox, call.params["incomingDocumentId"]);
  const { documentId, documentType } = bodyOf<{ readonly documentId: string; readonly documentType: string }>(call);
  if (documentType !== "purchase" && documentType !== "purchaserefund") {
    throw new Problem(501, `Documents of type "${documentType}" exist in Holded, but this local Holded does not keep them.`);
  }
  const document = documentOf(call.write, documentType, documentId);
  if (!document) throw notFound();
  const lockedUntil = call.switches.locked_until;
  // The one refusal of a locked period that has no body.
  if (lockedUntil !== null && document.date <= lockedUntil) return { status: 422 };
  const bytes = call.account.store.file(one.id);
  if (bytes) attachFile(call, document.id, { name: one.filename, type: one.mediaType, bytes });
  call.write.put(inbox, { ...one, status: "done", outcome: { document_id: document.id, document_type: documentType } });
  return noContent;
}

/** A free body: what it knows is taken, the rest passed over. */
function changed(call: Call, old: InboxDocument, sent: Readonly<Record<string, unknown>>): InboxDocument {
  const change: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(sent)) {
    const known = texts.find((one) => one === name);
    if (known && (typeof value === "string" || value === null)) change[known] = value;
    else if (name === "status" && statuses.some((one) => one === value)) change["status"] = value;
    else if (name === "total" && typeof value === "string" && /^-?\d+(\.\d+)?$/.test(value)) change["total"] = value;
    else if (name === "draft") change["draft"] = { description: descriptionOf(value) };
    else call.warn(`body field "${name}" was ignored`);
  }
  return { ...old, ...change };
}

function descriptionOf(draft: unknown): string | null {
  const value: unknown = draft !== null && typeof draft === "object" ? Reflect.get(draft, "description") : null;
  return typeof value === "string" ? value : null;
}

function keepOf(call: Call): (one: InboxDocument) => boolean {
  const { status, user_id } = call.query;
  const words = typeof status === "string" && status !== "" ? status.split(",") : null;
  const days = dayRangeOf(call);
  return (one) =>
    (words === null || words.includes(statusNow(call, one))) &&
    isWithin(days, one.date.slice(0, 10)) &&
    (user_id === undefined || one.user_id === user_id);
}

const scannedAt = (call: Call, one: InboxDocument): Date => new Date(Date.parse(one.date) + call.switches.inbox_scan_ms);

function statusNow(call: Call, one: InboxDocument): InboxStatus {
  return one.status === "pending_to_verify" && call.now < scannedAt(call, one) ? "processing" : one.status;
}

function shown(call: Call, one: InboxDocument): unknown {
  const { user_id, filename, mediaType: _, total, ...facts } = one;
  const status = statusNow(call, one);
  return {
    ...facts,
    status,
    origin: { id: user_id, name: "API", type: "upload", source: null },
    total: total === null ? null : call.numbers.documents.amount(exact(total)),
    file: { filename, path: `inbox/${filename}` },
    thumbnail: null,
    signature: null,
    scanned_at: status === "processing" ? null : utcMoment(scannedAt(call, one)),
    errors: [],
  };
}
