import { runOnOneCore } from "./one-core";
import type { BenchLedger, BenchProposal } from "./shared-bench";

export type Usage = {
  /** Time of the processor, which a busy machine does not lengthen: of the matching alone, and of the whole program. */
  readonly engineMs: number;
  readonly allMs: number;
  readonly peakMb: number;
};
export type HeadlessRun = { readonly proposals: readonly BenchProposal[]; readonly usage: Usage };

/** Lets the agent answer a ledger in a process of its own on one core. `folder` is left with the data and its answers. */
export function runHeadless(ledger: BenchLedger, folder: string): HeadlessRun {
  const read = runOnOneCore("e2e/bench/reconcile/measured-process.ts", ledger, folder);
  return { proposals: read("proposals.json") as readonly BenchProposal[], usage: read("usage.json") as Usage };
}
