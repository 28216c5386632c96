import { nearWords } from "@/lib/language/near-word";

export type SpokenLanguage = "es" | "ca" | "en";

/**
 * What a word does in a number: `add` stands by itself or closes a bigger one (30 + 3), `times` multiplies what stands before
 * it (two hundred, tres mil), `group` counts in dozens and the like, `half` halves, `and` and `point` join, `part` divides.
 */
export type NumberWord =
  | { readonly does: "add"; readonly value: number; readonly article: boolean }
  | { readonly does: "times"; readonly value: number }
  | { readonly does: "group"; readonly value: number }
  | { readonly does: "part"; readonly value: number }
  | { readonly does: "half" }
  | { readonly does: "and" }
  | { readonly does: "point" };

type Table = {
  readonly add: string;
  readonly times: Readonly<Record<string, number>>;
  readonly groups: Readonly<Record<string, number>>;
  readonly parts: Readonly<Record<string, number>>;
  readonly half: string;
  readonly and: string;
  readonly point: string;
  /** Words that mean one and are articles too. */
  readonly articles: string;
};

const tables: Readonly<Record<SpokenLanguage, Table>> = {
  es: {
    add:
      "0 cero zero;1 uno un una;2 dos;3 tres;4 cuatro;5 cinco;6 seis;7 siete;8 ocho;9 nueve;10 diez;11 once;12 doce;13 trece;14 catorce;15 quince;16 dieciseis;17 diecisiete;" +
      "18 dieciocho;19 diecinueve;20 veinte;21 veintiuno veintiun veintiuna;22 veintidos;23 veintitres;24 veinticuatro;25 veinticinco;26 veintiseis;27 veintisiete;28 veintiocho;29 veintinueve;" +
      "30 treinta;40 cuarenta;50 cincuenta;60 sesenta;70 setenta;80 ochenta;90 noventa;100 cien ciento;200 doscientos doscientas;300 trescientos trescientas;400 cuatrocientos cuatrocientas;" +
      "500 quinientos quinientas;600 seiscientos seiscientas;700 setecientos setecientas;800 ochocientos ochocientas;900 novecientos novecientas",
    times: { mil: 1000, millon: 1e6, millones: 1e6, billon: 1e12, billones: 1e12 },
    groups: { docena: 12, docenas: 12, decena: 10, decenas: 10, par: 2, parejita: 2, quincena: 15, veintena: 20, treintena: 30, cincuentena: 50, centenar: 100, centenares: 100, centena: 100, centenas: 100, ciento: 100, millar: 1000, millares: 1000 },
    parts: { medios: 2, tercio: 3, tercios: 3, cuarto: 4, cuartos: 4, quinto: 5, quintos: 5, sexto: 6, sextos: 6, septimo: 7, septimos: 7, octavo: 8, octavos: 8, noveno: 9, novenos: 9, decimo: 10, decimos: 10, decima: 10, decimas: 10, centesima: 100, centesimas: 100, centesimo: 100, centesimos: 100, milesima: 1000, milesimas: 1000, milesimo: 1000, milesimos: 1000, millonesima: 1e6, millonesimas: 1e6 },
    half: "medio media",
    and: "y",
    point: "coma punto con",
    articles: "un una",
  },
  ca: {
    add:
      "0 zero;1 un una u;2 dos dues;3 tres;4 quatre;5 cinc;6 sis;7 set;8 vuit huit;9 nou;10 deu;11 onze;12 dotze;13 tretze;14 catorze;15 quinze;16 setze;17 disset desset;18 divuit devuit;" +
      "19 dinou denou;20 vint;30 trenta;40 quaranta;50 cinquanta;60 seixanta;70 setanta;80 vuitanta huitanta;90 noranta;100 cent",
    times: { cents: 100, centes: 100, mil: 1000, milio: 1e6, milions: 1e6 },
    groups: { dotzena: 12, dotzenes: 12, desena: 10, desenes: 10, parell: 2, quinzena: 15, vintena: 20, trentena: 30, cinquantena: 50, centenar: 100, centenars: 100, miler: 1000, milers: 1000 },
    parts: { terc: 3, tercos: 3, quart: 4, quarts: 4, cinque: 5, cinquens: 5, vuite: 8, vuitens: 8 },
    half: "mig mitja",
    and: "i",
    point: "coma",
    articles: "un una",
  },
  en: {
    add:
      "0 zero;1 one a an;2 two;3 three;4 four;5 five;6 six;7 seven;8 eight;9 nine;10 ten;11 eleven;12 twelve;13 thirteen;14 fourteen;15 fifteen;16 sixteen;17 seventeen;18 eighteen;19 nineteen;" +
      "20 twenty;30 thirty;40 forty fourty;50 fifty;60 sixty;70 seventy;80 eighty;90 ninety",
    times: { hundred: 100, thousand: 1000, million: 1e6 },
    groups: { dozen: 12, dozens: 12, couple: 2, score: 20 },
    parts: { third: 3, thirds: 3, quarter: 4, quarters: 4, fifth: 5, fifths: 5, eighth: 8, eighths: 8 },
    half: "half",
    and: "and",
    point: "point",
    articles: "a an",
  },
}; // prettier-ignore

/** Right words that look like a number with a slip. */
const lookLikeNumbers = new Set(
  "parells parella couples milla millas nuevo nueva nieve nuevos cinta cinca cinc corto cuadro cuarto cuarta siesta sierte sitte quinta quinto dulce doble trenza trama once onces tinta cuatri sienta sesenta setena trente trapo cesta tarta miller couples third threes stone tone fife fire sever sewn forte fort even event nino novena cienta cinto veinta ninth eights height light eighth tent teen cincel sixt cuarzo docente catorza quince quinoa setenta seria series serie millar pare pares parte tres tras tros".split(
    " ",
  ),
);

const lexicons = Object.fromEntries(
  (Object.keys(tables) as SpokenLanguage[]).map((language) => [language, nearWords(wordsOf(tables[language]), 5, lookLikeNumbers)]),
) as Record<SpokenLanguage, ReturnType<typeof nearWords<NumberWord>>>;

/** What a folded word does in a number said in this language; from five letters on also with one slip ("catro", "quinec"). */
export function numberWord(folded: string, language: SpokenLanguage): NumberWord | undefined {
  const part = tables[language].parts[folded];
  return lexicons[language].exact(folded) ?? (part === undefined ? lexicons[language].find(folded) : { does: "part", value: part });
}

function* wordsOf(table: Table): Iterable<readonly [string, NumberWord]> {
  const articles = new Set(table.articles.split(" "));
  for (const [word, value] of Object.entries(table.groups)) yield [word, { does: "group", value }];
  for (const entry of table.add.split(";")) {
    const [value = "", ...words] = entry.split(" ");
    for (const word of words) yield [word, { does: "add", value: Number(value), article: articles.has(word) }];
  }
  for (const [word, value] of Object.entries(table.times)) yield [word, { does: "times", value }];
  for (const word of table.half.split(" ")) yield [word, { does: "half" }];
  for (const word of table.and.split(" ")) yield [word, { does: "and" }];
  for (const word of table.point.split(" ")) yield [word, { does: "point" }];
}
