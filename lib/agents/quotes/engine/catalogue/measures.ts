/** A number with what it counts: 1.5 with "mm2", 10 with nothing. */
export type Measure = {
  /** Shortest decimal: "1.5". */
  readonly value: string;
  /** Class of the unit ("length", "power" …), a unit that no table knows as written, or null. */
  readonly unit: string | null;
  /** The value in the first unit of the class; NaN without a unit. */
  readonly size: number;
  /** Letters glued before: "m" of "M10", "e" of "E27". */
  readonly prefix: string | null;
  /** Numbers of one "10x20" share it; order in it counts. */
  readonly group: number;
};

type Unit = { readonly unit: string; readonly factor: number };

const table: readonly (readonly [unit: string, factor: number, words: string])[] = [
  ["length", 1, "mm milimetro milimetros milimetre milimetres millimetre millimetres"],
  ["length", 10, "cm cms centimetro centimetros centimetre centimetres"],
  ["length", 1000, "m mt mts metro metros metre metres meter meters"],
  ["inch", 1, '" in pulgada pulgadas pulg polzada polzades inch inches'],
  ["area", 1, "mm2"],
  ["surface", 1, "m2"],
  ["volume", 1, "ml mililitro mililitros mililitres cc"],
  ["volume", 10, "cl centilitro centilitros centilitres"],
  ["volume", 1000, "l lt lts litro litros litre litres liter liters"],
  ["mass", 0.001, "mg miligramo miligramos"],
  ["mass", 1, "g gr grs gramo gramos gram grams grm gsm g/m2 gr/m2"],
  ["mass", 1000, "kg kgs kilo kilos quilo quilos kilogramo kilogramos kilogram kilograms"],
  ["power", 1, "w vatio vatios watt watts wat"],
  ["power", 1000, "kw kilovatio kilovatios"],
  ["voltage", 1, "v volt volts voltio voltios vac vdc"],
  ["voltage", 1000, "kv"],
  ["current", 1, "a amp amps amperio amperios ampere amperes amper ampers"],
  ["current", 0.001, "ma"],
  ["charge", 1, "mah"],
  ["charge", 1000, "ah"],
  ["kelvin", 1, "k kelvin"],
  ["data", 1, "gb gigas giga gig gigs gigues gigabyte gigabytes gbytes go"],
  ["data", 1024, "tb tera teras terabyte terabytes"],
  ["data", 1 / 1024, "mb megas mega megabyte"],
  ["frequency", 1, "hz hercios hertz"],
  ["frequency", 1e6, "mhz"],
  ["frequency", 1e9, "ghz"],
  ["pressure", 1, "bar bares bars atm"],
  ["light", 1, "lm lumen lumens lumenes"],
  ["turns", 1, "rpm"],
  ["percent", 1, "%"],
  ["angle", 1, "grados grado graus grau degrees degree deg"],
  ["poles", 1, "p polos polo pols pol poles pole"],
  ["noise", 1, "db"],
  ["count", 1, "ud uds und unds unidad unidades u unitat unitats ut uts unit units pcs pc pza pzas pieza piezas peca peces piece pieces"],
  ["sheets", 1, "hojas hoja fulls sheets sheet"],
];

const units: ReadonlyMap<string, Unit> = new Map(
  table.flatMap(([unit, factor, words]) => words.split(" ").map((word) => [word, { unit, factor }] as const)),
);

/** The unit a word names, null when it names none: "vatios" → power, 1. */
export const unitOf = (word: string): Unit | null => units.get(word) ?? null;

/** @param text digits with "." or ",": "1,50" → "1.5". A point before exactly three digits parts thousands when the rest is no zero: "1.000". */
export function plainNumber(text: string): string {
  const thousands = /^[1-9]\d{0,2}(?:\.\d{3})+$/.test(text) ? text.replaceAll(".", "") : text;
  const [whole = "", fraction = ""] = thousands.replace(",", ".").split(".");
  const decimals = fraction.replace(/0+$/, "");
  const trimmed = whole.replace(/^0+(?=\d)/, "") || "0";
  return decimals ? `${trimmed}.${decimals}` : trimmed;
}

export function measure(value: string, unitWord: string | null, group: number, prefix: string | null = null): Measure {
  const known = unitWord === null ? null : unitOf(unitWord);
  const size = known ? Number(value) * known.factor : Number.NaN;
  return { value, unit: known ? known.unit : unitWord, size, prefix, group };
}

/** How well a number that was said and one of the item agree: 1, a little less when one is bare, 0 when they are not the same. */
export function agreement(said: Measure, has: Measure): number {
  const sameValue = said.value === has.value;
  if (said.prefix !== null && has.prefix !== null) return sameValue && said.prefix === has.prefix ? 1 : 0;
  if (said.unit !== null && has.unit !== null) return unitsAgree(said, has, sameValue);
  if (!sameValue) return 0;
  if (said.prefix !== null || has.prefix !== null) return (said.unit ?? has.unit) === null ? 0.85 : 0;
  return said.unit === has.unit ? 1 : said.unit === null ? 0.9 : 0.85;
}

function unitsAgree(said: Measure, has: Measure, sameValue: boolean): number {
  if (said.unit === has.unit) {
    if (Number.isNaN(said.size) || Number.isNaN(has.size)) return sameValue ? 1 : 0;
    const ratio = said.size / has.size;
    return Math.abs(ratio - 1) < 0.001 || (said.unit === "data" && Math.abs(ratio * 1.024 - 1) < 0.001) ? 1 : 0;
  }
  // Sections of wire are said in "milímetros" every day.
  const pair = `${said.unit} ${has.unit}`;
  return sameValue && (pair === "length area" || pair === "area length") ? 0.8 : 0;
}

/** A number is looked up by its value and by its size in the unit of its class. */
export function numberKeys(number: Measure): readonly string[] {
  return Number.isNaN(number.size) ? [`v${number.value}`] : [`v${number.value}`, `${number.unit}${Number(number.size.toPrecision(6))}`];
}
