type VatFormat = {
  /** What follows the country prefix. */
  readonly pattern: RegExp;
  /** The published check; absent where there is none or where numbers in use are known to break it. */
  readonly check?: (body: string) => boolean | null;
};

/**
 * VAT numbers a Spanish company meets, by prefix. Formats: VIES, Swiss UID, HMRC. A country without `check` is judged
 * by its format alone.
 */
export const vatFormats: Readonly<Record<string, VatFormat | undefined>> = {
  AT: { pattern: /^U\d{8}$/u, check: (b) => (10 - ((luhnSum(b.slice(1, 8)) + 4) % 10)) % 10 === digit(b, 8) },
  BE: { pattern: /^[01]\d{9}$/u, check: (b) => 97 - (Number(b.slice(0, 8)) % 97) === Number(b.slice(8)) },
  BG: { pattern: /^\d{9,10}$/u },
  CHE: { pattern: /^\d{9}$/u, check: (b) => (11 - (weighted(b, [5, 4, 3, 2, 7, 6, 5, 4]) % 11)) % 11 === digit(b, 8) },
  CY: { pattern: /^\d{8}[A-Z]$/u },
  CZ: { pattern: /^\d{8,10}$/u },
  DE: { pattern: /^[1-9]\d{8}$/u, check: iso11Then10 },
  DK: { pattern: /^\d{8}$/u, check: (b) => weighted(b, [2, 7, 6, 5, 4, 3, 2, 1]) % 11 === 0 },
  EE: { pattern: /^\d{9}$/u, check: (b) => weighted(b, [3, 7, 1, 3, 7, 1, 3, 7, 1]) % 10 === 0 },
  EL: { pattern: /^\d{9}$/u, check: (b) => (weighted(b, [256, 128, 64, 32, 16, 8, 4, 2]) % 11) % 10 === digit(b, 8) },
  EU: { pattern: /^\d{9}$/u },
  FI: { pattern: /^\d{8}$/u, check: (b) => (11 - (weighted(b, [7, 9, 10, 5, 8, 4, 2]) % 11)) % 11 === digit(b, 7) },
  FR: { pattern: /^[0-9A-HJ-NP-Z]{2}\d{9}$/u, check: frenchKey },
  GB: { pattern: /^(?:\d{9}|\d{12}|GD\d{3}|HA\d{3})$/u, check: british },
  HR: { pattern: /^\d{11}$/u, check: iso11Then10 },
  HU: { pattern: /^\d{8}$/u, check: (b) => (10 - (weighted(b, [9, 7, 3, 1, 9, 7, 3]) % 10)) % 10 === digit(b, 7) },
  IE: { pattern: /^(?:\d{7}[A-W][A-IW]?|\d[A-Z+*]\d{5}[A-W])$/u, check: irish },
  IT: { pattern: /^\d{11}$/u, check: (b) => luhnSum(b) % 10 === 0 },
  LT: { pattern: /^(?:\d{9}|\d{12})$/u },
  LU: { pattern: /^\d{8}$/u, check: (b) => Number(b.slice(0, 6)) % 89 === Number(b.slice(6)) },
  LV: { pattern: /^\d{11}$/u },
  MT: { pattern: /^\d{8}$/u, check: (b) => 37 - (weighted(b, [3, 4, 6, 7, 8, 9]) % 37) === Number(b.slice(6)) },
  NL: { pattern: /^\d{9}B\d{2}$/u, check: dutch },
  NO: { pattern: /^\d{9}(?:MVA)?$/u, check: (b) => (11 - (weighted(b, [3, 2, 7, 6, 5, 4, 3, 2]) % 11)) % 11 === digit(b, 8) },
  PL: { pattern: /^\d{10}$/u, check: (b) => weighted(b, [6, 5, 7, 2, 3, 4, 5, 6, 7]) % 11 === digit(b, 9) },
  PT: { pattern: /^[1-9]\d{8}$/u, check: portuguese },
  RO: { pattern: /^[1-9]\d{1,9}$/u, check: romanian },
  SE: { pattern: /^\d{10}\d{2}$/u, check: (b) => luhnSum(b.slice(0, 10)) % 10 === 0 },
  SI: { pattern: /^[1-9]\d{7}$/u, check: slovene },
  SK: { pattern: /^[1-9]\d{9}$/u, check: (b) => Number(b) % 11 === 0 },
  XI: { pattern: /^\d{9}$/u, check: british },
};

/** Whether the check digits hold; null where the country has none that we may rely on. */
export function hasValidVatDigits(prefix: string, body: string): boolean | null {
  return vatFormats[prefix]?.check?.(body) ?? null;
}

const digit = (text: string, at: number) => Number(text.charAt(at));

function weighted(text: string, weights: readonly number[]): number {
  return weights.reduce((sum, weight, at) => sum + weight * digit(text, at), 0);
}

/** Sum in which every second digit from the last but one counts double, its own digits added. */
function luhnSum(text: string): number {
  return [...text].reduce((sum, char, at) => {
    const value = (text.length - at) % 2 === 0 ? Number(char) * 2 : Number(char);
    return sum + (value > 9 ? value - 9 : value);
  }, 0);
}

/** ISO 7064 MOD 11,10. */
function iso11Then10(body: string): boolean {
  let product = 10;
  for (const char of body.slice(0, -1)) {
    const sum = (Number(char) + product) % 10;
    product = ((sum === 0 ? 10 : sum) * 2) % 11;
  }
  return (11 - product) % 10 === digit(body, body.length - 1);
}

/** The numeric key follows from the SIREN; keys with letters exist and follow other rules. */
function frenchKey(body: string): boolean | null {
  if (!/^\d{11}$/u.test(body)) return null;
  return (12 + 3 * (Number(body.slice(2)) % 97)) % 97 === Number(body.slice(0, 2));
}

/** Old numbers are 0 modulo 97, those given out since 2010 are 42. */
function british(body: string): boolean | null {
  if (!/^\d+$/u.test(body)) return null;
  const rest = (weighted(body, [8, 7, 6, 5, 4, 3, 2]) + Number(body.slice(7, 9))) % 97;
  return rest === 0 || rest === 42;
}

function irish(body: string): boolean {
  const old = /^(\d)[A-Z+*](\d{5})([A-W])$/u.exec(body);
  const digits = old ? `0${old[2]}${old[1]}` : body.slice(0, 7);
  const extra = !old && body.length === 9 ? "WABCDEFGHI".indexOf(body.charAt(8)) : 0;
  return "WABCDEFGHIJKLMNOPQRSTUV".charAt((weighted(digits, [8, 7, 6, 5, 4, 3, 2]) + 9 * extra) % 23) === body.charAt(7);
}

/** Companies: 11-check over nine digits. Sole traders since 2020: the whole number, NL included, is 1 modulo 97. */
function dutch(body: string): boolean {
  if (weighted(body, [9, 8, 7, 6, 5, 4, 3, 2]) % 11 === digit(body, 8)) return true;
  const digits = `2321${body.replace("B", "11")}`;
  return BigInt(digits) % 97n === 1n;
}

function portuguese(body: string): boolean {
  const check = 11 - (weighted(body, [9, 8, 7, 6, 5, 4, 3, 2]) % 11);
  return (check >= 10 ? 0 : check) === digit(body, 8);
}

function romanian(body: string): boolean {
  const full = body.padStart(10, "0");
  return ((weighted(full, [7, 5, 3, 2, 1, 7, 5, 3, 2]) * 10) % 11) % 10 === digit(full, 9);
}

function slovene(body: string): boolean {
  const check = 11 - (weighted(body, [8, 7, 6, 5, 4, 3, 2]) % 11);
  return check !== 11 && check % 10 === digit(body, 7);
}
