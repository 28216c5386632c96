export type IbanCheck = {
  /** `ccc`: the twenty digits used in Spain before the IBAN, converted. `masked`: partly hidden, no account. */
  readonly kind: "iban" | "ccc" | "masked" | "unknown";
  /** Upper case without separators; the IBAN made from a CCC. Null unless it has the form of an account. */
  readonly normalized: string | null;
  readonly valid: boolean;
  /** ISO-2 country of the account. */
  readonly country: string | null;
  /** Which check failed first. `ccc` alone: mod 97 holds and the Spanish digits do not, so look again. */
  readonly failed: "format" | "length" | "mod97" | "ccc" | null;
};

/** Length of an IBAN by country (SWIFT registry). */
const lengths: Readonly<Record<string, number | undefined>> = {
  AD: 24,
  AE: 23,
  AL: 28,
  AT: 20,
  AZ: 28,
  BA: 20,
  BE: 16,
  BG: 22,
  BH: 22,
  BR: 29,
  CH: 21,
  CR: 22,
  CY: 28,
  CZ: 24,
  DE: 22,
  DK: 18,
  DO: 28,
  EE: 20,
  ES: 24,
  FI: 18,
  FO: 18,
  FR: 27,
  GB: 22,
  GE: 22,
  GI: 23,
  GL: 18,
  GR: 27,
  HR: 21,
  HU: 28,
  IE: 22,
  IL: 23,
  IS: 26,
  IT: 27,
  KW: 30,
  KZ: 20,
  LB: 28,
  LI: 21,
  LT: 20,
  LU: 20,
  LV: 21,
  MC: 27,
  MD: 24,
  ME: 22,
  MK: 19,
  MT: 31,
  NL: 18,
  NO: 15,
  PL: 28,
  PT: 25,
  QA: 29,
  RO: 24,
  RS: 22,
  SA: 24,
  SE: 24,
  SI: 19,
  SK: 24,
  SM: 27,
  TN: 24,
  TR: 26,
  UA: 29,
  VA: 22,
  XK: 20,
};

/** Checks length, modulo 97 and, for Spain, the two digits of the CCC. */
export function checkIban(text: string): IbanCheck {
  const joined = text
    .normalize("NFKC")
    .toUpperCase()
    .replace(/^\s*IBAN\b/u, "")
    .replace(/[\s.\-:/\u2010-\u2015]/gu, "");
  if (/^[A-Z]{2}(?=.*(?:[*•·]|X{2}))[\dX*•·]{8,}$/u.test(joined) || /^(?=.*[*•]{2})[\d*•]{12,}$/u.test(joined)) {
    return { kind: "masked", normalized: null, valid: false, country: null, failed: "format" };
  }
  if (/^\d{20}$/u.test(joined)) return ofCcc(joined);
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{8,30}$/u.test(joined))
    return { kind: "unknown", normalized: null, valid: false, country: null, failed: "format" };
  const country = joined.slice(0, 2);
  const failed = firstFailure(joined, country);
  return { kind: "iban", normalized: joined, valid: failed === null, country, failed };
}

/** "ES9121000418450200051332" → "ES91 2100 0418 4502 0005 1332". */
export function formatIban(iban: string): string {
  return iban.replace(/(.{4})(?=.)/gu, "$1 ");
}

function firstFailure(iban: string, country: string): IbanCheck["failed"] {
  if (lengths[country] !== iban.length) return "length";
  if (mod97(iban.slice(4) + iban.slice(0, 4)) !== 1) return "mod97";
  return country === "ES" && !hasValidCcc(iban.slice(4)) ? "ccc" : null;
}

function ofCcc(ccc: string): IbanCheck {
  const check = String(98 - mod97(`${ccc}ES00`)).padStart(2, "0");
  const valid = hasValidCcc(ccc);
  return { kind: "ccc", normalized: `ES${check}${ccc}`, valid, country: "ES", failed: valid ? null : "ccc" };
}

function hasValidCcc(ccc: string): boolean {
  if (!/^\d{20}$/u.test(ccc)) return false;
  return cccDigit(`00${ccc.slice(0, 8)}`) === Number(ccc[8]) && cccDigit(ccc.slice(10)) === Number(ccc[9]);
}

function cccDigit(ten: string): number {
  const weights = [1, 2, 4, 8, 5, 10, 9, 7, 3, 6];
  const rest = 11 - (weights.reduce((sum, weight, at) => sum + weight * Number(ten[at]), 0) % 11);
  return rest === 10 ? 1 : rest === 11 ? 0 : rest;
}

function mod97(text: string): number {
  let rest = 0;
  for (const char of text) {
    const value = Number.parseInt(char, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest;
}
