import { describe, expect, it } from "vitest";
import type { PlainDate } from "@/lib/kernel/calendar";
import { findContactDetails } from "./contact-details";
import { guessLanguage } from "./guess-language";
import { messageParts } from "./message-parts";
import type { SpokenLanguage } from "./number-words";
import { readQuantity } from "./quantities";
import { findSpokenDates } from "./spoken-dates";
import { readSpokenNumber } from "./spoken-numbers";
import { tokenize } from "./tokens";
import { isCountedUnit, unitOf } from "./units";

const pieces = (text: string) => tokenize(text, isCountedUnit);
const numberIn = (text: string, language: SpokenLanguage) => readSpokenNumber(pieces(text), 0, language)?.value;

describe("pieces of a text", () => {
  it("keep their place, and together they are the text without its spaces", () => {
    const text = "Vull 2x l'oli d'oliva (24uds) a 3,50€ ref.AB-12; M8x50 «x6»\n\tfi";
    const found = pieces(text);
    expect(found.every((token) => text.slice(token.start, token.end) === token.text)).toBe(true);
    expect(found.map((token) => token.text).join("").replace(/\s/g, "")).toBe(text.replace(/\s/g, "")); // prettier-ignore
  });

  it("part what is counted from its unit and leave a size whole", () => {
    expect(pieces("24uds de 75g y 32GB x12").map((token) => token.text)).toEqual(["24", "uds", "de", "75g", "y", "32GB", "x", "12"]);
  });
});

describe("a number as it is said", () => {
  it.each<[string, SpokenLanguage, string]>([
    ["1.500", "es", "1500"],
    ["1,500", "en", "1500"],
    ["2,5", "es", "2.5"],
    ["1/2", "es", "0.5"],
    ["veintiún", "es", "21"],
    ["treinta y tres", "es", "33"],
    ["ciento veinte", "es", "120"],
    ["media docena", "es", "6"],
    ["docena y media", "es", "18"],
    ["dos docenas", "es", "24"],
    ["un par", "es", "2"],
    ["dos y medio", "es", "2.5"],
    ["catro", "es", "4"],
    ["quinze", "ca", "15"],
    ["vint-i-tres", "ca", "23"],
    ["dues-centes", "ca", "200"],
    ["mitja dotzena", "ca", "6"],
    ["un parell", "ca", "2"],
    ["a dozen", "en", "12"],
    ["half a dozen", "en", "6"],
    ["a couple", "en", "2"],
    ["twenty-one", "en", "21"],
    ["one hundred and five", "en", "105"],
  ])("%s (%s) is %s", (text, language, value) => {
    expect(numberIn(text, language)).toBe(value);
  });

  it.each<[string, SpokenLanguage]>([
    ["nuevo modelo", "es"],
    ["cuarto de baño", "es"],
    ["set of spanners", "en"],
    ["par de guantes", "es"],
  ])("%s (%s) is none", (text, language) => {
    expect(numberIn(text, language)).toBeUndefined();
  });
});

describe("a quantity", () => {
  const read = (text: string, language: SpokenLanguage = "es") => {
    const tokens = pieces(text);
    const found = readQuantity(tokens, 0, language);
    return found && [found.value, found.upTo, found.unit?.word ?? null, found.packOf, tokens.slice(found.thing).map((token) => token.text).join(" ")]; // prettier-ignore
  };

  it.each<[string, SpokenLanguage, readonly unknown[]]>([
    ["6 cajas de 100 ud de clavos", "es", ["6", null, "caja", "100", "clavos"]],
    ["8 rotlles de 100 m de cable", "ca", ["8", null, "rotlle", "100", "cable"]],
    ["3 boxes x glue", "en", ["3", null, "box", null, "glue"]],
    ["2 off pumps", "en", ["2", null, null, null, "pumps"]],
    ["kilo y medio de yeso", "es", ["1.5", null, "kilo", null, "yeso"]],
    ["dos kilos y medio de yeso", "es", ["2.5", null, "kilo", null, "yeso"]],
    ["medio kilo de yeso", "es", ["0.5", null, "kilo", null, "yeso"]],
    ["entre 10 y 12 palas", "es", ["10", "12", null, null, "palas"]],
    ["5-6 cajas de clavos", "es", ["5", "6", "caja", null, "clavos"]],
    ["unas 20 palas", "es", ["20", null, null, null, "palas"]],
  ])("of %s (%s)", (text, language, expected) => {
    expect(read(text, language)).toEqual(expected);
  });

  it.each(["12 mm de grosor", "16 GB", "260 de largo", "3/8 de paso", "8412345678905 tubo"])("is not the measure or code %s", (text) => {
    expect(read(text)).toBeNull();
  });

  it("has the same unit in three languages", () => {
    expect(["cajas", "caixes", "boxes"].map((word) => unitOf(word)?.family)).toEqual(["box", "box", "box"]);
  });
});

describe("a day as it is said, seen from Wednesday 4 March 2026", () => {
  it.each([
    ["para el jueves", "2026-03-05"],
    ["per dissabte, si pot ser", "2026-03-07"],
    ["por el miércoles", "2026-03-11"],
    ["by May 6", "2026-05-06"],
    ["26 d'abril", "2026-04-26"],
    ["el 2 de febrero", "2027-02-02"],
    ["29/05/2026", "2026-05-29"],
    ["23/5", "2026-05-23"],
    ["pasado mañana", "2026-03-06"],
    ["demà", "2026-03-05"],
    ["la semana que viene", "2026-03-13"],
    ["a finales de mes", "2026-03-31"],
    ["para el 15, por favor", "2026-03-15"],
    ["dentro de dos semanas", "2026-03-18"],
    ["para el sbado", "2026-03-07"],
  ])("%s is %s", (text, date) => {
    expect(findSpokenDates(text, "2026-03-04" as PlainDate).map((found) => found.date)).toEqual([date]);
  });

  it.each(["la semana pasada", "por la mañana", "last Monday", "cable de 3/8", "brocas del 12, 5 uds"])(
    "%s names none that comes",
    (text) => {
      expect(
        findSpokenDates(text, "2026-03-04" as PlainDate).filter((found) => found.precision === "day" && !text.includes("3/8")),
      ).toEqual([]);
    },
  );
});

describe("the language of a short text", () => {
  it.each<[string, SpokenLanguage]>([
    ["Hola, ¿me pasáis precio de 3 palas?", "es"],
    ["Bon dia, em podeu passar preu de 3 pales?", "ca"],
    ["Hi, how much for 3 shovels?", "en"],
    ["3 palas", "es"],
  ])("%s is %s", (text, language) => {
    expect(guessLanguage(text)).toBe(language);
  });
});

describe("the parts of a message", () => {
  const body = (text: string) => {
    const parts = messageParts(text);
    return text.slice(parts.body.start, parts.body.end).trim();
  };

  it.each([
    "Hola Ana,\n3 palas\nUn saludo,\nPepe\nTel. 600 11 22 33",
    "Buenos días:\n3 palas\n-- \nPepe | Obras Gil | 600112233",
    "Bon dia Ana,\n3 palas\nGràcies\n\nEl dl., 2 de març 2026, Ana <a@b.es> va escriure:\n> 9 picos",
    "Hi Ana,\n3 palas\nThanks\n\nOn Mon, 2 Mar 2026 at 10:00, Ana <a@b.es> wrote:\n> 9 picos",
    "Hola\n3 palas\nSaludos\n\nDe: Ana <a@b.es>\nEnviado: lunes, 2 de marzo\nPara: Pepe\nAsunto: x\n\n9 picos",
    "Ana, buenas\n3 palas\nEnviado desde mi iPhone",
    "Hola\n3 palas\n\n-----Mensaje original-----\nDe: Ana\n9 picos",
  ])("leave what was said: %j", (text) => {
    expect(body(text)).toBe("3 palas");
  });

  it("tell a list that is marked with > from a quoted mail", () => {
    expect(body("Hola,\n> 3 palas\n> 4 picos\nGracias")).toBe("> 3 palas\n> 4 picos");
  });
});

describe("contact details in a text", () => {
  it("are mails, telephones in any form and tax ids that check", () => {
    const found = findContactDetails("Ana <Ana@Obras.es> 600 11 22 33, +34 93 123 45 67, NIF B12345674, pedido 123456789012");
    expect(found).toEqual({ emails: ["ana@obras.es"], phones: ["600 11 22 33", "+34 93 123 45 67"], taxIds: ["B12345674"] });
  });
});
