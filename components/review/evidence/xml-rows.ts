import { nodesAt, type XmlNode } from "@/lib/kernel/xml-tree";

/** One line of an electronic invoice as it is shown: an element, how deep it stands, and what it says. */
export type XmlRow = { readonly depth: number; readonly name: string; readonly value: string | null; readonly attributes: string };

/** A signature or a file inside an element is for machines. */
const longest = 160;
const machines: ReadonlySet<string> = new Set(["Signature", "UBLExtensions"]);

/** The elements from top to bottom. Names without prefixes; what only machines read is cut short. */
export function xmlRows(root: XmlNode, depth = 0): readonly XmlRow[] {
  const { name, text, children, attributes } = root;
  const isCut = machines.has(name);
  const value = children.length > 0 ? null : text.length > longest ? `${text.slice(0, longest)}…` : text;
  const own = { depth, name: isCut ? `${name} …` : name, value, attributes: attributesShown(attributes).join(" · ") };
  return isCut ? [own] : [own, ...children.flatMap((child) => xmlRows(child, depth + 1))];
}

/** Units, currencies and schemes; no addresses of namespaces. */
const attributesShown = (attributes: Readonly<Record<string, string>>) =>
  Object.values(attributes).filter((value) => value.length <= 40 && !/^(?:https?|urn):/iu.test(value));

/** Whether an element says this value: the same amount in any number of decimals, the same words in any case. */
export function saysSame(text: string, value: string): boolean {
  const [a, b] = [normal(text), normal(value)];
  return a !== "" && a === b;
}

function normal(text: string): string {
  const trimmed = text.trim();
  const date = /^(\d{4})-?([01]\d)-?([0-3]\d)(?:T.*|Z|[+-]\d{2}:\d{2})?$/u.exec(trimmed);
  if (date) return date.slice(1).join("-");
  if (/^-?\d{1,19}(?:\.\d+)?$/u.test(trimmed)) return trimmed.includes(".") ? trimmed.replace(/\.?0+$/u, "") : trimmed;
  return trimmed.replace(/\s+/gu, " ").toUpperCase();
}

/** The invoice of a batch with this place in the file, counted from 1; the whole tree when there are no several. */
export function invoiceOf(root: XmlNode, index: number | null): XmlNode {
  const invoices = nodesAt(root, "Invoices/Invoice");
  return (invoices.length > 1 && index !== null ? invoices[index - 1] : undefined) ?? root;
}

export type FieldText = { readonly path: string; readonly value: string };

/** The texts of a payload with their paths, such as `supplier.taxId` or `lines.0.net`, in its own order. */
export function textsOf(payload: unknown, at = ""): readonly FieldText[] {
  if (typeof payload === "string") return payload === "" ? [] : [{ path: at, value: payload }];
  if (typeof payload !== "object" || payload === null) return [];
  return Object.entries(payload).flatMap(([key, value]) => textsOf(value, at === "" ? key : `${at}.${key}`));
}
