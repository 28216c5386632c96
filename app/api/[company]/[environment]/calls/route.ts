import { csvLine } from "@/app/api/[company]/[environment]/csv-line";
import { byteOrderMark, fileAnswer } from "@/app/api/[company]/[environment]/file-answer";
import { callPieces, callQuery, type LoggedOperation } from "@/lib/holded/call-log";
import { audit } from "@/lib/platform/audit";
import { companyRoute } from "@/lib/platform/http/company-route";

/** The calls to Holded as a file, by the filter of the page and without bodies. That it was taken out stands in the trail. */
export const GET = companyRoute(
  { name: "calls.export", needs: "integration.read", query: callQuery },
  async ({ scope, actor, company, environment, query }) => {
    await scope.write((tx) => audit(tx, scope, actor, "calls.exported", `calls:${environment}`, { format: "csv" }));
    return fileAnswer(`llamadas-${company.slug}-${environment}.csv`, "text/csv", csvLines(callPieces(scope, query)));
  },
);

const columns = [
  "id", "operation", "at", "method", "path", "permission", "purpose", "attempt", "last", "status", "ms", "quotaLeft", "failure", "proposal",
]; // prettier-ignore

/** A line for each attempt: the last one of a call says how it ended. */
async function* csvLines(pieces: AsyncIterable<readonly LoggedOperation[]>): AsyncGenerator<string> {
  yield `${byteOrderMark}${csvLine(columns)}`;
  for await (const piece of pieces) yield piece.map(linesOf).join("");
}

function linesOf(call: LoggedOperation): string {
  const attempts = [...[...call.earlier].reverse(), call];
  const { operation, method, path, permission, purpose, proposal } = call;
  return attempts
    .map(({ id, at, attempt, status, ms, quotaLeft, failure }) =>
      csvLine([
        id,
        operation,
        at,
        method,
        path,
        permission ?? "",
        purpose,
        String(attempt),
        attempt === call.attempt ? "1" : "0",
        String(status ?? ""),
        String(ms),
        String(quotaLeft ?? ""),
        failure ?? "",
        proposal?.id ?? "",
      ]),
    )
    .join("");
}
