// A bank from its words: what it calls each kind of movement, and how it lays out payer and text.

const months = [
  "ENERO",
  "FEBRERO",
  "MARZO",
  "ABRIL",
  "MAYO",
  "JUNIO",
  "JULIO",
  "AGOSTO",
  "SEPTIEMBRE",
  "OCTUBRE",
  "NOVIEMBRE",
  "DICIEMBRE",
];

const dayMonthYear = (day) => new Date(day * 86_400_000).toISOString().slice(0, 10).split("-").reverse().join("/");

export const joined = (...parts) => parts.filter(Boolean).join(" ").replace(/\s+/g, " ").trim();

/** Who pays or is paid, and what the line says about it, by kind of movement. */
const partsOf = {
  recibo: (v) => [v.name, joined(v.text, v.mandate)],
  card: (v) => [v.merchant, v.cardMask],
  tpv: (v) => ["", joined(v.terminal, dayMonthYear(v.saleDay))],
  remittance: (v) => ["", v.bankRef],
  payroll: (v) => [v.batch ? "" : v.name, v.period],
  tgss: (v) => ["", joined(v.period, v.ccc)],
  tax: (v) => ["", joined(v.model, v.period, v.nrc)],
  tax_refund: (v) => ["", joined(v.model, v.period)],
  fee: (v) => ["", v.feeText],
  loan: (v) => ["", v.contract],
  interest: (v) => ["", v.period],
  cash_out: () => ["", ""],
  cash_in: () => ["", ""],
  card_settle: (v) => ["", v.cardMask],
  insurance: (v) => [v.name, v.receiptNo],
};
const transferParts = (v) => [v.name, v.text];

const commonCodes = {
  recibo: "03",
  card: "12",
  tpv: "12",
  remittance: "06",
  payroll: "15",
  tgss: "15",
  tax: "17",
  fee: "17",
  interest: "17",
  loan: "05",
  cash_out: "11",
  cash_in: "02",
  card_settle: "12",
  returned: "14",
  insurance: "03",
  transfer_intl_in: "13",
  transfer_intl_out: "13",
};

/**
 * `words`: kind → what the bank calls it; `layout(word, who, what, kind)` → `{concept, details}`. `hasCodes`: it fills in the
 * common concept of Norma 43. `after(line)` changes a printed line without taking anything from a careful reader.
 */
export function bankOf({ words, layout, limits, hasCodes = true, after }) {
  const kinds = Object.keys(words);
  const template = (kind) => (v) => {
    const [who, what] = (partsOf[kind] ?? transferParts)(v);
    const word = kind === "confirming" && v.advance ? words.advance : words[kind];
    const { concept, details } = layout(word, who ?? "", what ?? "", kind);
    return { concept, details, commonCode: hasCodes ? (commonCodes[kind] ?? "04") : "", ownCode: "" };
  };
  return { ...limits, t: Object.fromEntries(kinds.map((kind) => [kind, template(kind)])), after };
}

/** Replaces whole words; keys are upper case without accents. */
export function replaceWords(dictionary) {
  return (line) => line.replace(/[A-ZÑ]+/gu, (word) => dictionary[word] ?? word);
}

export const monthsIn = (names) => Object.fromEntries(months.map((month, at) => [month, names[at]]));

const plain = (word) => word.normalize("NFD").replace(/[\u0300-\u036f]/gu, "");

/** Gives names the accents that they have on paper. */
export function withAccents(names) {
  const written = [...names.FIRST, ...names.SURNAMES, ...names.ACTIVITY, ...names.PLACE].flatMap((name) => name.toUpperCase().split(" "));
  return replaceWords(Object.fromEntries(written.filter((word) => plain(word) !== word).map((word) => [plain(word), word])));
}

export const titleCase = (line) => line.replace(/\p{L}+/gu, (word) => (word.length < 3 ? word : word[0] + word.slice(1).toLowerCase()));
