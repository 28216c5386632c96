import { readdirSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { z } from "zod";
import { getInvoice } from "@/lib/holded/endpoints/invoices";
import { interpret } from "@/lib/holded/interpret";
import { parseHoldedAmount, parseHoldedNumber, type NumberMode } from "@/lib/holded/numbers";
import { fromCents } from "@/lib/kernel/money";
import openapi from "@/lib/holded/openapi-v2.json";

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
type Spelling = { readonly grouped: boolean; readonly zeros: "kept" | "cut"; readonly as: "text" | "number" };

/** An amount as Holded may write it: grouped or not, with or without its trailing zeros, as text or as a number. */
function written(amount: bigint, mode: NumberMode, { grouped, zeros, as }: Spelling): string | number {
  const [whole = "", fraction = ""] = fromCents(amount).replace("-", "").split(".");
  if (as === "number") return Number(fromCents(amount));
  const digits = grouped ? whole.replace(/\B(?=(\d{3})+$)/g, mode === "es" ? "." : ",") : whole;
  const decimals = zeros === "kept" ? fraction : fraction.replace(/0+$/, "");
  return `${amount < 0n ? "-" : ""}${digits}${decimals === "" ? "" : `${mode === "es" ? "," : "."}${decimals}`}`;
}

const spelling = fc.record<Spelling>({
  grouped: fc.boolean(),
  zeros: fc.constantFrom("kept", "cut"),
  as: fc.constantFrom("text", "text", "text", "number"),
});
const mode = fc.constantFrom<NumberMode>("es", "dot");
const rubbish = fc.constantFrom<Json>(null, "", true, [], {}, "n/a", "12,,5", "1.2.3,4", [1], { a: 1 }, "12 €", "∞");

describe("a document, however it is mangled", () => {
  it("has the amounts that were written or cannot be read", () => {
    const names = ["subtotal", "tax", "total", "payments_total", "payments_pending"] as const;
    fc.assert(
      fc.property(
        fc.bigInt(-9_999_999n, 9_999_999n),
        fc.bigInt(-99_999n, 999_999n),
        fc.bigInt(0n, 99_999n),
        mode,
        fc.array(spelling, { minLength: 5, maxLength: 5 }),
        fc.array(fc.tuple(fc.constantFrom(...names), rubbish), { maxLength: 2 }),
        fc.boolean(),
        (subtotal, tax, paid, format, spellings, damage, isKnown) => {
          const truth = { subtotal, tax, total: subtotal + tax, payments_total: paid, payments_pending: subtotal + tax - paid };
          const raw: Record<string, Json> = { id: "d", lines: [] };
          for (const [at, name] of names.entries())
            raw[name] = written(truth[name], format, spellings[at] ?? { grouped: false, zeros: "kept", as: "text" });
          for (const [name, value] of damage) raw[name] = value;
          const read = getInvoice.answer?.(isKnown ? format : null).safeParse(raw);
          if (!read?.success) return;
          expect([read.data.subtotal, read.data.tax, read.data.total]).toEqual([subtotal, tax, subtotal + tax].map(fromCents));
          expect([fromCents(paid), null]).toContain(read.data.paymentsTotal);
          expect([fromCents(truth.payments_pending), null]).toContain(read.data.paymentsPending);
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it("is read whenever its format is known and nothing is damaged", () => {
    fc.assert(
      fc.property(fc.bigInt(0n, 9_999_999n), fc.bigInt(0n, 999_999n), mode, spelling, (subtotal, tax, format, how) => {
        const raw = {
          id: "d",
          lines: [],
          subtotal: written(subtotal, format, how),
          tax: written(tax, format, how),
          total: written(subtotal + tax, format, how),
        };
        expect(getInvoice.answer?.(format).safeParse(raw)).toMatchObject({ success: true, data: { total: fromCents(subtotal + tax) } });
      }),
      { numRuns: 500 },
    );
  });
});

type Answering = {
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly answer: ((mode: NumberMode | null) => z.ZodType) | null;
};

const endpoints: Answering[] = [];
for (const file of readdirSync(import.meta.dirname).filter((one) => one.endsWith(".ts") && !one.endsWith(".test.ts"))) {
  const exported: object = await import(/* @vite-ignore */ join(import.meta.dirname, file));
  for (const [name, one] of Object.entries(exported) as [string, unknown][])
    if (isEndpoint(one) && one.answer !== null) endpoints.push({ ...one, name });
}

function isEndpoint(value: unknown): value is Omit<Answering, "name"> {
  return typeof value === "object" && value !== null && "method" in value && "accepts" in value && value.accepts === "json";
}

describe("any answer, however it is mangled", () => {
  it.each(endpoints)("of $name gives a value or a named trouble, and no number that was not written", ({ method, path, answer }) => {
    const sample = sampleFor(method, path);
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(), fc.oneof(rubbish, odd, fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<Json>)), { maxLength: 6 }),
        mode,
        (damage, known) => {
          const raw = damage.reduce((json, [at, value]) => mangled(json, at, value), sample);
          const body = new TextEncoder().encode(JSON.stringify(raw));
          const result = interpret({ status: 200, headers: new Headers({ "content-type": "application/json" }), body }, "creates", {
            schema: answer?.(known) ?? null,
          });
          expect(["done", "trouble"]).toContain(result.kind);
          const honest = readings(raw);
          if (result.kind === "done") expect([...decimalsIn(result.value)].filter((one) => !honest.has(one))).toEqual([]);
        },
      ),
      { numRuns: 25 },
    );
  });

  it("has a sample of its own in the schema file", () => expect(endpoints.length).toBeGreaterThan(60));
});

/** Numbers in the spellings that tempt to a wrong reading. */
const odd = fc.constantFrom<Json>(
  "1.234",
  "1,234",
  "1.234,56",
  "1,234.56",
  "-0,00",
  "+5",
  "1e3",
  "0x10",
  "٣",
  "1 234,5",
  "1.234.567",
  1e21,
  0.1,
  -7,
  "00012",
  "12.",
  ",5",
  "NaN",
);

/** The answer that the schema file describes, with a value in every place. */
function sampleFor(method: string, path: string): Json {
  const wanted = `/api/v2${path.replace(/\{\w+\}/g, "{}")}`;
  const [, item] = Object.entries(openapi.paths).find(([one]) => one.replace(/\{\w+\}/g, "{}") === wanted) ?? [];
  const responses =
    (item as Record<string, { readonly responses: Record<string, unknown> }> | undefined)?.[method.toLowerCase()]?.responses ?? {};
  const success = Object.entries(responses).find(([status]) => status.startsWith("2"))?.[1];
  const content = (success as { readonly content?: Record<string, { readonly schema: unknown }> } | undefined)?.content;
  return exampleOf(content?.["application/json"]?.schema ?? {}, "");
}

type Schema = {
  readonly $ref?: string;
  readonly type?: string;
  readonly format?: string;
  readonly enum?: readonly string[];
  readonly items?: Schema;
  readonly properties?: Record<string, Schema>;
};

function exampleOf(given: unknown, name: string): Json {
  const schema = given as Schema;
  if (schema.$ref) return exampleOf((openapi.components.schemas as Record<string, unknown>)[schema.$ref.split("/").at(-1) ?? ""], name);
  if (schema.enum) return schema.enum[0] ?? null;
  if (schema.properties) return Object.fromEntries(Object.entries(schema.properties).map(([key, inner]) => [key, exampleOf(inner, key)]));
  if (schema.type === "array") return [exampleOf(schema.items ?? {}, name)];
  if (schema.type === "boolean") return name !== "has_more";
  if (schema.type === "integer" || schema.type === "number") return 3;
  if (/date|_at$/.test(name)) return "2026-10-14";
  if (/total|price|cost|amount|balance|debit|credit|subtotal|units|value|discount|^tax$|payments_/.test(name)) return "1.210,50";
  return name === "cursor" || schema.type === "string" ? "68aa01b2c3d4e5f607182930" : {};
}

/** The same JSON with one of its places taken by another value. */
function mangled(json: Json, at: number, value: Json): Json {
  if (typeof json !== "object" || json === null) return value;
  const keys = Object.keys(json);
  const key = keys[at % Math.max(keys.length, 1)];
  if (key === undefined || at % 7 === 0) return value;
  const inner = mangled((json as Record<string, Json>)[key] ?? null, Math.floor(at / 7), value);
  return Array.isArray(json) ? json.map((one: Json, index) => (String(index) === key ? inner : one)) : { ...json, [key]: inner };
}

/** Every decimal that any value or name of the JSON can honestly be read as. */
function readings(json: Json): ReadonlySet<string> {
  const scalars = (value: Json): readonly (string | number)[] => {
    if (typeof value === "string" || typeof value === "number") return [value];
    if (typeof value !== "object" || value === null) return [];
    // The names of an object are texts that were written too: Holded keys people by their id.
    return [...(Array.isArray(value) ? [] : Object.keys(value)), ...Object.values(value).flatMap(scalars)];
  };
  const found = scalars(json).flatMap((one) => [
    String(one),
    ...(["es", "dot"] as const).flatMap((format) => [parseHoldedNumber(one, format), parseHoldedAmount(one, format)]),
  ]);
  // What is missing of a line of the journal is nothing, and nothing is zero.
  return new Set([...found.filter((one) => one !== null), "0.00"]);
}

function decimalsIn(value: unknown): ReadonlySet<string> {
  if (typeof value === "string") return new Set(/^-?\d+(\.\d+)?$/.test(value) ? [value] : []);
  if (typeof value !== "object" || value === null) return new Set();
  return new Set(Object.values(value).flatMap((inner: unknown) => [...decimalsIn(inner)]));
}
