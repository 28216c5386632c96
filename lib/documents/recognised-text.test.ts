import { describe, expect, it } from "vitest";
import { mendRecognised } from "@/lib/documents/recognised-text";

const textsOf = (text: string) => mendRecognised(text).map((part) => part.text);

describe("a recognised word", () => {
  it.each([
    ["—ALQ-2026-03", "ALQ-2026-03"],
    ["“20-09-2026", "20-09-2026"],
    ["N*", "Nº"],
    ['n"', "nº"],
    ["N”", "Nº"],
    ["nº”", "nº"],
    ["N.LF.:", "N.I.F.:"],
    ["C.1.F.:", "C.I.F.:"],
    ["LV.A.", "I.V.A."],
    ["1.R.P.F.", "I.R.P.F."],
  ])("%s is mended to %s", (read, printed) => expect(textsOf(read)).toEqual([printed]));

  it.each(["-151,20", "A-2291", "B12345674", "1.331,00", "21%", "IVA", "—", "N-12", "Nif", "1V2A", "#A-1"])("%s is left alone", (word) =>
    expect(textsOf(word)).toEqual([word]),
  );

  it.each([
    ["IVA21%", ["IVA", "21%"]],
    ["LV.A.10%", ["I.V.A.", "10%"]],
    ["IGIC6,5%", ["IGIC", "6,5%"]],
    ["Facturan*", ["Factura", "nº"]],
    ["Facturan”", ["Factura", "nº"]],
    ["ABC21%", ["ABC21%"]],
  ])("%s comes apart as %s", (read, parts) => expect(textsOf(read)).toEqual(parts));

  it("that comes apart shares its width among the parts", () => {
    expect(mendRecognised("IVA21%")).toEqual([
      { text: "IVA", from: 0, to: 0.5 },
      { text: "21%", from: 0.5, to: 1 },
    ]);
  });
});
