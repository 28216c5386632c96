/**
 * How two invoice numbers of one supplier relate. `same`: one number in two spellings. `confusable`: the same but for
 * letters that scanners take for digits. `prefix`: the same but for the letters of a series before it. `one_off`: one sign
 * exchanged, lost or added. Two numbers that one series can both give are never `same`.
 */
type NumberLikeness = "same" | "confusable" | "prefix" | "one_off" | "other";

export function likenessOfNumbers(a: string | null, b: string | null): NumberLikeness {
  const [x, y] = [joined(a), joined(b)];
  if (x === "" || y === "") return "other";
  if (isSame(a ?? "", b ?? "")) return "same";
  if (x === y) return "other";
  if (confused(x) === confused(y) && x.length === y.length) return "confusable";
  if (withoutSeries(a ?? "") !== null && withoutSeries(a ?? "") === withoutSeries(b ?? "") && hasSeries(a ?? "") !== hasSeries(b ?? ""))
    return "prefix";
  return isOneOff(x, y) ? "one_off" : "other";
}

/** "F-2026/0012", "F 2026 12" and "F20260012" are one number: separators and leading zeros of a group do not count. */
export function sameNumber(a: string | null, b: string | null): boolean {
  return likenessOfNumbers(a, b) === "same";
}

const joined = (text: string | null): string => (text ?? "").toUpperCase().replace(/[^A-Z0-9]/g, "");

/** "F-2026/0012" → F, 2026, 12. */
const groupsOf = (text: string): readonly string[] =>
  (text.toUpperCase().match(/[A-Z]+|\d+/g) ?? []).map((part) => part.replace(/^0+(?=.)/, ""));

/**
 * Either group by group, or sign by sign where one of the two is written without separators between its figures. "1/12"
 * and "11/2" have the same signs and are two numbers.
 */
function isSame(a: string, b: string): boolean {
  const [x, y] = [groupsOf(a), groupsOf(b)];
  if (x.join("-") === y.join("-")) return true;
  return x.length !== y.length && joined(a) === joined(b) && (isRunTogether(a) || isRunTogether(b));
}

const isRunTogether = (text: string): boolean => /^[A-Z0-9]+$/.test(text.toUpperCase().trim());

const digits: Readonly<Record<string, string>> = { O: "0", Q: "0", D: "0", I: "1", L: "1", S: "5", B: "8", Z: "2", G: "6" };
const confused = (text: string): string => [...text].map((sign) => digits[sign] ?? sign).join("");

/** The figures, where letters only stand before them; null where they stand among them too. */
function withoutSeries(text: string): string | null {
  const match = /^[A-Z]*[^A-Z0-9]*(\d[\d\s./_-]*)$/.exec(text.toUpperCase().trim());
  const figures = match?.[1];
  return figures === undefined ? null : groupsOf(figures).join("-");
}

const hasSeries = (text: string): boolean => /^[A-Z]/.test(text.toUpperCase().trim());

/** One sign exchanged, lost or added, in a number long enough for that to mean something. */
function isOneOff(x: string, y: string): boolean {
  if (Math.min(x.length, y.length) < 4 || Math.abs(x.length - y.length) > 1) return false;
  const [long, short] = x.length >= y.length ? [x, y] : [y, x];
  let at = 0;
  while (at < short.length && long[at] === short[at]) at += 1;
  return long.slice(at + 1) === short.slice(long.length === short.length ? at + 1 : at);
}
