import { closeSync, mkdirSync, openSync, readFileSync, writeFileSync, writeSync } from "node:fs";
import path from "node:path";
import { moved, renamed } from "./change-ledger";
import { makeLedger, writeLedger } from "./make-ledger";
import type { BenchContext, BenchLedger } from "./shared-bench";

const daysOfYear = 364;
const parts = ["movements", "documents", "contacts"] as const;

type Sizes = { readonly movements: number; readonly openDocuments: number };

const folderOfYear = (folder: string, at: number): string => path.join(folder, `year-${at}`);

/** The books of one seed as those of another year, left in a folder of their own: no process holds more than one. */
export async function writeYear(folder: string, at: number, sizes: Sizes): Promise<void> {
  writeLedger(yearOf(withoutClosed(await makeLedger("large", `${at + 1}`, sizes)), at), folderOfYear(folder, at));
}

export const readYear = (folder: string, at: number): BenchLedger =>
  Object.fromEntries(
    [...parts, "context", "truth"].map((name) => [
      name,
      JSON.parse(readFileSync(path.join(folderOfYear(folder, at), `${name}.json`), "utf8")) as unknown,
    ]),
  ) as unknown as BenchLedger;

/** One ledger of all years, written list by list. */
export function joinYears(folder: string, years: number): void {
  const into = path.join(folder, "all");
  mkdirSync(into, { recursive: true });
  for (const name of parts) {
    const file = openSync(path.join(into, `${name}.json`), "w");
    for (let at = 0; at < years; at++) {
      const list = readFileSync(path.join(folderOfYear(folder, at), `${name}.json`), "utf8");
      writeSync(file, `${at === 0 ? "[" : ","}${list.slice(1, -1)}`);
    }
    writeSync(file, "]");
    closeSync(file);
  }
  const contexts = Array.from(
    { length: years },
    (_, at) => JSON.parse(readFileSync(path.join(folderOfYear(folder, at), "context.json"), "utf8")) as BenchContext,
  );
  writeFileSync(path.join(into, "context.json"), JSON.stringify(contexts.reduce(joined)));
}

function joined(a: BenchContext, b: BenchContext): BenchContext {
  return {
    ...a,
    accounts: [...a.accounts, ...b.accounts],
    terminals: [...a.terminals, ...b.terminals],
    remittances: [...a.remittances, ...b.remittances],
    pspPayouts: [...a.pspPayouts, ...b.pspPayouts],
    fxRates: Object.fromEntries(Object.keys(a.fxRates).map((currency) => [currency, { ...a.fxRates[currency], ...b.fxRates[currency] }])),
  };
}

/** Every year has its own closed months, and the joined books only one date for that: what lies before it stays out. */
function withoutClosed(ledger: BenchLedger): BenchLedger {
  const isKept = ({ bookingDate, status }: BenchLedger["movements"][number]) =>
    status === "reconciled" || bookingDate > ledger.context.closedThrough;
  const movements = ledger.movements.filter(isKept);
  const truths = movements.flatMap(({ id }) => [[id, ledger.truth.movements[id]] as const]);
  return { ...ledger, movements, truth: { movements: Object.fromEntries(truths) } as BenchLedger["truth"] };
}

/** The same books some years later, with ids and numbers of their own. */
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
