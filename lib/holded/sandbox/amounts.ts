import type { Decimal } from "decimal.js";
import { exact } from "./numbers";
import { unprocessable } from "./problem";

/**
 * A decimal string as requests write amounts: `"121.00"`.
 * @throws Problem 422 that names the field, when it is anything else
 */
export function decimalOf(field: string, text: string, sign: "positive" | "any" = "any"): Decimal {
  const pattern = sign === "positive" ? /^\d{1,12}(\.\d+)?$/ : /^-?\d{1,12}(\.\d+)?$/;
  if (!pattern.test(text)) throw unprocessable(`${field}: "${text}" is not a decimal amount such as "121.00"`);
  return exact(text);
}
