import { receiveUpload } from "@/lib/inbox/receive-upload";
import { created, companyRoute } from "@/lib/platform/http/company-route";
import { uploadedFile } from "../documents/uploaded-file";
import "@/lib/agents/all";

/** One statement of a bank per request: its raw bytes with their name in `x-file-name` (percent-encoded), or a form with one file. */
export const POST = companyRoute({ name: "statements.upload", needs: "reconciliation.write" }, async ({ scope, actor, request }) => {
  const file = await uploadedFile(request);
  return created(file.ok ? await receiveUpload(scope, actor, file.value, "statement") : file);
});
