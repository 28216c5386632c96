import { documentPage } from "@/lib/inbox/document-page";
import { companyRoute } from "@/lib/platform/http/company-route";

/**
 * A page of a picture as JPEG, where browsers do not draw the file itself. Bytes of a file never change, so that the
 * person's own browser, and nothing in between, may keep what it was given.
 */
export const GET = companyRoute({ name: "documents.page", needs: "invoices.read" }, async ({ scope, params, request }) => {
  const page = await documentPage(scope, params["id"] ?? "", Number(params["page"]));
  if (!page.ok) return page;
  const headers = {
    "cache-control": "private, max-age=31536000, immutable",
    etag: `"${page.value.sha256}-${Number(params["page"])}"`,
    "x-content-type-options": "nosniff",
    "content-security-policy": "sandbox; default-src 'none'",
    "cross-origin-resource-policy": "same-origin",
  };
  if (request.headers.get("if-none-match") === headers.etag) return new Response(null, { status: 304, headers });
  const drawn = await page.value.bytes();
  if (!drawn.ok) return drawn;
  return new Response(Uint8Array.from(drawn.value), { headers: { ...headers, "content-type": "image/jpeg" } });
});
