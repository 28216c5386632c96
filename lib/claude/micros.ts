/** Money of tokens is counted in micro-euros: a token costs less than a cent, and no amount is ever a float. */
export type TokenPrices = {
  /** Micro-euros for a million tokens that go in. */
  readonly inputMicros: bigint;
  /** Micro-euros for a million tokens that come out. */
  readonly outputMicros: bigint;
};

const million = 1_000_000n;

/** What so many tokens cost, rounded up: a fraction of a micro-euro counts as a whole one. */
export function costMicros(prices: TokenPrices, inputTokens: number, outputTokens: number): bigint {
  const exact = BigInt(inputTokens) * prices.inputMicros + BigInt(outputTokens) * prices.outputMicros;
  return (exact + million - 1n) / million;
}

/** "12.5" euros → 12500000n. Throws when the text is no decimal with six places at most. */
export function eurosToMicros(euros: string): bigint {
  const [, whole = "", fraction = ""] = /^(\d{1,9})(?:\.(\d{1,6}))?$/.exec(euros) ?? [];
  if (whole === "") throw new Error("not an amount of euros");
  return BigInt(whole) * million + BigInt(fraction.padEnd(6, "0"));
}

/** 12500000n → "12.50": two places at least, six at most. */
export function microsToEuros(micros: bigint): string {
  const fraction = (micros % million).toString().padStart(6, "0");
  return `${micros / million}.${fraction.slice(0, 2)}${fraction.slice(2).replace(/0+$/, "")}`;
}

/** 12345n → "1.24": hundredths of a cent, rounded up, as a person is shown the cost of one document. */
export function microsToCents(micros: bigint): string {
  const hundredths = (micros + 99n) / 100n;
  return `${hundredths / 100n}.${(hundredths % 100n).toString().padStart(2, "0")}`;
}
