import { Decimal } from "decimal.js";
import { parseSpanishNumber } from "@/lib/kernel/money";

const Exact = Decimal.clone({ precision: 60, rounding: Decimal.ROUND_HALF_UP });
const maxDecimals = 8;

/**
 * What a person typed into a number field as a decimal with a dot: `1.234,56`, `1234.56`, `12 €`, and simple sums
 * (`3*12,50`, `100+21-5`). Null when it is no number. `decimals` fixes the places ("2" for money), else up to eight stay.
 */
export function readAmountText(text: string, decimals: number | null = null): string | null {
  const value = evaluate(text.replace(/^\s*=/, ""));
  if (value === null || !value.isFinite() || value.abs().gte("1e13")) return null;
  if (decimals !== null) return value.toFixed(decimals).replace(/^-(0(\.0+)?)$/, "$1");
  const plain = value.toDecimalPlaces(maxDecimals);
  return plain.isZero() ? "0" : plain.toFixed();
}

/** The decimal as the person edits it: comma, no grouping, no trailing zeros beyond `minDecimals`. */
export function amountForEditing(value: string | null, minDecimals = 0): string {
  if (value === null) return "";
  const [whole = "0", fraction = ""] = value.split(".");
  const shown = fraction.replace(/0+$/, "").padEnd(minDecimals, "0");
  return shown === "" ? whole : `${whole},${shown}`;
}

type Token = Decimal | "+" | "-" | "*" | "/" | "(" | ")";

function evaluate(text: string): Decimal | null {
  const tokens = tokenize(text);
  if (tokens === null || tokens.length === 0) return null;
  let at = 0;
  const factor = (): Decimal | null => {
    const token = tokens[at];
    at += 1;
    if (token === "-") return factor()?.neg() ?? null;
    if (token === "+") return factor();
    if (token === "(") {
      const inner = sum();
      const closed = tokens[at] === ")";
      at += 1;
      return closed ? inner : null;
    }
    return token instanceof Exact ? token : null;
  };
  const product = (): Decimal | null => {
    let left = factor();
    while (left !== null && (tokens[at] === "*" || tokens[at] === "/")) {
      const divides = tokens[at] === "/";
      at += 1;
      const right: Decimal | null = factor();
      left = right === null || (divides && right.isZero()) ? null : divides ? left.div(right) : left.mul(right);
    }
    return left;
  };
  const sum = (): Decimal | null => {
    let left = product();
    while (left !== null && (tokens[at] === "+" || tokens[at] === "-")) {
      const subtracts = tokens[at] === "-";
      at += 1;
      const right: Decimal | null = product();
      left = right === null ? null : subtracts ? left.sub(right) : left.add(right);
    }
    return left;
  };
  const value = sum();
  return at === tokens.length ? value : null;
}

function tokenize(text: string): readonly Token[] | null {
  const tokens: Token[] = [];
  const compact = text
    .replace(/[\s\u00a0\u202f€$£%]/g, "")
    .replace(/[−–]/g, "-")
    .replace(/[×x]/gi, "*")
    .replace(/÷/g, "/");
  const pattern = /([0-9][0-9.,']*|[.,][0-9]+)|([-+*/()])/gy;
  let end = 0;
  for (let match = pattern.exec(compact); match !== null; match = pattern.exec(compact)) {
    end = pattern.lastIndex;
    const [, number, operator] = match;
    if (number !== undefined) {
      const value = parseSpanishNumber(number);
      if (value === null) return null;
      tokens.push(new Exact(value));
    } else if (operator !== undefined) tokens.push(operator as Token);
  }
  return end === compact.length ? tokens : null;
}
