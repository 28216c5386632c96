import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { judgeGoals, load, quantile, say, type Outcome } from "../invoices/report";
import { makeLedger } from "./make-ledger";
import { runOnOneCore } from "./one-core";
import { seedsOf, wordsOf } from "./options";
import type { Warm } from "./warm-process";

/** One new movement against an index that is ready: how long until it is decided. */
export async function measureWarm(args: readonly string[]): Promise<Outcome> {
  const [profile = "large"] = wordsOf(args, "--profiles", ["large"]);
  const [seed = "1"] = seedsOf(args);
  const ledger = await makeLedger(profile, seed);
  const folder = mkdtempSync(path.join(tmpdir(), "bench-reconcile-"));
  try {
    const { openMs, times, proposals } = runOnOneCore("e2e/bench/reconcile/warm-process.ts", ledger, folder)("warm.json") as Warm;
    const wrong = proposals.filter(({ movementId, status, matches }) => {
      const truth = ledger.truth.movements[movementId];
      const ids = (list: readonly { readonly documentId: string }[]) =>
        list
          .map(({ documentId }) => documentId)
          .sort()
          .join();
      return status === "clear" && (!truth || !["clear", "either"].includes(truth.expect) || ids(truth.matches) !== ids(matches));
    });
    const clear = proposals.filter(({ status }) => status === "clear").length;
    say(
      `${profile}: índice en ${Math.round(openMs)} ms; ${times.length} movimientos de uno en uno, ${clear} claras, ${wrong.length} mal · carga ${load()}`,
    );
    const most = (name: string, part: number) => {
      const value = quantile(times, part);
      return { name, value, shown: value === null ? "–" : `${value.toFixed(1)} ms`, goal: 50, direction: "at most" as const };
    };
    return judgeGoals([most("mediana", 0.5), most("p95", 0.95)], (ms) => `${ms} ms`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
