import "server-only";
import { maxUploadBytes } from "@/lib/inbox/receive-upload";
import type { Upload } from "@/lib/inbox/register-upload";
import { ok, refuse, type Result } from "@/lib/kernel/result";

/** Room for the frame of a multipart form around the file. */
const formFrameBytes = 64 * 1024;

/**
 * The one file of an upload request. Reading stops at the limit, whatever length the request announced.
 * Refused: `document.too_large`, `document.empty`, `input.invalid` for a form without exactly one file or a cut line.
 */
export async function uploadedFile(request: Request): Promise<Result<Upload>> {
  const isForm = request.headers.get("content-type")?.startsWith("multipart/form-data") === true;
  const bytes = await boundedBytes(request, maxUploadBytes + (isForm ? formFrameBytes : 0));
  if (bytes === "cut") return refuse("input.invalid", { fields: "file" });
  if (bytes === null) return refuse("document.too_large", { limitMb: maxUploadBytes / 1024 / 1024 });
  if (isForm) return fromForm(bytes, request.headers.get("content-type") ?? "");
  if (bytes.byteLength === 0) return refuse("document.empty");
  const source = request.headers.get("x-file-source") === "camera" ? "camera" : "upload";
  return ok({ fileName: decodedName(request.headers.get("x-file-name") ?? ""), bytes, source });
}

async function fromForm(bytes: Uint8Array<ArrayBuffer>, contentType: string): Promise<Result<Upload>> {
  const form = await parsedForm(bytes, contentType);
  const files = [...(form?.values() ?? [])].filter((value) => value instanceof File);
  const [file] = files;
  if (!file || files.length > 1) return refuse("input.invalid", { fields: "file" });
  if (file.size === 0) return refuse("document.empty");
  return ok({ fileName: file.name, bytes: new Uint8Array(await file.arrayBuffer()), source: "upload" });
}

/** Null for a body that is no form, whatever its header says. */
async function parsedForm(bytes: Uint8Array<ArrayBuffer>, contentType: string): Promise<FormData | null> {
  try {
    return await new Response(bytes, { headers: { "content-type": contentType } }).formData();
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

/** Null past the limit; "cut" when the browser went away in the middle, which is nobody's fault. */
async function boundedBytes(request: Request, limit: number): Promise<Uint8Array<ArrayBuffer> | null | "cut"> {
  if (Number(request.headers.get("content-length") ?? 0) > limit) return null;
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of request.body ?? []) {
      size += chunk.byteLength;
      if (size > limit) return null;
      chunks.push(chunk);
    }
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ECONNRESET") return "cut";
    throw error;
  }
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.byteLength;
  }
  return bytes;
}

/** A malformed encoding is no reason to lose the file: its name is then what was sent. */
function decodedName(header: string): string {
  try {
    return decodeURIComponent(header);
  } catch (error) {
    if (error instanceof URIError) return header;
    throw error;
  }
}
