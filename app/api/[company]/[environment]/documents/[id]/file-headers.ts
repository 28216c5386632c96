/** What a browser draws and never runs. SVG, HTML and XML are not among them. */
const shownInPlace = new Set(["application/pdf", "image/png", "image/jpeg", "image/webp", "image/gif"]);

type File = { readonly fileName: string; readonly mediaType: string; readonly bytes: Uint8Array };

/** A file of unknown origin: never sniffed, never run, never framed by others; anything unusual is a download. */
export function fileHeaders({ fileName, mediaType, bytes }: File, asDownload: boolean): Record<string, string> {
  const isShown = shownInPlace.has(mediaType);
  return {
    "content-type": isShown ? mediaType : "application/octet-stream",
    "content-length": String(bytes.byteLength),
    "content-disposition": `${isShown && !asDownload ? "inline" : "attachment"}; ${nameParameters(fileName)}`,
    "x-content-type-options": "nosniff",
    "content-security-policy": "sandbox; default-src 'none'; style-src 'unsafe-inline'",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "private, no-store",
  };
}

/** RFC 6266: a plain name for old clients, the real one percent-encoded. */
function nameParameters(fileName: string): string {
  const plain = fileName
    .normalize("NFD")
    .replace(/[^\x20-\x7e]/g, "")
    .replace(/["\\]/g, "_");
  const encoded = encodeURIComponent(fileName).replace(/['()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`);
  return `filename="${plain}"; filename*=UTF-8''${encoded}`;
}
