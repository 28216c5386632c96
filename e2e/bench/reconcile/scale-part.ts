import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { judgeGoals, load, optionOf, percent, say, type Outcome } from "../invoices/report";
import type { Usage } from "./headless";
import { flags, measureOn } from "./one-core";
import { joinYears, readYear } from "./scale-years";
import { loadScorer, type BenchProposal } from "./shared-bench";

/** One large ledger has 10,000 movements and 50,000 open documents. */
const movementsOfOne = 10_000;
/** Years lose their closed months, some of each hundred movements. */
const spare = 1.02;

/** Books of several years and a hundred thousand movements: they must be done, in how long and in how much memory. */
export async function measureScale(args: readonly string[]): Promise<Outcome> {
  const movements = optionOf(args, "--movements", 100_000);
  const documents = optionOf(args, "--documents", 500_000);
  const years = Math.max(1, Math.round(movements / movementsOfOne));
  const kept = args.includes("--folder") ? args[args.indexOf("--folder") + 1] : undefined;
  const folder = kept ?? mkdtempSync(path.join(tmpdir(), "bench-reconcile-"));
  try {
    if (!kept) makeYears(folder, years, Math.ceil((spare * movements) / years), Math.round(documents / years));
    joinYears(folder, years);
    return await measure(folder, years);
  } finally {
    if (!kept) rmSync(folder, { recursive: true });
  }
}

/** Each year in a process of its own: the maker keeps a year's books in memory several times. */
function makeYears(folder: string, years: number, movements: number, openDocuments: number): void {
  for (let at = 0; at < years; at++) {
    const program = [...flags, "e2e/bench/reconcile/scale-year-process.ts", folder, String(at), String(movements), String(openDocuments)];
    const { status, stderr } = spawnSync(process.execPath, program, { encoding: "utf8" });
    if (status !== 0) throw new Error(`el año ${at} acabó con ${status}: ${stderr.slice(0, 2000)}`);
  }
}

async function measure(folder: string, years: number): Promise<Outcome> {
  const all = path.join(folder, "all");
  const read = measureOn("e2e/bench/reconcile/measured-process.ts", all);
  const { engineMs, allMs, peakMb } = read("usage.json") as Usage;
  const { score } = await loadScorer();
  const total = { movements: 0, documents: 0, clear: 0, right: 0, decidable: 0, decided: 0, forbidden: 0, overAllocated: 0 };
  const byId = new Map((read("proposals.json") as readonly BenchProposal[]).map((proposal) => [proposal.movementId, proposal]));
  // what is still open, of whatever year: a year's own books call the documents of another unknown
  const open = new Set<string>();
  for (let at = 0; at < years; at++) for (const { id, open: left } of readYear(folder, at).documents) if (left !== 0) open.add(id);
  for (let at = 0; at < years; at++) {
    const year = readYear(folder, at);
    const proposals = year.movements.flatMap(({ id }) => byId.get(id) ?? []);
    const { clear, decidable, overAllocated } = score({ ...year, proposals });
    const settled = new Set(year.movements.flatMap(({ id, status }) => (status === "reconciled" ? [id] : [])));
    total.movements += year.movements.length;
    total.documents += year.documents.length;
    total.clear += clear.total;
    total.right += clear.correct;
    total.decidable += decidable.total;
    total.decided += decidable.cleared;
    total.forbidden += proposals.filter(
      ({ movementId, status, matches }) =>
        status !== "none" && (settled.has(movementId) || matches.some(({ documentId }) => !open.has(documentId))),
    ).length;
    total.overAllocated += overAllocated.documents;
  }
  const bytes = (name: string) => (readFileSync(path.join(all, name)).length / 1_000_000).toFixed(0);
  say(
    `${total.movements} movimientos × ${total.documents} documentos (${bytes("movements.json")} y ${bytes("documents.json")} MB) · carga ${load()}`,
  );
  say(`${seconds(engineMs)} de procesador en un núcleo, ${seconds(allMs)} con leer y escribir; ${Math.round(peakMb)} MB como mucho`);
  say(`claras ${total.clear}, bien ${percent([total.right, total.clear])} · cobertura ${percent([total.decided, total.decidable])}`);
  const none = (name: string, value: number) => ({ name, value, shown: String(value), goal: 0, direction: "at most" as const });
  return judgeGoals([none("prohibidas", total.forbidden), none("sobreasignadas", total.overAllocated)], String);
}

const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
