/** A decimal number scaled by 10^8 and kept as an integer: sums, products and comparisons are exact. */
export type Fixed = bigint;

const digits = 8;
const scale = 10n ** BigInt(digits);
const centScale = scale / 100n;

/** @param text a decimal with a dot: "12.5", "-0.40". @throws on anything else: that is a bug of the caller. */
export function fixed(text: string): Fixed {
  const match = /^(-?)(\d+)(?:\.(\d*))?$/.exec(text);
  if (!match) throw new Error(`not a decimal: ${text}`);
  const [, sign, whole = "0", fraction = ""] = match;
  const value = BigInt(whole) * scale + BigInt(fraction.slice(0, digits).padEnd(digits, "0"));
  return sign === "-" ? -value : value;
}

/** Shortest exact form: "12.5", "-0.4", "21". */
export function formatFixed(value: Fixed): string {
  const size = value < 0n ? -value : value;
  const fraction = (size % scale).toString().padStart(digits, "0").replace(/0+$/, "");
  const text = fraction ? `${size / scale}.${fraction}` : `${size / scale}`;
  return value < 0n ? `-${text}` : text;
}

/** An amount with exactly two decimals: "12.50". Rounds half away from zero. */
export function formatCents(value: Fixed): string {
  const rounded = roundCents(value);
  const size = rounded < 0n ? -rounded : rounded;
  const text = `${size / scale}.${((size % scale) / centScale).toString().padStart(2, "0")}`;
  return rounded < 0n ? `-${text}` : text;
}

/** Commercial rounding to two decimals, half away from zero. */
export function roundCents(value: Fixed): Fixed {
  return divideRounded(value, centScale) * centScale;
}

export function multiply(a: Fixed, b: Fixed): Fixed {
  return divideRounded(a * b, scale);
}

/** @param per divisor, not zero. */
export function divide(a: Fixed, per: Fixed): Fixed {
  return divideRounded(a * scale, per);
}

/** `rate` per cent of `base`, not yet rounded to cents. */
export function percentOf(base: Fixed, rate: Fixed): Fixed {
  return divideRounded(base * rate, scale * 100n);
}

export const absolute = (value: Fixed): Fixed => (value < 0n ? -value : value);

/** Whole cents as a scaled number: `cents(2n)` is 0.02. */
export const cents = (count: number): Fixed => BigInt(count) * centScale;

export function sum(values: readonly Fixed[]): Fixed {
  return values.reduce((a, b) => a + b, 0n);
}

function divideRounded(a: bigint, b: bigint): bigint {
  const positive = a < 0n === b < 0n;
  const x = a < 0n ? -a : a;
  const y = b < 0n ? -b : b;
  const quotient = (x + y / 2n) / y;
  return positive ? quotient : -quotient;
}
