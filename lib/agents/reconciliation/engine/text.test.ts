import { expect, test } from "vitest";
import { readText, squash } from "@/lib/agents/reconciliation/engine/text";

const words = (line: string) => readText([line]).map((atom) => atom.text);

test("accents, Ñ printed as # and UTF-8 read as Latin-1 read as what was meant", () => {
  expect(words("MUÑOZ MU#OZ MUÃ‘OZ Muñoz")).toEqual(["MUNOZ", "MUNOZ", "MUNOZ", "MUNOZ"]);
  expect(words("PEÃ±A")).toEqual(["PENA"]);
});

test("letters and digits part where they meet, and keep their place in the raw text", () => {
  const line = "Pago FRA. F2026/0031";
  const atoms = readText([line]);
  expect(atoms.map((atom) => atom.text)).toEqual(["PAGO", "FRA", "F", "2026", "0031"]);
  expect(atoms.map((atom) => line.slice(atom.from, atom.to))).toEqual(["Pago", "FRA", "F", "2026", "0031"]);
  expect(atoms.map((atom) => atom.gap)).toEqual(["stop", "blank", "joint", "none", "joint"]);
  expect(atoms[1]?.isDotted).toBe(true);
  expect(atoms[4]?.isLast).toBe(true);
});

test("numbers compare without what parts them", () => {
  expect(squash("f-2026/0031")).toBe("F20260031");
});
