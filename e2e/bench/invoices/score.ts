import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { HeadlessAnswer } from "@/lib/cli/answer-file";
import { folderOf, jsonLines, scorer, type CorpusName, type Paper } from "./corpus";
import type { Share } from "./report";

export type ScoreGroup = {
  readonly documents: number;
  readonly fields: Readonly<Record<string, Share>>;
  readonly whole: Share;
  readonly lines: { readonly hit: number; readonly gold: number; readonly got: number };
  readonly clear: number;
  readonly clearRight: number;
};
export type Score = {
  readonly groups: Readonly<Record<string, ScoreGroup>>;
  readonly lookAlikes: { readonly documents: number; readonly recognised: number; readonly clear: number };
};
export type ScoredError = { readonly id: string; readonly bad: readonly string[] };

type Scored = { readonly score: Score; readonly errors: readonly ScoredError[] };

/** Lets the shared scorer judge the answers on some papers of a corpus. Leaves its files in `folder`. */
export function scorePapers(name: CorpusName, papers: readonly Paper[], answers: readonly HeadlessAnswer[], folder: string): Scored {
  mkdirSync(folder, { recursive: true });
  // The scorer takes a folder with a manifest: this one names the same files, fewer of them.
  const from = (file: string) => path.relative(folder, path.join(folderOf(name), file));
  const manifest = papers.map((paper) => ({ ...paper, file: from(paper.file), gt: from(paper.gt) }));
  const file = (end: string) => path.join(folder, end);
  writeFileSync(file("manifest.jsonl"), manifest.map((line) => `${JSON.stringify(line)}\n`).join(""));
  writeFileSync(file("answers.jsonl"), answers.map((answer) => `${JSON.stringify(answer)}\n`).join(""));
  const outputs = ["--json", file("score.json"), "--errors", file("errors.jsonl")];
  execFileSync(process.execPath, [scorer, "--corpus", folder, "--answers", file("answers.jsonl"), ...outputs]);
  return { score: JSON.parse(readFileSync(file("score.json"), "utf8")) as Score, errors: jsonLines<ScoredError>(file("errors.jsonl")) };
}

export function linesF1({ lines: { hit, gold, got } }: ScoreGroup): number | null {
  return gold === 0 ? null : (2 * hit) / (gold + got);
}

/** Several groups counted as one. */
export function together(groups: readonly ScoreGroup[]): ScoreGroup {
  const sum = (of: (group: ScoreGroup) => number) => groups.reduce((all, group) => all + of(group), 0);
  const names = [...new Set(groups.flatMap(({ fields }) => Object.keys(fields)))];
  const share = (of: (group: ScoreGroup) => Share | undefined): Share => [sum((g) => of(g)?.[0] ?? 0), sum((g) => of(g)?.[1] ?? 0)];
  return {
    documents: sum(({ documents }) => documents),
    fields: Object.fromEntries(names.map((field) => [field, share(({ fields }) => fields[field])])),
    whole: share(({ whole }) => whole),
    lines: { hit: sum(({ lines }) => lines.hit), gold: sum(({ lines }) => lines.gold), got: sum(({ lines }) => lines.got) },
    clear: sum(({ clear }) => clear),
    clearRight: sum(({ clearRight }) => clearRight),
  };
}
