import type { Outcome } from "./invoices/report";
import { measureAccuracy } from "./quotes/accuracy-part";
import { measureMatching } from "./quotes/matching-part";
import { measureScale } from "./quotes/scale-part";
import { isBenchPresent } from "./quotes/shared-bench";

const parts: Readonly<Record<string, (args: readonly string[]) => Promise<Outcome>>> = {
  accuracy: measureAccuracy,
  scale: measureScale,
  matching: measureMatching,
};

const usage = `npm run bench -- quotes [accuracy|scale|matching] (sin nombre: todos)
   accuracy: --profiles public,own,held-out o nombres · --seeds 1,2,3 · --requests N · --skus N · --errors CARPETA
   scale:    --skus 300,1500,20000 · --seeds 1 · --requests 100`;

/** Measures drafts of quotes on made-up requests; it needs the shared generator and evaluator. */
export async function benchQuotes([name, ...rest]: readonly string[]): Promise<Outcome> {
  if (name === "--help") {
    process.stdout.write(`${usage}\n`);
    return "measured";
  }
  if (!isBenchPresent()) return "no data";
  if (name !== undefined && !name.startsWith("--")) {
    const measure = parts[name];
    if (!measure) throw new Error(`no hay parte «${name}»\n${usage}`);
    return measure(rest);
  }
  const outcomes = [];
  for (const measure of Object.values(parts)) outcomes.push(await measure(name === undefined ? rest : [name, ...rest]));
  return outcomes.includes("below") ? "below" : "measured";
}
