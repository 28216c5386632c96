import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { answerFile } from "@/lib/cli/answer-file";
import { pageImage } from "@/lib/documents/page-image";
import { todayInMadrid } from "@/lib/kernel/calendar";
import { systemClock } from "@/lib/kernel/clock";
import { digitalFiles } from "./corpus";
import { processorMs, stayOnOneCore } from "./processes";
import { judgeGoals, load, optionOf, quantile, say, type Goal, type Outcome } from "./report";

/** Milliseconds a page: by the clock, and of the processor, which a busy machine does not lengthen. */
type Timing = { readonly clock: number; readonly processor: number };

const scanDotsPerInch = 300;

/** One document after the other, from its bytes to its proposal, with the reading processes warm. */
export async function measureSpeed(args: readonly string[]): Promise<Outcome> {
  const pages = optionOf(args, "--pages", 40);
  const isAlone = stayOnOneCore();
  const files = digitalFiles();
  const step = Math.max(1, Math.floor(files.length / pages));
  const digital = await timed(files.filter((_, at) => at % step === 0));
  const folder = mkdtempSync(path.join(tmpdir(), "bench-"));
  const scanned = await timed(await scansOf(files.slice(0, Math.ceil(pages / 4)), folder));
  rmSync(folder, { recursive: true });
  say(
    `${isAlone ? "un núcleo" : "sin atar a un núcleo"} · carga ${load()} · ${digital.length} ficheros digitales, ${scanned.length} escaneos A4 a ${scanDotsPerInch} ppp`,
  );
  const figures = (name: string, times: readonly Timing[], median: number, p95: number | null): Goal[] =>
    (["clock", "processor"] as const).flatMap((kind) => {
      const values = times.map((one) => one[kind]);
      const suffix = kind === "clock" ? "" : " (solo procesador)";
      return [
        goal(`${name}, mediana${suffix}`, quantile(values, 0.5), median),
        ...(p95 === null ? [] : [goal(`${name}, p95${suffix}`, quantile(values, 0.95), p95)]),
      ];
    });
  return judgeGoals(
    [...figures("página digital", digital, 150, 500), ...figures("A4 escaneada", scanned, 4_000, null)],
    (ms) => `${ms} ms`,
  );
}

const goal = (name: string, value: number | null, most: number): Goal => ({
  name,
  value,
  shown: value === null ? "–" : `${Math.round(value)} ms`,
  goal: most,
  direction: "at most",
});

async function timed(files: readonly string[]): Promise<Timing[]> {
  const context = { today: todayInMadrid(systemClock), ownTaxIds: [], pageOnly: true };
  const [first] = files;
  if (first) await answerFile(first, first, context); // The processes start, the language is loaded.
  const found: Timing[] = [];
  for (const file of files) {
    const before = processorMs();
    const [answer] = await answerFile(file, file, context);
    if (!answer || answer.pages === 0) continue;
    found.push({ clock: answer.ms.total / answer.pages, processor: Math.max(0, processorMs() - before) / answer.pages });
  }
  return found;
}

async function scansOf(files: readonly string[], folder: string): Promise<string[]> {
  const scans: string[] = [];
  for (const [at, file] of files.entries()) {
    const picture = await pageImage(new Uint8Array(readFileSync(file)), 1, scanDotsPerInch);
    if (!picture) continue;
    const scan = path.join(folder, `${at}.png`);
    writeFileSync(scan, picture);
    scans.push(scan);
  }
  return scans;
}
