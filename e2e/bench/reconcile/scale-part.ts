import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { judgeGoals, load, optionOf, percent, say, type Outcome } from "../invoices/report";
import { moved, renamed } from "./change-ledger";
import { runHeadless } from "./headless";
import { makeLedger } from "./make-ledger";
import { loadScorer, type BenchLedger } from "./shared-bench";

/** One large ledger has 10,000 movements and 50,000 open documents. */
const movementsOfOne = 10_000;
const documentsOfOne = 50_000;
const daysOfYear = 364;

/** Books of several years and a hundred thousand movements: they must be done, in how long and in how much memory. */
export async function measureScale(args: readonly string[]): Promise<Outcome> {
  const movements = optionOf(args, "--movements", 100_000);
  const documents = optionOf(args, "--documents", 500_000);
  const parts = Math.max(1, Math.round(movements / movementsOfOne));
  const sizes = { movements: Math.round(movements / parts), openDocuments: Math.round(documents / parts) };
  let ledger: BenchLedger | null = null;
  for (let at = 0; at < parts; at++) {
    const one = yearOf(withoutClosed(await makeLedger("large", `${at + 1}`, sizes)), at);
    ledger = ledger ? joined(ledger, one) : one;
  }
  if (!ledger) return "no data";
  say(
    `${ledger.movements.length} movimientos × ${ledger.documents.length} documentos (${documentsOfOne * parts >= documents ? "" : "más densos, "}${ledger.contacts.length} partes) · carga ${load()}`,
  );
  const folder = mkdtempSync(path.join(tmpdir(), "bench-reconcile-"));
  try {
    const { proposals, usage } = runHeadless(ledger, folder);
    const { clear, decidable, forbidden, overAllocated } = (await loadScorer()).score({ ...ledger, proposals });
    say(
      `${(usage.engineMs / 1000).toFixed(1)} s de procesador en un núcleo (${(usage.allMs / 1000).toFixed(1)} s con leer y escribir), ${Math.round(usage.peakMb)} MB como mucho (con los ficheros de entrada)`,
    );
    say(
      `claras ${clear.total}, bien ${percent([clear.correct, clear.total])} · cobertura ${percent([decidable.cleared, decidable.total])}`,
    );
    const none = (name: string, value: number) => ({ name, value, shown: String(value), goal: 0, direction: "at most" as const });
    return judgeGoals([none("prohibidas", forbidden.total), none("sobreasignadas", overAllocated.documents)], String);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Every year has its own closed months, and the joined books only one date for that: what lies before it stays out. */
function withoutClosed(ledger: BenchLedger): BenchLedger {
  const isKept = ({ bookingDate, status }: BenchLedger["movements"][number]) =>
    status === "reconciled" || bookingDate > ledger.context.closedThrough;
  const movements = ledger.movements.filter(isKept);
  const truths = movements.flatMap(({ id }) => [[id, ledger.truth.movements[id]] as const]);
  return { ...ledger, movements, truth: { movements: Object.fromEntries(truths) } as BenchLedger["truth"] };
}

/** The books of one seed as another year's, with ids and numbers of their own. */
function yearOf(ledger: BenchLedger, at: number): BenchLedger {
  const later = moved(
    renamed(ledger, (id) => `y${at}-${id}`),
    at * daysOfYear,
  );
  const numbers = new Map(
    later.documents.flatMap(({ id, number }) => (number === null ? [] : [[id, [number, ofYear(number, at)] as const]])),
  );
  const retold = (text: string, documents: readonly string[]) =>
    documents.reduce((told, id) => {
      const [before, after] = numbers.get(id) ?? ["", ""];
      return before ? told.replaceAll(before, after).replaceAll(plain(before), plain(after)) : told;
    }, text);
  return {
    ...later,
    documents: later.documents.map((document) => ({ ...document, number: numbers.get(document.id)?.[1] ?? null })),
    movements: later.movements.map((movement) => {
      const paid = later.truth.movements[movement.id]?.matches.map(({ documentId }) => documentId) ?? [];
      return { ...movement, concept: retold(movement.concept, paid), details: movement.details.map((line) => retold(line, paid)) };
    }),
  };
}

const plain = (number: string) => number.replace(/[^A-Z0-9]/giu, "");
const ofYear = (number: string, at: number) => number.replace(/2[345]/u, (year) => String(Number(year) + at));

function joined(a: BenchLedger, b: BenchLedger): BenchLedger {
  const both = <T>(of: (ledger: BenchLedger) => readonly T[]) => [...of(a), ...of(b)];
  return {
    movements: both(({ movements }) => movements),
    documents: both(({ documents }) => documents),
    contacts: both(({ contacts }) => contacts),
    context: {
      ...a.context,
      accounts: both(({ context }) => context.accounts),
      terminals: both(({ context }) => context.terminals),
      remittances: both(({ context }) => context.remittances),
      pspPayouts: both(({ context }) => context.pspPayouts),
      fxRates: Object.fromEntries(
        Object.keys(a.context.fxRates).map((currency) => [currency, { ...a.context.fxRates[currency], ...b.context.fxRates[currency] }]),
      ),
    },
    truth: { movements: { ...a.truth.movements, ...b.truth.movements } },
  };
}
