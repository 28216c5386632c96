import { describe, expect, it } from "vitest";
import { mendByCheckDigits } from "@/lib/documents/mend-by-check-digits";
import type { Word } from "@/lib/documents/model";

const wordsOf = (line: string, confidence = 0.9): Word[] =>
  line.split(" ").map((text, i) => ({ text, box: [i * 50, 0, i * 50 + 40, 10], size: 10, bold: false, confidence }));
const mended = (line: string, confidence?: number) =>
  mendByCheckDigits(wordsOf(line, confidence))
    .map(({ text }) => text)
    .join(" ");

describe("a tax id that recognition confused", () => {
  it.each([
    ["NIF/CIF 516639955", "NIF/CIF 51663995S"],
    ["N.I.F. 812345674", "N.I.F. B12345674"],
    ["NIF ]53748661 -", "NIF J53748661 -"],
    ["C.I.F.: BI2345674", "C.I.F.: B12345674"],
    ["NIF:B1234S674.", "NIF:B12345674."],
  ])("%s is mended where one reading has right check digits: %s", (read, printed) => expect(mended(read)).toBe(printed));

  it.each([
    ["that is right", "NIF B12345674"],
    ["that no confusion explains", "NIF B12345999"],
    ["that two confusions explain equally well", "NIF 893689958"],
    ["that nobody calls a tax id", "Pedido 516639955"],
    ["of a telephone", "Tel. 812345674"],
  ])("%s is left as it was read", (_what, line) => expect(mended(line)).toBe(line));

  it.each([
    ["Rueda y Nadal, S.L. - NIF/CIF 893689958", "Rueda y Nadal, S.L. - NIF/CIF B93689958"],
    ["Crespo, S. Coop. C/ Mayor 9 N.I.F.: 575022640", "Crespo, S. Coop. C/ Mayor 9 N.I.F.: F75022640"],
  ])("that may be several is the one of the legal form before it: %s", (read, printed) => expect(mended(read)).toBe(printed));

  it("is not that of a public body with a digit as control, which no body has", () =>
    expect(mended("N.I.F.: 575022640")).toBe("N.I.F.: F75022640"));

  it("without its label is mended only where it was hardly legible", () => {
    expect(mended("Sáez 812345674", 0.9)).toBe("Sáez 812345674");
    expect(mended("Sáez 812345674", 0.3)).toBe("Sáez B12345674");
    expect(mended("Tel. 812345674", 0.3)).toBe("Tel. 812345674");
  });

  it("is never touched in the text of a file", () => expect(mended("NIF 516639955", 1)).toBe("NIF 516639955"));
});

describe("a Spanish account that recognition confused", () => {
  it.each([
    ["IBAN ES9I 2l00 0418 4502 0005 1332", "IBAN ES9I 2l00 0418 4502 0005 1332"],
    ["IBAN ES9I 2100 0418 4S02 0005 1332 Banco", "IBAN ES91 2100 0418 4502 0005 1332 Banco"],
    ["ES9121000418450200051332", "ES9121000418450200051332"],
    ["ESO1 2100 0418 4502 0005 1332", "ESO1 2100 0418 4502 0005 1332"],
  ])("%s becomes %s", (read, printed) => expect(mended(read)).toBe(printed));
});
