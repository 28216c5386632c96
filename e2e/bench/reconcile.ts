import type { Outcome } from "./invoices/report";
import { measureInvariance } from "./reconcile/invariance-part";
import { measureProfiles } from "./reconcile/profiles-part";
import { measureScale } from "./reconcile/scale-part";
import { isBenchPresent } from "./reconcile/shared-bench";
import { measureWarm } from "./reconcile/warm-part";

const parts: Readonly<Record<string, (args: readonly string[]) => Promise<Outcome>>> = {
  profiles: measureProfiles,
  invariance: measureInvariance,
  scale: measureScale,
  warm: measureWarm,
};

const usage = `npm run bench -- reconcile [profiles|invariance|scale|warm] (sin nombre: profiles)
   profiles:   --profiles public,own,held-out o nombres · --seeds 1,2,3
   invariance: --profiles default,twins · --seeds 1
   scale:      --movements 100000 --documents 500000 · --folder CARPETA con los años hechos
   warm:       --profiles large --seeds 1`;

/** Measures the matching of bank movements on made-up books; it needs the shared generator. */
export async function benchReconcile([name, ...rest]: readonly string[]): Promise<Outcome> {
  if (name === "--help") {
    process.stdout.write(`${usage}\n`);
    return "measured";
  }
  if (!isBenchPresent()) return "no data";
  const [chosen, args] = name === undefined || name.startsWith("--") ? ["profiles", name ? [name, ...rest] : rest] : [name, rest];
  const measure = parts[chosen];
  if (!measure) throw new Error(`no hay parte «${chosen}»\n${usage}`);
  return measure(args);
}
