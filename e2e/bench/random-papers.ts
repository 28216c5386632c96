import { todayInMadrid } from "@/lib/kernel/calendar";
import { systemClock } from "@/lib/kernel/clock";
import { measureRandomPapers } from "@/lib/testing/random-papers/measure";

const usual = 1000;

/** Reads random papers: `npm run bench -- papers [COUNT [FIRST SEED]]`. False when one is called clear and wrong. */
export function benchRandomPapers([count, first]: readonly string[]): boolean {
  const measured = measureRandomPapers(Number(first ?? 1), Number(count ?? usual), todayInMadrid(systemClock));
  const share = (part: number, of: number) => `${((100 * part) / Math.max(1, of)).toFixed(1)} % (${part}/${of})`;
  const { papers, right, clear, wrongClear, wrong, others, othersRefused } = measured;
  process.stdout.write(`facturas al azar, todo lo que se contabiliza bien leído: ${share(right, papers)}\n`);
  process.stdout.write(`  claras: ${share(clear, papers)}, de ellas mal: ${wrongClear.length}\n`);
  process.stdout.write(`  otros papeles rechazados como lo que son: ${share(othersRefused, others)}\n`);
  for (const one of [...wrongClear, ...wrong].slice(0, 40)) process.stdout.write(`  semilla ${one.seed}: ${one.wrong.join(", ")}\n`);
  return wrongClear.length === 0;
}
