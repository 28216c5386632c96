import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { answerFile } from "@/lib/cli/answer-file";
import { todayInMadrid } from "@/lib/kernel/calendar";
import { systemClock } from "@/lib/kernel/clock";
import { digitalFiles } from "./corpus";
import { childrenNow, memoryOf } from "./processes";
import { judgeGoals, optionOf, quantile, say, table, type Goal, type Outcome } from "./report";

/** Megabytes in memory: of this process, which stands for the worker, of those it reads in, and of all its helpers. */
type Sample = {
  readonly documents: number;
  readonly own: number;
  readonly reading: number;
  readonly recognising: number;
  readonly all: number;
};

/** One document in so many is a scan. */
const scanEvery = 25;
/** As many as a worker reads at once. */
const atOnce = 2;
const mostMb = 700;
/** The last fifth may be so much larger than the second: what a program needs is reached by then. */
const mostGrowth = 1.1;

/** Reads many documents one after the other and looks at the memory of all processes on the way. */
export async function measureMemory(args: readonly string[]): Promise<Outcome> {
  const documents = optionOf(args, "--documents", 1_000);
  const files = digitalFiles();
  const folder = mkdtempSync(path.join(tmpdir(), "bench-"));
  const scan = path.join(folder, "scan.png");
  // In a process of its own: a worker does not draw.
  execFileSync(process.execPath, [...process.execArgv, "e2e/bench/invoices/draw-scan.ts", files[0] ?? "", scan]);
  const samples: Sample[] = [];
  const context = { today: todayInMadrid(systemClock), ownTaxIds: [], pageOnly: true };
  let next = 0;
  const work = async () => {
    while (next < documents) {
      const at = next++;
      const file = at % scanEvery === scanEvery - 1 ? scan : (files[at % files.length] ?? scan);
      await answerFile(file, file, context);
      if (at % 10 === 9) samples.push(sampleNow(at + 1));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  rmSync(folder, { recursive: true });
  const every = Math.max(1, Math.floor(samples.length / 10));
  const shown = samples.filter((_, i) => i % every === every - 1);
  table([
    ["documentos", "este proceso", "lectura", "reconocimiento", "todos"],
    ...shown.map((one) => [one.documents, one.own, one.reading, one.recognising, one.all].map((value) => String(Math.round(value)))),
  ]);
  say(
    `MB, lo que comparten varios procesos repartido entre ellos; uno de cada ${scanEvery} documentos es un escaneo; este proceso hace de worker, sin base de datos`,
  );
  return judgeGoals(goalsOf(samples), (goal) => (goal < 10 ? `× ${goal}` : `${goal} MB`));
}

function goalsOf(samples: readonly Sample[]): Goal[] {
  const all = samples.map((sample) => sample.all);
  const fifth = Math.floor(all.length / 5);
  const [early, late] = [quantile(all.slice(fifth, 2 * fifth), 0.5), quantile(all.slice(-fifth), 0.5)];
  const growth = early && late ? late / early : null;
  const most = Math.max(...all);
  return [
    { name: "worker y sus procesos de lectura, máximo", value: most, shown: `${Math.round(most)} MB`, goal: mostMb, direction: "at most" },
    {
      name: "último quinto frente al segundo",
      value: growth,
      shown: growth === null ? "–" : `× ${growth.toFixed(2)}`,
      goal: mostGrowth,
      direction: "at most",
    },
  ];
}

function sampleNow(documents: number): Sample {
  const children = childrenNow();
  const of = (name: string) => children.reduce((sum, child) => sum + (child.name === name ? child.memoryMb : 0), 0);
  const [own, reading, recognising] = [memoryOf("self"), of("reading-process"), of("recognising-process")];
  return { documents, own, reading, recognising, all: own + children.reduce((sum, { memoryMb }) => sum + memoryMb, 0) };
}
