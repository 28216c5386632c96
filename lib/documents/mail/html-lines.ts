import { hasColour, isHidden } from "@/lib/documents/mail/html-hidden";
import { htmlTree, type HtmlElement, type HtmlNode } from "@/lib/documents/mail/html-tree";
import { besides, tidyLines, widthOf, wrap, type Lines, type PlacedCell } from "@/lib/documents/mail/text-grid";

/** Text as it would be seen, and what was written so that nobody sees it. */
type SeenText = { readonly lines: Lines; readonly hidden: string };

/** Letters between two columns: wide enough that no reader takes two cells for one. */
const gap = 3;
const blocks = new Set(
  "address article aside blockquote body center dd div dl dt fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table tbody tfoot thead tr ul".split(
    " ",
  ),
);
const spaced = new Set(["p", "h1", "h2", "h3", "h4", "h5", "h6", "hr"]);
const maxColumns = 40;

/** HTML as lines of text, tables with their columns apart and in line, no line longer than `width` letters. */
export function htmlLines(html: string, width: number): SeenText {
  const hidden: string[] = [];
  const body = shown(htmlTree(html), false, hidden);
  return { lines: tidyLines(new Drawing().within(body, width)), hidden: hidden.join(" ").replace(/\s+/gu, " ").trim() };
}

/** The tree without what nobody sees. */
function shown(element: HtmlElement, onColour: boolean, hidden: string[]): HtmlElement {
  const ground = onColour || hasColour(element.attributes);
  const children = element.children.flatMap((child): HtmlNode[] => {
    if (typeof child === "string") return [child];
    if (!isHidden(child, ground)) return [shown(child, ground, hidden)];
    hidden.push(textOf(child));
    return [];
  });
  return { ...element, children };
}

const textOf = (node: HtmlNode): string => (typeof node === "string" ? node : node.children.map(textOf).join(" "));

/** Draws each element at most twice: once with all the room it wants, once in the room it gets. */
class Drawing {
  private readonly asWanted = new Map<HtmlElement, Lines>();

  within(element: HtmlElement, width: number): Lines {
    const wanted = this.wanted(element);
    return widthOf(wanted) <= width ? wanted : wrap(this.drawn(element, width), width);
  }

  private wanted(element: HtmlElement): Lines {
    const known = this.asWanted.get(element);
    if (known) return known;
    const lines = this.drawn(element, Infinity);
    this.asWanted.set(element, lines);
    return lines;
  }

  private drawn(element: HtmlElement, width: number): Lines {
    return element.tag === "table" ? this.table(element, width) : this.flow(element, width);
  }

  private flow(element: HtmlElement, width: number): Lines {
    const lines: string[] = [];
    let open = "";
    const end = () => {
      if (open.trim() !== "") lines.push(...wrap([open.trim()], width));
      open = "";
    };
    const add = (node: HtmlNode, keepsSpace: boolean): void => {
      if (typeof node === "string") {
        const [first = "", ...others] = keepsSpace ? node.split(/\r?\n/u) : [node.replace(/[\s\u00a0]+/gu, " ")];
        open += !keepsSpace && first.startsWith(" ") && (open === "" || open.endsWith(" ")) ? first.slice(1) : first;
        for (const other of others) {
          lines.push(open);
          open = other;
        }
      } else if (node.tag === "br") {
        if (open.trim() === "") lines.push("");
        end();
      } else if (blocks.has(node.tag)) {
        end();
        if (spaced.has(node.tag)) lines.push("");
        lines.push(...this.block(node, width));
        if (spaced.has(node.tag)) lines.push("");
      } else for (const child of node.children) add(child, keepsSpace);
    };
    for (const child of element.children) add(child, element.tag === "pre");
    end();
    return lines;
  }

  private block(element: HtmlElement, width: number): Lines {
    const lines = this.within(element, element.tag === "li" ? width - 2 : width);
    return element.tag === "li" ? lines.map((line, index) => `${index === 0 ? "- " : "  "}${line}`) : lines;
  }

  private table(table: HtmlElement, width: number): Lines {
    const rows = rowsOf(table);
    const wanted = rows.map((row) => row.map((cell): PlacedCell => ({ ...cell, lines: tidyLines(this.wanted(cell.element)) })));
    const widths = columnWidths(wanted, width);
    const captions = table.children.filter((child): child is HtmlElement => typeof child !== "string" && child.tag === "caption");
    return [
      ...captions.flatMap((caption) => this.within(caption, width)),
      ...rows.flatMap((row) =>
        besides(
          row.map((cell) => ({ ...cell, lines: tidyLines(this.within(cell.element, roomOf(cell, widths))) })),
          widths,
          gap,
        ),
      ),
    ];
  }
}

type Cell = Omit<PlacedCell, "lines"> & { readonly element: HtmlElement };

const roomOf = ({ column, span }: Pick<Cell, "column" | "span">, widths: readonly number[]) =>
  Math.max(
    1,
    widths.slice(column, column + span).reduce((sum, width) => sum + width + gap, -gap),
  );

/** Rows of cells with their columns, those kept busy by a cell of a row above left out. */
function rowsOf(table: HtmlElement): readonly (readonly Cell[])[] {
  const rows: Cell[][] = [];
  const busy: number[] = [];
  const visit = (element: HtmlElement): void => {
    for (const child of element.children) {
      if (typeof child === "string") continue;
      if (child.tag === "tr") rows.push(cellsOf(child, busy));
      else if (child.tag !== "table" && child.tag !== "caption") visit(child);
    }
  };
  visit(table);
  return rows;
}

function cellsOf(row: HtmlElement, busy: number[]): Cell[] {
  const cells: Cell[] = [];
  let column = 0;
  for (const element of row.children) {
    if (typeof element === "string" || (element.tag !== "td" && element.tag !== "th")) continue;
    while ((busy[column] ?? 0) > 0) column++;
    if (column >= maxColumns) break;
    const span = Math.min(countOf(element, "colspan"), maxColumns - column);
    for (let at = column; at < column + span; at++) busy[at] = countOf(element, "rowspan");
    cells.push({ element, column, span, alignRight: isRight(element) });
    column += span;
  }
  for (let at = 0; at < busy.length; at++) busy[at] = Math.max(0, (busy[at] ?? 0) - 1);
  return cells;
}

const countOf = ({ attributes }: HtmlElement, name: string) => Math.min(Math.max(1, Math.floor(Number(attributes.get(name)) || 1)), 1000);
const isRight = ({ attributes }: HtmlElement) =>
  attributes.get("align")?.toLowerCase() === "right" || /text-align\s*:\s*(?:right|end)/iu.test(attributes.get("style") ?? "");

/** What each column wants; where that is more than there is, the wide ones share what the narrow ones leave. */
function columnWidths(rows: readonly (readonly PlacedCell[])[], room: number): readonly number[] {
  const count = rows.reduce((most, row) => row.reduce((columns, { column, span }) => Math.max(columns, column + span), most), 0);
  const widths = Array.from({ length: count }, () => 0);
  const cells = rows.flat().sort((a, b) => a.span - b.span);
  for (const { lines, column, span } of cells) {
    const has = widths.slice(column, column + span).reduce((sum, width) => sum + width + gap, -gap);
    const last = column + span - 1;
    widths[last] = (widths[last] ?? 0) + Math.max(0, widthOf(lines) - has);
  }
  let left = room - gap * Math.max(0, count - 1);
  const order = widths.map((width, column) => ({ width, column })).sort((a, b) => a.width - b.width);
  for (const [index, { width, column }] of order.entries()) {
    const share = Math.max(1, Math.floor(left / (count - index)));
    widths[column] = Math.min(width, share);
    left -= widths[column];
  }
  return widths;
}
