import path from "node:path";
import type { HeadlessAnswer } from "@/lib/cli/answer-file";
import { folderOf, type CorpusName, type Paper } from "./corpus";
import { percent, say } from "./report";
import type { ScoredError } from "./score";

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
export function printCalibration(
  name: CorpusName,
  papers: readonly Paper[],
  answers: readonly HeadlessAnswer[],
  errors: readonly ScoredError[],
): void {
  const wrong = new Map(errors.map(({ id, bad }) => [id, new Set(bad)]));
  const ids = new Map(papers.map(({ file, id }) => [path.join(folderOf(name), file), id]));
  const buckets = new Map<number, { right: number; all: number }>();
  for (const { file, confidence } of answers) {
    for (const [field, key] of Object.entries(paths)) {
      const stated = confidence[key];
      if (stated === undefined) continue;
      const bucket = buckets.get(stated) ?? { right: 0, all: 0 };
      bucket.all++;
      if (!wrong.get(ids.get(file) ?? "")?.has(field)) bucket.right++;
      buckets.set(stated, bucket);
    }
  }
  const shown = [...buckets]
    .sort((a, b) => b[0] - a[0])
    .map(([stated, { right, all }]) => `${stated} → ${percent([right, all])} de ${all}`);
  say(`confianza → acierto: ${shown.join(" · ")}`);
}
