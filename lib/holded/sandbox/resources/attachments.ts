import type { CollectionDefinition, Stored } from "../collection";
import { created, ok, type Call, type Handlers, type UploadedFile } from "../handler";
import { page } from "../page";
import { notFound, Problem } from "../problem";
import type { Database } from "../store";

/** A file of a document or a contact. The API calls the file name its id. */
export type Attachment = {
  readonly id: string;
  readonly document_id: string;
  readonly fileName: string;
  readonly mediaType: string;
  readonly size: number;
};

export const attachments: CollectionDefinition<Attachment> = { name: "attachments", indexes: { document_id: (file) => file.document_id } };

/**
 * Upload, list and download of the files of one kind of object.
 * @param one path of the object: `/purchases/{purchaseId}`
 * @param param name of the object's id in the path
 * @param fileParam name of the file's in the path
 */
export function attachmentHandlers<T extends Stored>(
  one: string,
  param: string,
  fileParam: string,
  owners: CollectionDefinition<T>,
): Handlers {
  const owner = (call: Call, database: Database): string => {
    const found = database.in(owners).get(call.params[param] ?? "");
    if (!found) throw notFound();
    return found.id;
  };
  return {
    [`POST ${one}/attachments`]: (call) => {
      const document = owner(call, call.write);
      if (!call.file) throw new Problem(400, "File not found");
      return created(attachFile(call, document, call.file));
    },
    [`GET ${one}/attachments`]: (call) => {
      const reader = call.read.in(attachments);
      const found = page(call, reader, { sorted: reader.by("document_id", owner(call, call.read)) });
      return ok({ ...found, items: found.items.map((file) => ({ id: file.fileName })) });
    },
    [`GET ${one}/attachments/{${fileParam}}`]: (call) => {
      const found = call.read
        .in(attachments)
        .by("document_id", owner(call, call.read))
        .find((file) => file.fileName === call.params[fileParam]);
      const data = found ? call.account.store.file(found.id) : null;
      if (!found || !data) throw notFound();
      return { status: 200, bytes: { data, type: found.mediaType, name: found.fileName } };
    },
  };
}

/** Keeps a file of an object. @returns the name it got */
export function attachFile(call: Call, ownerId: string, file: UploadedFile): string {
  const id = call.write.newId();
  const fileName = freeName(call, ownerId, file.name);
  // The bytes first: a file that nobody knows does no harm, a record without bytes does.
  call.write.putFile(id, file.bytes);
  call.write.put(attachments, { id, document_id: ownerId, fileName, mediaType: file.type, size: file.bytes.length });
  return fileName;
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
