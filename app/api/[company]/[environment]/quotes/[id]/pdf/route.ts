import { quotePdf } from "@/lib/agents/quotes/query-run";
import { companyRoute } from "@/lib/platform/http/company-route";
import { fileHeaders } from "../../../documents/[id]/file-headers";
import "@/lib/agents/all";

/** The PDF that Holded makes of a quote, asked for each time: it changes there, too. `?download=1` hands it over as a file. */
export const GET = companyRoute({ name: "quotes.pdf", needs: "quotes.read" }, async ({ scope, actor, params, request }) => {
  const pdf = await quotePdf(scope, actor, params["id"] ?? "");
  if (!pdf.ok) return pdf;
  const asDownload = new URL(request.url).searchParams.has("download");
  const file = { mediaType: "application/pdf", fileName: "presupuesto.pdf", bytes: pdf.value.bytes };
  return new Response(Uint8Array.from(pdf.value.bytes), { headers: fileHeaders(file, asDownload) });
});
