import { benchConnector } from "./connector";
import { benchInvoices } from "./invoices";
import type { Outcome } from "./invoices/report";
import { benchMirror } from "./mirror";
import { benchQuotes } from "./quotes";
import { benchRandomPapers } from "./random-papers";
import { benchReconcile } from "./reconcile";
import { benchScreen } from "./screen";

const benches: Readonly<Record<string, (args: readonly string[]) => Promise<Outcome>>> = {
  invoices: benchInvoices,
  reconcile: benchReconcile,
  quotes: benchQuotes,
  screen: benchScreen,
  papers: async (args) => (benchRandomPapers(args) ? "measured" : "below"),
  connector: async (args) => ((await benchConnector(args)) ? "measured" : "below"),
  mirror: async (args) => ((await benchMirror(args)) ? "measured" : "below"),
};

/**
 * `npm run bench` runs all benchmarks, `npm run bench -- NAME` one. Without the shared data it says so and passes; below a
 * goal it ends with 1.
 */
async function main([name, ...rest]: readonly string[]): Promise<void> {
  const chosen = name === undefined ? Object.entries(benches) : Object.entries(benches).filter(([key]) => key === name);
  if (chosen.length === 0) {
    process.stderr.write(`no hay banco de pruebas «${name}»; los hay: ${Object.keys(benches).join(", ")}\n`);
    process.exitCode = 2;
    return;
  }
  for (const [key, run] of chosen) {
    process.stdout.write(`# ${key}\n`);
    const outcome = await run(rest);
    if (outcome === "no data") process.stdout.write("sin datos compartidos (../shared): no se mide nada\n");
    if (outcome === "below") process.exitCode = 1;
  }
}

await main(process.argv.slice(2));
