import fs from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import type { PlainDate } from "@/lib/kernel/calendar";
import type { SpokenLanguage } from "./number-words";
import { findSpokenDates } from "./spoken-dates";
import { readSpokenNumber } from "./spoken-numbers";
import { tokenize } from "./tokens";
import { isCountedUnit } from "./units";

/** Numbers and dates collected by others: not part of the project, and read where they stand beside it. */
const folder = path.resolve(import.meta.dirname, "../../../shared/corpus/quotes/numbers");
const isThere = fs.existsSync(folder);

type Row = {
  readonly input: string;
  readonly value?: string;
  readonly context?: { readonly ReferenceDateTime: string };
  readonly results?: readonly {
    readonly Start: number;
    readonly End?: number;
    readonly Length?: number;
    readonly Resolution?: { readonly value?: string };
    readonly Value?: { readonly FutureResolution?: { readonly date?: string }; readonly PastResolution?: { readonly date?: string } };
  }[];
};

const rows = (file: string): readonly Row[] =>
  fs
    .readFileSync(path.join(folder, `${file}.jsonl`), "utf8")
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Row);

function wholeNumber(text: string, language: SpokenLanguage): number | null {
  const tokens = tokenize(text, isCountedUnit);
  const sign = tokens[0]?.text === "-" ? 1 : 0;
  const number = readSpokenNumber(tokens, sign, language);
  return number && number.next === tokens.length ? Number(number.value) * (sign ? -1 : 1) : null;
}

function numberAt(text: string, start: number, end: number): number | null {
  const tokens = tokenize(text, isCountedUnit);
  const at = tokens.findIndex((token, index) => token.end > start && token.start <= end && readSpokenNumber(tokens, index, "es") !== null);
  const number = at < 0 ? null : readSpokenNumber(tokens, at, "es");
  return number ? Number(number.value) * (tokens[at - 1]?.text === "-" ? -1 : 1) : null;
}

/** Share of the cases that are read as their authors say; told so that a change can be compared. */
function share(file: string, isRight: (row: Row) => readonly boolean[]): number {
  const all = rows(file).flatMap(isRight);
  const reached = all.filter(Boolean).length / all.length;
  process.stdout.write(`${file}: ${(100 * reached).toFixed(1)} % of ${all.length}\n`);
  return reached;
}

const numeral = (language: SpokenLanguage) => (row: Row) => [
  wholeNumber(row.input, language) === Number((row.value ?? "").replace(/NumeralValue |[()_]/g, "")),
];
const figure = (row: Row) =>
  (row.results ?? []).flatMap(({ Start, End = 0, Resolution }) => {
    if (!Resolution?.value) return [];
    const wanted = Number(Resolution.value.replace("%", "").replace(",", "."));
    const got = numberAt(row.input, Start, End);
    return [got !== null && Math.abs(got - wanted) <= 1e-4 * Math.max(1, Math.abs(wanted))];
  });
const day = (row: Row) =>
  (row.results ?? []).map(({ Start, Length = 0, Value }) => {
    const from = (row.context?.ReferenceDateTime ?? "").slice(0, 10) as PlainDate;
    const got = findSpokenDates(row.input, from).find((date) => date.start < Start + Length && Start < date.end)?.date;
    return got !== undefined && (got === Value?.FutureResolution?.date || got === Value?.PastResolution?.date);
  });

describe.skipIf(!isThere)("numbers and dates collected by others (skipped: ../shared/corpus is not there)", () => {
  it.each([
    ["es-numeral", numeral("es"), 1],
    ["ca-numeral", numeral("ca"), 1],
    ["es-number", figure, 0.66],
    ["es-percent", figure, 0.7],
    ["es-currency", figure, 0.85],
    ["es-dimension", figure, 0.95],
    ["es-date", day, 0.65],
  ] as const)("%s are read as often as before or more", (file, isRight, least) => {
    expect(share(file, isRight)).toBeGreaterThanOrEqual(least);
  });
});
