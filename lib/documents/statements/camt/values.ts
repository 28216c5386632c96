import { nodeAt, textAt, type XmlNode } from "@/lib/kernel/xml-tree";
import { BadLine } from "@/lib/documents/statements/bad-line";

/** "936.4" → 93640n. More decimals than cents, other than zeros, cannot be booked here. Throws `BadLine`. */
export function centsOf(text: string, line: number): bigint {
  const found = /^(\d{1,15})(?:\.(\d{1,5}))?$/u.exec(text.trim());
  const fraction = (found?.[2] ?? "").padEnd(2, "0");
  if (!found || /[1-9]/u.test(fraction.slice(2))) throw new BadLine(line, "amount");
  return BigInt(found[1] ?? "0") * 100n + BigInt(fraction.slice(0, 2));
}

export type Money = { readonly cents: bigint; readonly currency: string };

/** The amount at a path with its currency; null: there is none. */
export function moneyAt(node: XmlNode, path: string, line: number): Money | null {
  const found = nodeAt(node, path);
  if (found === null || found.text === "") return null;
  const currency = (found.attributes["Ccy"] ?? "").toUpperCase();
  if (!/^[A-Z]{3}$/u.test(currency)) throw new BadLine(line, "currency");
  return { cents: centsOf(found.text, line), currency };
}

/** -1n for money out, 1n for money in; null: it is not said. */
export function directionAt(node: XmlNode, line: number): 1n | -1n | null {
  const said = textAt(node, "CdtDbtInd");
  if (said === null) return null;
  if (said === "CRDT") return 1n;
  if (said === "DBIT") return -1n;
  throw new BadLine(line, "sign");
}

/** The calendar day as printed, whatever its offset says. Throws `BadLine` for what is no day. */
export function dayAt(node: XmlNode, path: string, line: number): string | null {
  const text = textAt(node, `${path}/Dt|DtTm`) ?? textAt(node, path);
  if (text === null) return null;
  const day = /^\d{4}-\d{2}-\d{2}/u.exec(text)?.[0];
  if (day === undefined || new Date(`${day}T00:00:00Z`).toISOString().slice(0, 10) !== day) throw new BadLine(line, "date");
  return day;
}

export const isTrue = (text: string | null): boolean => text === "true" || text === "1";
