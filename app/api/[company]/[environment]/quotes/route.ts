import { receiveUpload } from "@/lib/inbox/receive-upload";
import { created, companyRoute } from "@/lib/platform/http/company-route";
import { uploadedFile } from "../documents/uploaded-file";
import "@/lib/agents/all";

/** One request of a customer as a file: its raw bytes with their name in `x-file-name` (percent-encoded), or a form with one file. */
export const POST = companyRoute({ name: "quotes.upload", needs: "quotes.write" }, async ({ scope, actor, request }) => {
  const file = await uploadedFile(request);
  return created(file.ok ? await receiveUpload(scope, actor, file.value, "quote") : file);
});
