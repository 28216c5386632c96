import "server-only";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import path from "node:path";
import { Readable } from "node:stream";

/**
 * The files that pdf.js asks for while it draws: its worker, fonts for documents that embed none, character maps,
 * decoders. They come from the installed package, so that engine and worker can never be of two versions, and nothing
 * is fetched from elsewhere. Public: they hold no data.
 */
const folders = new Set(["legacy", "cmaps", "standard_fonts", "wasm", "iccs"]);
const types: Readonly<Record<string, string>> = {
  ".mjs": "text/javascript; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".wasm": "application/wasm",
  ".bcmap": "application/octet-stream",
  ".pfb": "application/octet-stream",
  ".ttf": "font/ttf",
  ".icc": "application/vnd.iccprofile",
};
const plainName = /^[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*$/;

export async function GET(_request: Request, { params }: { params: Promise<{ version: string; path: string[] }> }): Promise<Response> {
  const { path: parts } = await params;
  const type = types[path.extname(parts.at(-1) ?? "")];
  if (!folders.has(parts[0] ?? "") || !parts.every((part) => plainName.test(part)) || type === undefined) return notFound();
  // Joined at run time: a bundler that saw this folder would copy all of it into the build.
  const file = path.join(process.cwd(), "node_modules", "pdfjs-dist", ...parts);
  const found = await stat(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT" || error.code === "ENOTDIR") return null;
    throw error;
  });
  if (!found?.isFile()) return notFound();
  return new Response(Readable.toWeb(createReadStream(file)) as ReadableStream<Uint8Array>, {
    headers: {
      "content-type": type,
      "content-length": String(found.size),
      // The version stands in the address.
      "cache-control": "public, max-age=31536000, immutable",
      "x-content-type-options": "nosniff",
    },
  });
}

function notFound(): Response {
  return new Response(null, { status: 404 });
}
