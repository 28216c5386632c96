import type { IncomingMessage } from "node:http";
import type { UploadedFile } from "./handler";
import { Problem } from "./problem";

const maxBytes = 64 * 1024 * 1024;

export type RequestBody = { readonly text: string | null; readonly file: UploadedFile | null };

/** The body of a request: JSON as text, or the file of a form. @throws Problem 400 or 413 */
export async function readRequestBody(request: IncomingMessage): Promise<RequestBody> {
  const bytes = await readBytes(request);
  const type = request.headers["content-type"] ?? "";
  if (bytes.length === 0) return { text: null, file: null };
  if (type.toLowerCase().startsWith("multipart/form-data")) return { text: null, file: await readFile(bytes, type) };
  return { text: bytes.toString("utf8"), file: null };
}

async function readBytes(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    const bytes = chunk as Buffer;
    length += bytes.length;
    if (length > maxBytes) throw new Problem(413, "The request is larger than 64 MB");
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

/** Node's own parser of forms. Attachments come in the field `file`, inbox documents in `document`. */
async function readFile(bytes: Buffer, type: string): Promise<UploadedFile | null> {
  const form = await parseForm(bytes, type);
  const found = form.get("file") ?? form.get("document");
  if (found === null || typeof found === "string") return null;
  const name =
    found.name
      .split(/[/\\]/)
      .at(-1)
      ?.replace(/\p{Cc}/gu, "") ?? "";
  return { name: name || "file", type: found.type || "application/octet-stream", bytes: new Uint8Array(await found.arrayBuffer()) };
}

async function parseForm(bytes: Buffer, type: string): Promise<FormData> {
  try {
    return await new Request("http://localhost/", {
      method: "POST",
      headers: { "content-type": type },
      body: new Uint8Array(bytes),
    }).formData();
  } catch (error) {
    if (error instanceof TypeError) throw new Problem(400, "Malformed multipart body");
    throw error;
  }
}
