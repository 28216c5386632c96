import { DOMParser } from "@xmldom/xmldom";
import type { XmlNode } from "@/lib/kernel/xml-tree";
import { ok, refuse, type Result } from "@/lib/kernel/result";

export type ParsedXml = { readonly root: XmlNode; readonly text: string };

const maxBytes = 30 * 1024 * 1024;
const maxDepth = 100;
const maxElements = 400_000;

/**
 * Reads XML that nobody vouches for. A document type, and with it every entity that could grow or reach outside, is
 * refused; nothing that the document points to is ever fetched. Refuses `document.too_large`, `.damaged`, `.too_complex`.
 */
export function parseXml(bytes: Uint8Array): Result<ParsedXml> {
  if (bytes.length > maxBytes) return refuse("document.too_large", { limitMb: maxBytes / 1024 / 1024 });
  const text = decodeXml(bytes);
  if (text === null) return refuse("document.damaged");
  // Between its comments a document type says what must not be believed.
  if (/<!(?:DOCTYPE|ENTITY)/iu.test(text)) return refuse("document.too_complex", { limit: "doctype" });
  const root = rootOf(text);
  if (root === null) return refuse("document.damaged");
  return root === "deep" ? refuse("document.too_complex", { limit: "depth" }) : ok({ root, text });
}

/** Only what the declaration or the first bytes name, and UTF-8 otherwise; null: not text in that encoding. */
function decodeXml(bytes: Uint8Array): string | null {
  const [first, second] = bytes;
  const utf16 = first === 0xff && second === 0xfe ? "utf-16le" : first === 0xfe && second === 0xff ? "utf-16be" : null;
  const head = new TextDecoder("latin1").decode(bytes.subarray(0, 200));
  const declared = /^[^<]*<\?xml[^>]*\bencoding\s*=\s*["']([\w.-]+)["']/u.exec(head)?.[1]?.toLowerCase() ?? "utf-8";
  try {
    return new TextDecoder(utf16 ?? declared, { fatal: true }).decode(bytes);
  } catch (error) {
    // A label that nobody knows, or bytes that are not what they say they are.
    if (error instanceof RangeError || error instanceof TypeError) return null;
    throw error;
  }
}

class NotXml extends Error {}

function rootOf(text: string): XmlNode | "deep" | null {
  const stop = (message: string): never => {
    throw new NotXml(message);
  };
  try {
    const parser = new DOMParser({ errorHandler: { warning: stop, error: stop, fatalError: stop } });
    const document = parser.parseFromString(text.replace(/^[^<]+/u, ""), "text/xml");
    const { documentElement } = document as { readonly documentElement: Element | null };
    if (documentElement === null) return null;
    return nodeOf(documentElement, 0, { left: maxElements });
  } catch (error) {
    if (error instanceof TooDeep) return "deep";
    // The parser throws its own errors for some kinds of damage.
    if (error instanceof NotXml || (error instanceof Error && error.name === "ParseError")) return null;
    throw error;
  }
}

class TooDeep extends Error {}

function nodeOf(element: Element, depth: number, budget: { left: number }): XmlNode {
  budget.left -= 1;
  if (depth > maxDepth || budget.left < 0) throw new TooDeep();
  const children: XmlNode[] = [];
  for (let child = element.firstChild; child; child = child.nextSibling) {
    if (child.nodeType === 1) children.push(nodeOf(child as Element, depth + 1, budget));
  }
  const attributes: Record<string, string> = {};
  for (const { localName, name, value } of Array.from(element.attributes)) attributes[localName || name] = value;
  return {
    name: element.localName || element.tagName,
    space: element.namespaceURI ?? "",
    attributes,
    // What an element with children says by itself is white space; their text is theirs.
    text: children.length === 0 ? (element.textContent ?? "").replace(/\s+/gu, " ").trim() : "",
    children,
  };
}
