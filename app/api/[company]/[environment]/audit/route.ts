import { csvLine } from "@/app/api/[company]/[environment]/csv-line";
import { byteOrderMark, fileAnswer } from "@/app/api/[company]/[environment]/file-answer";
import { z } from "zod";
import { audit } from "@/lib/platform/audit";
import { trailPieces, trailQuery, type TrailEntry } from "@/lib/platform/audit-trail";
import { companyRoute } from "@/lib/platform/http/company-route";

const query = trailQuery.extend({ format: z.enum(["csv", "json"]) });

/** The audit trail as a file. That it was taken out stands in the trail too. */
export const GET = companyRoute(
  { name: "audit.export", needs: "activity.read", query },
  async ({ scope, actor, company, environment, query: { format, ...asked } }) => {
    await scope.write((tx) => audit(tx, scope, actor, "audit.exported", `audit:${environment}`, { format }));
    const lines = format === "csv" ? csvLines : jsonLines;
    const name = `auditoria-${company.slug}-${environment}.${format}`;
    return fileAnswer(name, format === "csv" ? "text/csv" : "application/json", lines(trailPieces(scope, asked)));
  },
);

const columns = ["seq", "at", "actor", "actorName", "action", "subject", "subjectTitle", "data", "hash"] as const;

async function* csvLines(pieces: AsyncIterable<readonly TrailEntry[]>): AsyncGenerator<string> {
  yield `${byteOrderMark}${csvLine(columns)}`;
  for await (const piece of pieces) {
    yield piece
      .map((entry) => csvLine(columns.map((column) => (column === "data" ? JSON.stringify(entry.data) : (entry[column] ?? "")))))
      .join("");
  }
}

async function* jsonLines(pieces: AsyncIterable<readonly TrailEntry[]>): AsyncGenerator<string> {
  let separator = "[\n";
  for await (const piece of pieces) {
    for (const entry of piece) {
      yield `${separator}${JSON.stringify(entry)}`;
      separator = ",\n";
    }
  }
  yield separator === "[\n" ? "[]\n" : "\n]\n";
}
