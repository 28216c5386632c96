import { decodeEntities } from "@/lib/documents/mail/html-entities";

/** An element with what its drawing as text needs. */
export type HtmlElement = {
  readonly tag: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: HtmlNode[];
};
export type HtmlNode = HtmlElement | string;

/** Deeper nesting is flattened: no mail program writes it, and nothing here may run out of stack. */
const maxDepth = 120;

const voids = new Set(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]);
/** Their content is no text of the mail, and ends only with their own closing tag. */
const raw = new Set(["script", "style", "title", "textarea", "noscript", "template", "iframe", "object", "svg", "math", "head"]);
/** A new one of these closes an open one of the same group, up to the nearest wall. */
const closesOpen: Readonly<Record<string, readonly string[]>> = {
  td: ["td", "th"],
  th: ["td", "th"],
  tr: ["td", "th", "tr"],
  tbody: ["td", "th", "tr", "tbody", "thead", "tfoot"],
  tfoot: ["td", "th", "tr", "tbody", "thead", "tfoot"],
  li: ["li"],
  p: ["p"],
  option: ["option"],
};
const walls = new Set(["table", "ul", "ol", "body"]);

/**
 * The tree of an HTML text as far as a reader needs it: no scripts, no styles, no comments. Takes any text, in linear
 * time, and never throws.
 */
export function htmlTree(html: string): HtmlElement {
  const root: HtmlElement = { tag: "body", attributes: new Map(), children: [] };
  const open: HtmlElement[] = [root];
  const add = (node: HtmlNode) => (open.at(-1) ?? root).children.push(node);
  const lastHead = [...html.matchAll(/<\/head[\s/>]/giu)].at(-1)?.index ?? -1;
  let at = 0;
  while (at < html.length) {
    const start = html.indexOf("<", at);
    if (start < 0) break;
    if (start > at) add(decodeEntities(html.slice(at, start)));
    at = tagAt(html, start, open, add, lastHead);
  }
  if (at < html.length) add(decodeEntities(html.slice(at)));
  return root;
}

/** Handles what begins with "<" and returns where the text goes on. */
function tagAt(html: string, start: number, open: HtmlElement[], add: (node: HtmlNode) => void, lastHead: number): number {
  if (html.startsWith("<!--", start)) return after(html, "-->", start + 4);
  const next = html[start + 1] ?? "";
  if (next === "!" || next === "?") return after(html, ">", start + 2);
  const name = /^\/?([a-z][a-z0-9:-]{0,30})/iu.exec(html.slice(start + 1, start + 34));
  if (!name) {
    add("<");
    return start + 1;
  }
  const end = endOfTag(html, start + 1 + name[0].length);
  const tag = (name[1] ?? "").toLowerCase();
  if (next === "/") close(tag, open);
  // A head that nobody closed ends where the body begins.
  else if (raw.has(tag)) return tag === "head" && end > lastHead ? end : skipRaw(html, tag, end);
  else begin(tag, html.slice(start + 1 + name[0].length, end - 1), open, add);
  return end;
}

function begin(tag: string, attributes: string, open: HtmlElement[], add: (node: HtmlNode) => void): void {
  const closing = closesOpen[tag] ?? [];
  for (let top = open.at(-1); closing.length > 0 && top && !walls.has(top.tag); top = open.at(-1)) {
    if (!open.slice(lastWall(open)).some((element) => closing.includes(element.tag))) break;
    open.pop();
  }
  const element: HtmlElement = { tag, attributes: attributesOf(attributes), children: [] };
  add(element);
  if (!voids.has(tag) && !attributes.endsWith("/") && open.length < maxDepth) open.push(element);
}

const lastWall = (open: readonly HtmlElement[]) => open.findLastIndex(({ tag }) => walls.has(tag)) + 1;

/** A closing tag without its opening one means nothing; a table is left only by its own. */
function close(tag: string, open: HtmlElement[]): void {
  const from = tag === "table" ? 0 : lastWall(open) - (walls.has(tag) ? 1 : 0);
  const at = open.findLastIndex((element, index) => element.tag === tag && index >= Math.max(1, from));
  if (at > 0) open.length = at;
}

function skipRaw(html: string, tag: string, from: number): number {
  const pattern = new RegExp(`</${tag}[\\s/>]`, "giu");
  pattern.lastIndex = from;
  const found = pattern.exec(html);
  if (!found) return tag === "head" ? from : html.length;
  return after(html, ">", found.index);
}

/** Letters of a tag within which quoted values are respected: one look at each letter of a hostile text must be enough. */
const maxTag = 5000;

/** The position after the ">" of a tag, quoted values respected. */
function endOfTag(html: string, from: number): number {
  let quote = "";
  const last = Math.min(html.length, from + maxTag);
  for (let at = from; at < last; at++) {
    const letter = html[at] ?? "";
    if (quote !== "") quote = letter === quote ? "" : quote;
    else if ((letter === '"' || letter === "'") && html[at - 1] === "=") quote = letter;
    else if (letter === ">") return at + 1;
  }
  return quote === "" && last === html.length ? html.length : after(html, ">", from);
}

function after(html: string, mark: string, from: number): number {
  const at = html.indexOf(mark, from);
  return at < 0 ? html.length : at + mark.length;
}

function attributesOf(text: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const match of text.slice(0, 4000).matchAll(/([a-z-]{1,30})(?:\s{0,5}=\s{0,5}(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/giu)) {
    const name = (match[1] ?? "").toLowerCase();
    if (!found.has(name)) found.set(name, decodeEntities(match[2] ?? match[3] ?? match[4] ?? ""));
  }
  return found;
}
