import type { CollectionDefinition } from "../collection";
import { created, ok, type Call, type Handlers } from "../handler";
import { page } from "../page";
import { notFound, Problem } from "../problem";
import type { Database } from "../store";
import { purchases } from "./purchases";

/** A file of a document. The API calls the file name its id. */
export type Attachment = {
  readonly id: string;
  readonly document_id: string;
  readonly fileName: string;
  readonly mediaType: string;
  readonly size: number;
};

export const attachments: CollectionDefinition<Attachment> = { name: "attachments", indexes: { document_id: (file) => file.document_id } };

export const attachmentHandlers: Handlers = {
  "POST /purchases/{purchaseId}/attachments": (call) => {
    const document = owner(call, call.write);
    if (!call.file) throw new Problem(400, "File not found");
    const id = call.write.newId();
    const fileName = freeName(call, document, call.file.name);
    // The bytes first: a file that nobody knows does no harm, a record without bytes does.
    call.write.putFile(id, call.file.bytes);
    call.write.put(attachments, { id, document_id: document, fileName, mediaType: call.file.type, size: call.file.bytes.length });
    return created(fileName);
  },
  "GET /purchases/{purchaseId}/attachments": (call) => {
    const reader = call.read.in(attachments);
    const found = page(call, reader, { sorted: reader.by("document_id", owner(call, call.read)) });
    return ok({ ...found, items: found.items.map((one) => ({ id: one.fileName })) });
  },
  "GET /purchases/{purchaseId}/attachments/{attachmentId}": (call) => {
    const found = call.read
      .in(attachments)
      .by("document_id", owner(call, call.read))
      .find((one) => one.fileName === call.params["attachmentId"]);
    const data = found ? call.account.store.file(found.id) : null;
    if (!found || !data) throw notFound();
    return { status: 200, bytes: { data, type: found.mediaType, name: found.fileName } };
  },
};

function owner(call: Call, database: Database): string {
  const purchase = database.in(purchases).get(call.params["purchaseId"] ?? "");
  if (!purchase) throw notFound();
  return purchase.id;
}

/** A second file of the same name gets a number, as names are the ids. Assumed. */
function freeName(call: Call, document: string, name: string): string {
  const taken = new Set(
    call.write
      .in(attachments)
      .by("document_id", document)
      .map((one) => one.fileName),
  );
  const dot = name.lastIndexOf(".");
  const [stem, ending] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, ""];
  let free = name;
  for (let copy = 1; taken.has(free); copy += 1) free = `${stem}-${copy}${ending}`;
  return free;
}
