import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalJson } from "@/lib/kernel/canonical-json";
import { hashJson, sha256 } from "@/lib/kernel/hash";

describe("the hash of data", () => {
  it("does not depend on the order of keys", () => {
    expect(hashJson({ a: 1, b: { c: [1, 2], d: null } })).toBe(hashJson({ b: { d: null, c: [1, 2] }, a: 1 }));
    expect(hashJson([1, 2])).not.toBe(hashJson([2, 1]));
  });
  it("survives being stored as JSON", () => {
    fc.assert(
      fc.property(
        fc.jsonValue(),
        (value) => void expect(hashJson(JSON.parse(JSON.stringify(value)))).toBe(hashJson(JSON.parse(canonicalJson(value)))),
      ),
    );
  });
  it("is SHA-256", () => expect(sha256("abc")).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
});

describe("canonical JSON", () => {
  it("has one text", () => expect(canonicalJson({ z: "ñ", a: [true, null, 1.5], gone: undefined })).toBe('{"a":[true,null,1.5],"z":"ñ"}'));
  it.each([[Number.NaN], [1n], [new Date(0)], [() => 1], [undefined], [[undefined]]])("refuses what JSON cannot hold: %s", (value) =>
    expect(() => canonicalJson(value)).toThrow(),
  );
});
