import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import sentences from "./reason-sentences.json";

const rooms = ["lib/agents/invoices", "lib/documents"];
const sources = rooms.flatMap((room) =>
  readdirSync(room, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts") && !file.includes(".test."))
    .map((file) => readFileSync(path.join(room, file), "utf8")),
);
const emitted = new Set(
  sources.flatMap((source) =>
    [...source.matchAll(/\{ code: "([a-z0-9_.]+)", level(?::|,)/g), ...source.matchAll(/note\("([a-z0-9_.]+)"/g)].map(
      (match) => match[1] ?? "",
    ),
  ),
);
const known = sentences as Readonly<Record<string, Readonly<Record<string, string>>>>;

describe("the sentences of reasons", () => {
  it("has one for every code that is emitted", () => {
    expect(emitted.size).toBeGreaterThan(40);
    expect([...emitted].filter((code) => !known[code])).toEqual([]);
  });

  it("says why nothing is charged, for each reason of the model", () => {
    expect(
      ["intra_goods", "intra_services", "reverse_charge", "export", "exempt", "not_subject"].filter((kind) => !known[`vat.${kind}`]),
    ).toEqual([]);
  });

  it("says where an account, tags or a project come from, for each origin", () => {
    const origins = ["hand", "learned", "history"];
    expect(["account", "tags", "project"].flatMap((what) => origins.map((one) => `${what}.${one}`)).filter((code) => !known[code])).toEqual(
      [],
    );
  });

  it("names the same details in Spanish, English and Catalan", () => {
    const details = (text = "") => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort();
    const unequal = Object.entries(known).filter(
      ([, s]) => details(s["es"]).join() !== details(s["en"]).join() || details(s["es"]).join() !== details(s["ca"]).join(),
    );
    expect(unequal).toEqual([]);
  });
});
