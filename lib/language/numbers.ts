import { detectDecimalMark, parseAmount } from "@/lib/kernel/money";

/** Which mark separates decimals in a document: "1.234,56" or "1,234.56". */
export type NumberStyle = "," | ".";

export type PrintedNumber = {
  /** Decimal with a dot, sign included, as many decimals as printed: "-1234.50". */
  readonly value: string;
  readonly decimals: number;
  readonly percent: boolean;
  /** ISO code of a currency mark that stands at the number. */
  readonly currency: string | null;
};

const currencyMarks: Readonly<Record<string, string>> = {
  "€": "EUR", eur: "EUR", euro: "EUR", euros: "EUR", $: "USD", usd: "USD", "us$": "USD", "£": "GBP", gbp: "GBP", chf: "CHF", zł: "PLN", pln: "PLN",
  r$: "BRL", brl: "BRL", rm: "MYR", myr: "MYR", mex$: "MXN", mxn: "MXN", "¥": "JPY", jpy: "JPY", sek: "SEK", dkk: "DKK", nok: "NOK", cad: "CAD", aud: "AUD", czk: "CZK", huf: "HUF", ron: "RON",
}; // prettier-ignore

/** ISO code of a printed currency mark ("€", "Eur.", "USD"), null when the text is none. */
export function currencyOf(mark: string): string | null {
  return currencyMarks[mark.toLowerCase().replace(/[.:,;()[\]]/g, "")] ?? null;
}

const dressed =
  /^(?<before>[^\d*+−–-]{0,4}?)\*{0,8}(?<body>\(?[+−–-]?\d[\d.,'’]*(?:[,.]-)?[-−–]?\)?)(?<percent>%)?(?<after>€|EUR|Eur\.?|\$|£|zł)?\*{0,8}[.,;:)]*$/u;

/** Reads one printed word as a number; null when it is none ("7106.841" is one, "26/8229" and "B28015865" are not). */
export function readNumber(word: string, style: NumberStyle): PrintedNumber | null {
  if (!/\d/.test(word)) return null;
  const times = /^(?:[x×](?=\d+$)|(?=\d+[x×]$))(\d+)[x×]?$/u.exec(word); // "x9" and "9x" are nine times something
  if (times) return { value: times[1] ?? "", decimals: 0, percent: false, currency: null };
  const negative = /^[-−–](?=\D)/u.test(word);
  const parts = dressed.exec(negative ? word.slice(1) : word)?.groups;
  if (!parts) return null;
  const before = (parts["before"] ?? "").replace(/[([]/g, "");
  const currency = before ? currencyOf(before) : parts["after"] ? currencyOf(parts["after"]) : null;
  if (before && !currency) return null;
  const value = parseAmount(balanced((parts["body"] ?? "").replace(/[.,]+$/, "")), { decimal: style })?.value;
  if (value === null || value === undefined) return null;
  const signed = negative && !value.startsWith("-") && /[1-9]/.test(value) ? `-${value}` : value;
  return { value: signed, decimals: signed.split(".")[1]?.length ?? 0, percent: parts["percent"] === "%", currency };
}

/** The closing half of a bracket that opened in another word says nothing about the sign. */
function balanced(body: string): string {
  return body.startsWith("(") === body.endsWith(")") ? body : body.replace(/[()]/g, "");
}

/** The style that most numbers of a document can only be read in; Spanish paper decides a tie. */
export function voteNumberStyle(words: readonly string[]): NumberStyle {
  const numeric = words.filter((word) => /\d[.,]\d/.test(word)).map((word) => word.replace(/^\*+|[*%]+$/g, ""));
  return detectDecimalMark(numeric) ?? ",";
}
