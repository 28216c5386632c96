import { afterAll, describe, expect, it } from "vitest";
import "@/lib/agents/all";
import { closeDrawers } from "@/lib/documents/draw-page";
import { keepDrawnPages } from "@/lib/documents/keep-drawn-pages";
import { receiveUpload } from "@/lib/inbox/receive-upload";
import { testDatabase } from "@/lib/testing/database";
import { accountant, company, salesRep } from "@/lib/testing/people";
import { smallInvoicePdf } from "@/lib/testing/pdfs";
import { valueOf } from "@/lib/testing/proposals";
import { browserHeaders, browserRequest } from "@/lib/testing/request-headers";
import { tiffOf } from "@/lib/testing/tiffs";
import { GET } from "./route";

testDatabase();
afterAll(closeDrawers);

async function stored(bytes: Uint8Array) {
  const { scope, ana, leo, slug } = await company().with(accountant("ana"), salesRep("leo"));
  const { documentId } = valueOf(await receiveUpload(scope, ana, { fileName: "escaneo.tif", bytes, source: "upload" }));
  const document = await scope.read((tx) =>
    tx.document.findFirstOrThrow({ where: { id: documentId }, select: { blobKey: true, mediaType: true } }),
  );
  await keepDrawnPages({ ...document, bytes, pages: [1, 2] });
  const ask = async (who: { readonly personId: string }, page: string, more: Record<string, string> = {}, id = documentId) => {
    const headers = await browserHeaders(who);
    for (const [name, value] of Object.entries(more)) headers.set(name, value);
    const params = { company: slug, environment: "sandbox", id, page };
    return GET(browserRequest("/api/x", { headers }), { params: Promise.resolve(params) });
  };
  return { ana, leo, documentId, ask };
}

describe("a page of a stored picture", () => {
  it("is a JPEG that only the person's own browser keeps, and is not drawn again for it", async () => {
    const { ana, ask } = await stored(await tiffOf(["#fff", "#ddd"]));
    const answer = await ask(ana, "2");
    expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "image/jpeg"]);
    expect(answer.headers.get("cache-control")).toBe("private, max-age=31536000, immutable");
    expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
    const again = await ask(ana, "2", { "if-none-match": answer.headers.get("etag") ?? "" });
    expect([again.status, await again.text()]).toEqual([304, ""]);
    expect((await ask(ana, "1")).headers.get("etag")).not.toBe(answer.headers.get("etag"));
  });

  it("is missing beyond the last page, for odd numbers, for other companies and without the permission", async () => {
    const { ana, leo, documentId, ask } = await stored(await tiffOf(["#fff"]));
    for (const page of ["2", "0", "1.5", "x"]) expect((await ask(ana, page)).status).toBe(404);
    const other = await stored(await tiffOf(["#fff"]));
    expect((await other.ask(other.ana, "1", {}, documentId)).status).toBe(404);
    expect((await ask(leo, "1")).status).toBe(403);
    expect((await ask(leo, "1", { "if-none-match": (await ask(ana, "1")).headers.get("etag") ?? "" })).status).toBe(403);
  });

  it("of a PDF is not drawn here: its own viewer does", async () => {
    const { ana, ask } = await stored(await smallInvoicePdf());
    expect((await ask(ana, "1")).status).toBe(415);
  });
});
