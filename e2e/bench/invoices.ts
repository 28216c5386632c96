import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import path from "node:path";
import { answerFile, type HeadlessAnswer } from "@/lib/cli/answer-file";
import { closeReaders } from "@/lib/documents/read-document";
import { todayInMadrid } from "@/lib/kernel/calendar";
import { systemClock } from "@/lib/kernel/clock";

const shared = path.resolve("../shared");
const corpora = ["invoices", "press"] as const;
type ManifestLine = { readonly id: string; readonly file: string; readonly kind: string };
type ScoreGroup = {
  readonly documents: number;
  readonly fields: Readonly<Record<string, readonly [number, number]>>;
  readonly whole: readonly [number, number];
  readonly linesF1: number | null;
  readonly clear: number;
  readonly clearRight: number;
};
type Score = {
  readonly groups: Readonly<Record<string, ScoreGroup>>;
  readonly lookAlikes: { readonly documents: number; readonly recognised: number; readonly clear: number };
  readonly ms: Readonly<Record<"pdf" | "image", { readonly median: number | null; readonly p95: number | null }>>;
};

const usage =
  "--kinds digital-pdf,scan (por omisión digital-pdf; all: todos) · --own: conoce las empresas propias de press · --keep: guarda respuestas y errores";

/** Reads the development corpora as the headless door does and prints accuracy, calibration, speed and memory. */
export async function benchInvoices(args: readonly string[]): Promise<boolean> {
  if (args.includes("--help")) process.stdout.write(`${usage}\n`);
  const kinds = (args[args.indexOf("--kinds") + 1] ?? "digital-pdf").split(",");
  const wanted = args.includes("--kinds") ? kinds : ["digital-pdf"];
  const present = corpora.filter((name) => existsSync(path.join(shared, "corpus", name, "manifest.jsonl")));
  try {
    for (const name of present) await benchCorpus(name, wanted, args);
  } finally {
    closeReaders();
  }
  return present.length > 0;
}

async function benchCorpus(name: (typeof corpora)[number], kinds: readonly string[], args: readonly string[]): Promise<void> {
  const corpus = path.join(shared, "corpus", name);
  const manifest = jsonLines<ManifestLine>(path.join(corpus, "manifest.jsonl")).filter(
    (line) => kinds.includes("all") || kinds.includes(line.kind),
  );
  const own =
    args.includes("--own") && name === "press"
      ? (JSON.parse(readFileSync(path.join(corpus, "customers.json"), "utf8")) as { taxId: string }[]).map((customer) => customer.taxId)
      : [];
  const answers = await readAll(
    manifest.map((line) => path.join(corpus, line.file)),
    own,
  );
  const folder = mkdtempSync(path.join(tmpdir(), "bench-"));
  const file = (end: string) => path.join(folder, `${name}.${end}`);
  writeFileSync(file("answers.jsonl"), answers.map((answer) => `${JSON.stringify(answer)}\n`).join(""));
  const only = kinds.includes("all") ? [] : ["--only", kinds.join(",")];
  execFileSync(process.execPath, [
    path.join(shared, "bench/invoices/score.mjs"),
    "--corpus",
    corpus,
    "--answers",
    file("answers.jsonl"),
    "--json",
    file("score.json"),
    "--errors",
    file("errors.jsonl"),
    ...only,
  ]);
  const score = JSON.parse(readFileSync(file("score.json"), "utf8")) as Score;
  print(name, score);
  printCalibration(answers, manifest, corpus, jsonLines(file("errors.jsonl")));
  process.stdout.write(`   memoria ${Math.round(process.resourceUsage().maxRSS / 1024)} MB\n`);
  if (args.includes("--keep")) process.stdout.write(`   ${folder}\n`);
  else rmSync(folder, { recursive: true });
}

async function readAll(files: readonly string[], ownTaxIds: readonly string[]): Promise<HeadlessAnswer[]> {
  const found: HeadlessAnswer[][] = [];
  const context = { today: todayInMadrid(systemClock), ownTaxIds, pageOnly: true };
  let next = 0;
  const work = async () => {
    while (next < files.length) {
      const at = next++;
      const file = files[at];
      if (file !== undefined) found[at] = [...(await answerFile(file, file, context))];
    }
  };
  await Promise.all(Array.from({ length: Math.min(4, availableParallelism()) }, work));
  return found.flat();
}

const fields = [
  "number",
  "issueDate",
  "supplierTaxId",
  "netTotal",
  "vat",
  "total",
  "withholding",
  "dueDate",
  "payable",
  "iban",
  "supplierName",
  "customerTaxId",
];

function print(name: string, score: Score): void {
  for (const [group, s] of Object.entries(score.groups)) {
    process.stdout.write(`\n${name} · ${group} · ${s.documents} documentos\n`);
    process.stdout.write(
      `   ${fields
        .filter((f) => s.fields[f]?.[1])
        .map((f) => `${f} ${percent(s.fields[f])}`)
        .join("  ")}\n`,
    );
    process.stdout.write(
      `   los seis ${percent(s.whole)}  líneas F1 ${s.linesF1 === null ? "–" : `${(100 * s.linesF1).toFixed(1)} %`}  claras ${percent([s.clear, s.documents])}, correctas ${percent([s.clearRight, s.clear])}\n`,
    );
  }
  const { lookAlikes, ms } = score;
  if (lookAlikes.documents)
    process.stdout.write(
      `\n${name} · parecidos que no son factura: reconocidos ${percent([lookAlikes.recognised, lookAlikes.documents])}, dados por claros ${lookAlikes.clear}\n`,
    );
  process.stdout.write(
    `   ms por página: PDF mediana ${ms.pdf.median ?? "–"}, p95 ${ms.pdf.p95 ?? "–"}; imagen mediana ${ms.image.median ?? "–"}, p95 ${ms.image.p95 ?? "–"}\n`,
  );
}

const paths: Readonly<Record<string, string>> = {
  number: "number",
  issueDate: "issueDate",
  supplierTaxId: "supplier.taxId",
  netTotal: "netTotal",
  total: "total",
  iban: "iban",
  dueDate: "dueDate",
};

/** Share of right values by stated confidence, over the fields that carry one. */
function printCalibration(
  answers: readonly HeadlessAnswer[],
  manifest: readonly ManifestLine[],
  corpus: string,
  errors: readonly { id: string; bad: readonly string[] }[],
): void {
  const wrong = new Map(errors.map((error) => [error.id, new Set(error.bad)]));
  const ids = new Map(manifest.map((line) => [path.join(corpus, line.file), line.id]));
  const buckets = new Map<number, { right: number; all: number }>();
  for (const answer of answers) {
    for (const [field, key] of Object.entries(paths)) {
      const stated = answer.confidence[key];
      if (stated === undefined) continue;
      const bucket = buckets.get(stated) ?? { right: 0, all: 0 };
      bucket.all++;
      if (!wrong.get(ids.get(answer.file) ?? "")?.has(field)) bucket.right++;
      buckets.set(stated, bucket);
    }
  }
  const shown = [...buckets].sort((a, b) => b[0] - a[0]).map(([stated, { right, all }]) => `${stated} → ${percent([right, all])}`);
  process.stdout.write(`   confianza → acierto: ${shown.join("  ")}\n`);
}

const percent = (share: readonly [number, number] | undefined): string =>
  share && share[1] ? `${((100 * share[0]) / share[1]).toFixed(1)} % (${share[0]}/${share[1]})` : "–";

function jsonLines<T>(file: string): T[] {
  return readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line.trim())
    .map((line) => JSON.parse(line) as T);
}
