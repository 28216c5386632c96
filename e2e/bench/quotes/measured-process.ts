import { writeFileSync } from "node:fs";
import path from "node:path";
import { buildCatalogue } from "@/lib/agents/quotes/engine/catalogue/build-catalogue";
import { draftQuote } from "@/lib/agents/quotes/engine/draft";
import { answerOf, worldOf } from "@/lib/cli/agent-quotes";
import { readQuotesData } from "@/lib/cli/quotes-data";
import type { Usage } from "./headless";

/** Processor time in milliseconds, which a busy machine does not lengthen. */
function timed<T>(work: () => T): { readonly result: T; readonly ms: number } {
  const before = process.cpuUsage();
  const result = work();
  const { user, system } = process.cpuUsage(before);
  return { result, ms: (user + system) / 1000 };
}

/** What the headless agent does with a folder, nothing warmed up; times and memory beside the answers. */
function main(folder: string): void {
  const data = readQuotesData(path.join(folder, "input"));
  const index = timed(() => buildCatalogue(data.items));
  const world = worldOf(data, index.result);
  const drafts = data.requests.map((request) => ({ id: request.id, ...timed(() => draftQuote(request, world)) }));
  writeFileSync(
    path.join(folder, "answers.jsonl"),
    drafts.map(({ id, result, ms }) => `${JSON.stringify({ id, ...answerOf(result), ms })}\n`).join(""),
  );
  const usage: Usage = { indexMs: index.ms, draftMs: drafts.map(({ ms }) => ms), peakMb: process.resourceUsage().maxRSS / 1024 };
  writeFileSync(path.join(folder, "usage.json"), JSON.stringify(usage));
}

main(process.argv[2] ?? "");
