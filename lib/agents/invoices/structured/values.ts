import { nodesAt, textAt, type XmlNode } from "@/lib/kernel/xml-tree";
import { parsePlainDate } from "@/lib/kernel/calendar";
import { roundAmount } from "@/lib/kernel/money";
import { normalizeTaxId } from "@/lib/kernel/tax-id";
import { divide, fixed, formatFixed } from "@/lib/language/decimal";

/** A number as XML Schema writes it (`+1.50`, `.5`, `3.`), exact and in its shortest form; null when it is none. */
export function decimalOf(text: string | null): string | null {
  const found = /^([+-]?)(\d*)(?:\.(\d*))?$/u.exec(text?.trim() ?? "");
  if (!found || `${found[2] ?? ""}${found[3] ?? ""}` === "") return null;
  const [, sign, whole = "", fraction = ""] = found;
  if (whole.length > 15) return null;
  return formatFixed(fixed(`${sign === "-" ? "-" : ""}${whole || "0"}.${fraction || "0"}`));
}

export const decimalAt = (node: XmlNode, path: string): string | null => decimalOf(textAt(node, path));

/** An amount to the cent, rounded half away from zero where more decimals stand. */
export function amountAt(node: XmlNode, path: string): string | null {
  const decimal = decimalAt(node, path);
  return decimal === null ? null : roundAmount(decimal);
}

/** `2026-10-14`, with or without a zone or a time behind it, or `20261014`. */
export function dateOf(text: string | null): string | null {
  const found = /^(\d{4})-?(\d{2})-?(\d{2})(?:$|[T+Z-])/u.exec(text ?? "");
  return found ? parsePlainDate(`${found[1]}-${found[2]}-${found[3]}`) : null;
}

export function taxIdOf(text: string | null): string | null {
  return text === null || text === "" ? null : normalizeTaxId(text);
}

/** Texts at several paths in order, the first that is there. */
export function firstText(node: XmlNode, ...paths: readonly string[]): string | null {
  for (const path of paths) {
    const found = textAt(node, path);
    if (found !== null) return found;
  }
  return null;
}

export const textsAt = (node: XmlNode, path: string): readonly string[] =>
  nodesAt(node, path).flatMap(({ text }) => (text === "" ? [] : [text]));

export function ibanOf(texts: readonly string[]): string | null {
  const found = texts.map((text) => text.replace(/\s+/gu, "").toUpperCase()).find((text) => /^[A-Z]{2}\d{2}[A-Z0-9]{10,30}$/u.test(text));
  return found ?? null;
}

/** For one unit: a price may be told for a hundred. */
export function perUnit(price: string | null, per: string | null): string | null {
  if (price === null || per === null || per === "1" || Number(per) === 0) return price;
  return formatFixed(divide(fixed(price), fixed(per)));
}
