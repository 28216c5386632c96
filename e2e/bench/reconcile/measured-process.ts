import { writeFileSync } from "node:fs";
import path from "node:path";
import { defaultPolicy } from "@/lib/agents/reconciliation/engine/policy";
import { reconcile } from "@/lib/agents/reconciliation/engine/reconcile";
import { noMemory, proposalOf, readLedger } from "@/lib/cli/agent-reconciliation";
import type { Usage } from "./headless";

/** What the headless agent does with a folder, with the matching timed by itself; its first run, nothing warmed up. */
function main(folder: string): void {
  const ledger = readLedger(folder);
  const before = process.cpuUsage();
  const decisions = reconcile(ledger, noMemory, defaultPolicy);
  const { user, system } = process.cpuUsage(before);
  const lines = decisions.map((decision) => JSON.stringify(proposalOf(decision)));
  writeFileSync(path.join(folder, "proposals.json"), `[${lines.join(",\n")}]`);
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  const usage: Usage = { engineMs: (user + system) / 1000, allMs: (userCPUTime + systemCPUTime) / 1000, peakMb: maxRSS / 1024 };
  writeFileSync(path.join(folder, "usage.json"), JSON.stringify(usage));
}

main(process.argv[2] ?? "");
