import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkTaxId, normalizeTaxId, repairTaxId } from "@/lib/kernel/tax-id";

const list = (text: string) => text.split(" ");

describe("a Spanish tax id", () => {
  it.each(list("12345678Z 00000000T 99999999R 00000001R 54387763P 58384285G"))("%s is a valid DNI", (id) =>
    expect(checkTaxId(id)).toEqual({ kind: "dni", normalized: id, valid: true, proof: "checksum", country: "ES", personType: "person" }),
  );
  it.each(list("X1234567L Y1234567X Z1234567R X0000000T X5253868R"))("%s is a valid NIE", (id) =>
    expect(checkTaxId(id)).toMatchObject({ kind: "nie", valid: true }),
  );
  it.each(list("K0867756N M1234567L"))("%s is valid for a person without DNI", (id) =>
    expect(checkTaxId(id)).toMatchObject({ kind: "klm", valid: true, personType: "person" }),
  );
  it.each(
    list(
      "A58818501 A28015865 A95758389 A46103834 A39000013 B98602642 B85905495 B12345674 B64717838 B77436020 B23103039 F20532297 G48200422 J99216582 N0032484H P2807900B P4800000D Q2826000H Q2818013A S2800214E V84802644 W0072130H",
    ),
  )("%s is a valid entity", (id) =>
    expect(checkTaxId(id)).toMatchObject({ kind: "entity", valid: true, personType: "entity", country: "ES" }),
  );
  it.each(list("12345678A B12345678 L0123456B U57507326 R2800395A E12345678 H53170112 J99216583"))("%s has a wrong control", (id) => {
    const check = checkTaxId(id);
    expect(check.valid).toBe(false);
    expect(check.kind).not.toBe("unknown");
  });
  it.each([
    ["ES-B 1234567-4", "B12345674"],
    ["es b12345674", "B12345674"],
    ["12.345.678-Z", "12345678Z"],
    ["X-1234567-L", "X1234567L"],
    ["B-12.345.674", "B12345674"],
  ])("written %s is %s", (written, id) => expect(checkTaxId(written)).toMatchObject({ normalized: id, valid: true }));
  it("is caught when any single digit is wrong", () => {
    const valid = fc.constantFrom(...list("12345678Z X1234567L B12345674 A58818501 P2807900B"));
    fc.assert(
      fc.property(valid, fc.nat(8), fc.nat(9), (id, at, digit) => {
        fc.pre(/\d/.test(id.charAt(at)) && id.charAt(at) !== String(digit));
        expect(checkTaxId(id.slice(0, at) + digit + id.slice(at + 1)).valid).toBe(false);
      }),
    );
  });
  it("is repaired only when one confusable character makes it valid", () => {
    expect(repairTaxId("BI2345674")).toBe("B12345674");
    expect(repairTaxId("B1234S674")).toBe("B12345674");
    expect(repairTaxId("B12345674")).toBeNull();
    expect(repairTaxId("B99999999")).toBeNull();
    expect(repairTaxId("hola")).toBeNull();
  });
});

describe("a foreign VAT number", () => {
  it.each(
    list(
      "ATU13585627 BE0428759497 CHE100155212 DE136695976 DK13585628 EE100931558 EL094259216 FI20774740 FR40303265045 FR61954506077 GB980780684 HR33392005961 HU12892312 IE6433435F IE6433435OA IT00743110157 LU15027442 MT11679112 NL004495445B01 NO995525828 PL8567346215 PT501964843 RO18547290 SE123456789701 SI50223054 SK2022749619",
    ),
  )("%s passes its check digits", (id) => expect(checkTaxId(id)).toMatchObject({ kind: "vat", valid: true, proof: "checksum" }));
  it.each(
    list("ATU13585626 BE0428759498 DE136695977 FR41303265045 GB980780685 IE6433435E IT00743110158 NL004495446B01 PL8567346216 PT501964844"),
  )("%s fails them", (id) => expect(checkTaxId(id)).toMatchObject({ kind: "vat", valid: false }));
  it("without a known check is valid by its form, and says so", () => {
    expect(checkTaxId("EU372001951")).toMatchObject({ valid: true, proof: "format", country: "EU" });
    expect(checkTaxId("FRXX303265045")).toMatchObject({ valid: true, proof: "format", country: "FR" });
    expect(checkTaxId("CHE-100.155.212 MWST")).toMatchObject({ normalized: "CHE100155212", country: "CH" });
    expect(checkTaxId("GR 094259216")).toMatchObject({ normalized: "EL094259216", country: "GR", valid: true });
  });
  it.each(["", "21/815/08150", "HOLA", "DE12", "ZZ123456789", "ESP1234567"])("%j is not taken for one", (text) =>
    expect(checkTaxId(text)).toMatchObject({ kind: "unknown", valid: false }),
  );
});

it("normalising twice changes nothing", () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string(), fc.stringMatching(/^[A-Z]{0,3}[0-9 .-]{6,12}[A-Z]?$/)),
      (text) => void expect(normalizeTaxId(normalizeTaxId(text))).toBe(normalizeTaxId(text)),
    ),
  );
});
