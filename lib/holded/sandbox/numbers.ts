import { Decimal } from "decimal.js";

/** How amounts are written in answers: as seen in live accounts, as the specification shows them, or Spanish everywhere. */
export type NumberFormat = "es" | "spec" | "es_everywhere";

const Exact = Decimal.clone({ precision: 40, rounding: Decimal.ROUND_HALF_UP, toExpNeg: -30, toExpPos: 30 });

/** An exact decimal from a JSON number or a string with a dot. */
export const exact = (value: number | string | Decimal): Decimal => new Exact(value);
export const zero: Decimal = exact(0);
/** To the cent, halves away from zero. */
export const toCent = (value: Decimal): Decimal => value.toDecimalPlaces(2);

/** `1234.5` → `1.234,50` where Holded writes Spanish, `1234.50` where it does not. */
export type NumberWriter = {
  /** Two decimals; plain `0` for nothing, as Holded shows unpaid and undiscounted. */
  amountOrZero(value: Decimal): string;
  amount(value: Decimal): string;
  /** At least two decimals, as many as the price has. */
  price(value: Decimal): string;
  /** No more decimals than needed. */
  quantity(value: Decimal): string;
};

export function numberWriter(spanish: boolean): NumberWriter {
  const style = spanish ? toSpanish : (text: string) => text;
  const amount = (value: Decimal): string => style(toCent(value).toFixed(2));
  return {
    amount,
    amountOrZero: (value) => (value.isZero() ? "0" : amount(value)),
    price: (value) => style(value.toFixed(Math.max(2, value.decimalPlaces()))),
    quantity: (value) => style(value.toFixed()),
  };
}

function toSpanish(text: string): string {
  const [whole = "0", decimals] = text.split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ".");
  return decimals === undefined ? grouped : `${grouped},${decimals}`;
}
