import { writeFileSync } from "node:fs";
import path from "node:path";
import { defaultPolicy } from "@/lib/agents/reconciliation/engine/policy";
import { openIndex, reconcileOne } from "@/lib/agents/reconciliation/engine/reconcile";
import { noMemory, proposalOf, readLedger } from "@/lib/cli/agent-reconciliation";

export type Warm = {
  readonly openMs: number;
  readonly times: readonly number[];
  readonly proposals: readonly ReturnType<typeof proposalOf>[];
};

const mostNew = 300;
const warming = 30;

/** The last open movements arrive one by one, each on its own beside an index of everything else. */
function main(folder: string): void {
  const ledger = readLedger(folder);
  const open = ledger.movements.filter(
    ({ status, bookingDate }) => status !== "reconciled" && bookingDate > (ledger.surroundings.closedThrough ?? ""),
  );
  const late = open.slice(-mostNew);
  const ids = new Set(late.map(({ id }) => id));
  const started = performance.now();
  const index = openIndex({ ...ledger, movements: ledger.movements.filter(({ id }) => !ids.has(id)) }, noMemory, defaultPolicy);
  const openMs = performance.now() - started;
  for (const movement of late.slice(0, warming)) reconcileOne(index, movement);
  const times: number[] = [];
  const proposals = late.map((movement) => {
    const before = process.cpuUsage();
    const decision = reconcileOne(index, movement);
    const { user, system } = process.cpuUsage(before);
    times.push((user + system) / 1000);
    return proposalOf(decision);
  });
  const answer: Warm = { openMs, times, proposals };
  writeFileSync(path.join(folder, "warm.json"), JSON.stringify(answer));
}

main(process.argv[2] ?? "");
