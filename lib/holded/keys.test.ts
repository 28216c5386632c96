import { describe, expect, it } from "vitest";
import { codeKeyOf, foldCompanyName, numberKeyOf } from "@/lib/holded/keys";

describe("the name of a company as it is compared", () => {
  it.each([
    ["Ferretería Aldaba, S.L.U.", "FERRETERIA ALDABA SLU"],
    ["Ferretería Aldaba S. L.", "ferreteria aldaba"],
    ["Suministros del Norte, Sociedad Limitada", "SUMINISTROS DEL NORTE SL"],
    ["Hermanos Ruiz, Comunidad de Bienes", "Hermanos Ruiz C.B."],
    ["Peña & Núñez S.A.", "PENA NUNEZ"],
    ["Schmidt GmbH", "schmidt"],
  ])("%s is %s", (one, other) => expect(foldCompanyName(one)).toBe(foldCompanyName(other)));

  it.each([
    ["Talleres Norte SL", "Talleres Sur SL"],
    ["Aldaba Digital SL", "Aldaba SL"],
    ["S.L.", "S.A."],
  ])("%s is not %s", (one, other) => expect(foldCompanyName(one)).not.toBe(foldCompanyName(other)));

  it("keeps the words inside a name that only look like a legal form", () => {
    expect(foldCompanyName("SA Distribuciones SL")).toBe("sa distribuciones");
  });
});

describe("a document number as it is compared", () => {
  it("does not mind separators and case", () => expect(numberKeyOf("f-2026/0012")).toBe(numberKeyOf("F 2026 0012")));
  it("minds zeros", () => expect(numberKeyOf("F-12")).not.toBe(numberKeyOf("F-012")));
});

describe("a tax id as it is compared", () => {
  it("drops prefix and separators", () => expect(codeKeyOf("ES-B 1234567-4")).toBe("B12345674"));
  it("is null when there is none", () => expect([codeKeyOf(null), codeKeyOf(""), codeKeyOf(" - ")]).toEqual([null, null, null]));
});
