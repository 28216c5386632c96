import type { ReadDocument } from "@/lib/documents/model";
import { layOut } from "../page/layout";

/** About what a long contract has; what is longer is cut, and the file itself says the rest. */
const mostCharacters = 60_000;

/** The words of the pages in lines as they stand there; wide gaps become bars. */
export function pagesAsText(document: ReadDocument): string {
  const lines: string[] = [];
  let page = 0;
  for (const row of layOut(document).rows) {
    if (row.page !== page) lines.push(`[page ${row.page}]`);
    page = row.page;
    lines.push(row.segments.map(({ text }) => text).join(" | "));
  }
  return lines.join("\n").slice(0, mostCharacters).toWellFormed();
}
