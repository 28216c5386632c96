import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import path from "node:path";
import { answerFile, type HeadlessAnswer } from "@/lib/cli/answer-file";
import { todayInMadrid } from "@/lib/kernel/calendar";
import { systemClock } from "@/lib/kernel/clock";
import { printCalibration } from "./calibration";
import { corpora, folderOf, isHeldOut, isPresent, ownTaxIds, papersOf, type CorpusName, type Paper } from "./corpus";
import { readingGoals, type Measured } from "./goals";
import { judgeGoals, optionOf, percent, say, table, wilson, type Outcome } from "./report";
import { linesF1, scorePapers, type Score, type ScoreGroup } from "./score";

/** Reads the shared documents as the headless door does; of PDFs only the page, not what they carry for machines. */
export async function measureReading(args: readonly string[]): Promise<Outcome> {
  const valueOf = (name: string) => (args.includes(name) ? (args[args.indexOf(name) + 1] ?? "") : null);
  const chosen = corpora.filter((name) => isPresent(name) && (valueOf("--corpus") ?? name) === name);
  if (chosen.length === 0) return "no data";
  const kinds = valueOf("--kinds")?.split(",");
  const folder = mkdtempSync(path.join(tmpdir(), "bench-"));
  const measured: Measured[] = [];
  for (const name of chosen) {
    const papers = papersOf(name).filter(({ kind }) => !kinds || kinds.includes(kind));
    const own = args.includes("--own") ? ownTaxIds(name) : [];
    const answers = await readAll(name, papers, { own, workers: optionOf(args, "--workers", Math.min(4, availableParallelism())) });
    measured.push(show(name, papers, answers, path.join(folder, name)));
  }
  process.stdout.write("\n");
  const outcome = judgeGoals(readingGoals(measured), (goal) => `${(100 * goal).toFixed(1)} %`);
  if (args.includes("--keep")) say(folder);
  else rmSync(folder, { recursive: true });
  return outcome;
}

type Work = { readonly own: readonly string[]; readonly workers: number };

async function readAll(name: CorpusName, papers: readonly Paper[], { own, workers }: Work): Promise<HeadlessAnswer[]> {
  const found: HeadlessAnswer[][] = [];
  const context = { today: todayInMadrid(systemClock), ownTaxIds: own, pageOnly: true };
  let next = 0;
  const work = async () => {
    while (next < papers.length) {
      const at = next++;
      const file = path.join(folderOf(name), papers[at]?.file ?? "");
      found[at] = [...(await answerFile(file, file, context))];
      if (process.stderr.isTTY) process.stderr.write(`\r${name} ${next} / ${papers.length} `);
    }
  };
  await Promise.all(Array.from({ length: workers }, work));
  return found.flat();
}

function show(name: CorpusName, papers: readonly Paper[], answers: readonly HeadlessAnswer[], folder: string): Measured {
  const { score, errors } = scorePapers(name, papers, answers, path.join(folder, "all"));
  const halves = ([false, true] as const).map((aside) => {
    const own = papers.filter((paper) => isHeldOut(paper) === aside);
    return scorePapers(name, own, answers, path.join(folder, aside ? "held-out" : "work")).score;
  });
  const [work, heldOut] = halves as [Score, Score];
  printGroups(name, score, [work, heldOut]);
  printCalibration(name, papers, answers, errors);
  return { name, score, halves: [work, heldOut], ordinary: ordinaryClear(name, papers, answers) };
}

const columns = ["number", "issueDate", "supplierTaxId", "netTotal", "vat", "total", "withholding", "dueDate", "iban", "supplierName"];
const head = ["", "doc.", "número", "fecha", "NIF", "neto", "IVA", "total", "retenc.", "vence", "IBAN", "nombre", "los seis", "líneas F1"];

/** By kind and language; of each kind also the two halves of its issuers. */
function printGroups(name: CorpusName, score: Score, [work, heldOut]: readonly [Score, Score]): void {
  const rows = Object.entries(score.groups).flatMap(([group, all]) => {
    const parts = [
      ["  · trabajo", work.groups[group]],
      ["  · apartado", heldOut.groups[group]],
    ] as const;
    const isKind = !group.includes("/") && !group.startsWith("layout");
    return [rowOf(group, all), ...(isKind ? parts.flatMap(([label, part]) => (part ? [rowOf(label, part)] : [])) : [])];
  });
  process.stdout.write("\n");
  table([[name, ...head.slice(1), "claras", "bien", "Wilson 95 %"], ...rows]);
  const { documents, recognised, clear } = score.lookAlikes;
  if (documents > 0)
    say(`parecidos que no son factura: reconocidos ${percent([recognised, documents])} de ${documents}, dados por claros ${clear}`);
}

function rowOf(label: string, group: ScoreGroup): (string | number)[] {
  const f1 = linesF1(group);
  const right = [group.clearRight, group.clear] as const;
  const [low, high] = wilson(right);
  return [
    label,
    group.documents,
    ...columns.map((field) => percent(group.fields[field] ?? [0, 0]).replace(" %", "")),
    percent(group.whole).replace(" %", ""),
    f1 === null ? "–" : (100 * f1).toFixed(1),
    percent([group.clear, group.documents]),
    group.clear === 0 ? "–" : percent(right),
    group.clear === 0 ? "–" : `${(100 * low).toFixed(1)}–${(100 * high).toFixed(1)}`,
  ];
}

/** Share called clear of ordinary digital Spanish invoices: neither credit notes nor receipts, and their sums are right. */
function ordinaryClear(name: CorpusName, papers: readonly Paper[], answers: readonly HeadlessAnswer[]): readonly [number, number] {
  const ordinary = papers.filter(
    ({ kind, language, layout, inconsistent, gt }) =>
      kind === "digital-pdf" &&
      language === "es" &&
      layout !== "xml-visualisation" &&
      !inconsistent &&
      (JSON.parse(readFileSync(path.join(folderOf(name), gt), "utf8")) as { readonly docType?: string }).docType === "invoice",
  );
  const clear = new Set(answers.filter(({ status }) => status === "clear").map(({ file }) => file));
  return [ordinary.filter(({ file }) => clear.has(path.join(folderOf(name), file))).length, ordinary.length];
}
