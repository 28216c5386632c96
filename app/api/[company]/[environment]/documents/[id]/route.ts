import { documentFile } from "@/lib/inbox/document-file";
import { companyRoute } from "@/lib/platform/http/company-route";
import { fileHeaders } from "./file-headers";

/** The file as it came. Only what cannot run anything is shown in place; `?download=1` always hands it over. */
export const GET = companyRoute({ name: "documents.file", needs: "invoices.read" }, async ({ scope, params, request }) => {
  const file = await documentFile(scope, params["id"] ?? "");
  if (!file.ok) return file;
  const asDownload = new URL(request.url).searchParams.has("download");
  return new Response(Uint8Array.from(file.value.bytes), { headers: fileHeaders(file.value, asDownload) });
});
