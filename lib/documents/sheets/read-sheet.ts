import { readZip, type Archive } from "@/lib/documents/sheets/read-zip";
import { parseXml } from "@/lib/documents/xml/parse-xml";
import { ok, refuse, type Result } from "@/lib/kernel/result";
import { nodeAt, nodesAt, type XmlNode } from "@/lib/kernel/xml-tree";

/** Rows of a table, as they are shown. */
type Table = readonly (readonly string[])[];

const most = { sheets: 30, rows: 5_000, columns: 60, cell: 2_000 };

/** Whether a file is a workbook by what is in it (.xlsx, and .xlsm, whose macros are bytes that nobody runs). */
export function isSheet(bytes: Uint8Array): boolean {
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) return false;
  return readZip(bytes)?.names.some((name) => /^xl\/workbook\.xml$/iu.test(name)) ?? false;
}

/**
 * The values of a workbook's first sheet that has any, as they were last saved: formulas are not worked out again, macros not
 * looked at, links not followed. Refuses `document.damaged`, `document.too_complex` and `document.empty`. Never throws.
 */
export function readSheet(bytes: Uint8Array): Result<Table> {
  const archive = readZip(bytes);
  if (!archive) return refuse("document.damaged");
  const texts = sharedTexts(archive);
  if (!texts.ok) return texts;
  const dates = dateStyles(archive);
  for (const name of sheetNames(archive)) {
    const root = xmlOf(archive, name);
    if (!root.ok) return root;
    const table = rowsOf(root.value, texts.value, dates);
    if (table.some((row) => row.some((cell) => cell !== ""))) return ok(table);
  }
  return refuse("document.empty");
}

/** In the order of their numbers, which is the order in which they were made. */
function sheetNames({ names }: Archive): readonly string[] {
  const number = (name: string) => Number(/(\d+)\.xml$/u.exec(name)?.[1] ?? 0);
  const sheets = names.filter((name) => /^xl\/worksheets\/sheet\d*\.xml$/iu.test(name)).sort((a, b) => number(a) - number(b));
  // Two thousand empty ones of thirty megabytes each fit into a small file.
  return sheets.slice(0, most.sheets);
}

function xmlOf(archive: Archive, name: string): Result<XmlNode> {
  const bytes = archive.read(name);
  if (!bytes) return refuse("document.damaged");
  const parsed = parseXml(bytes);
  return parsed.ok ? ok(parsed.value.root) : parsed;
}

function sharedTexts(archive: Archive): Result<readonly string[]> {
  if (!archive.names.includes("xl/sharedStrings.xml")) return ok([]);
  const root = xmlOf(archive, "xl/sharedStrings.xml");
  // Letters set in different types are pieces of one text; how they sound in Japanese is not part of it.
  return root.ok ? ok(nodesAt(root.value, "si").map(textOf)) : root;
}

const textOf = (node: XmlNode): string =>
  [...nodesAt(node, "t"), ...nodesAt(node, "r/t")]
    .map(({ text }) => text)
    .join(" ")
    .replace(/\s+/gu, " ")
    .trim();

/** Styles whose numbers are days: those that Excel names itself, and those of the workbook that are written with days. */
function dateStyles(archive: Archive): ReadonlySet<number> {
  const root = archive.names.includes("xl/styles.xml") ? xmlOf(archive, "xl/styles.xml") : null;
  if (!root?.ok) return new Set();
  const own = new Map(
    nodesAt(root.value, "numFmts/numFmt").map(({ attributes }) => [Number(attributes["numFmtId"]), attributes["formatCode"] ?? ""]),
  );
  const isDate = (id: number) =>
    (id >= 14 && id <= 17) || id === 22 || /[dy]/iu.test((own.get(id) ?? "").replace(/"[^"]*"|\[[^\]]*\]/gu, ""));
  return new Set(
    nodesAt(root.value, "cellXfs/xf").flatMap(({ attributes }, index) => (isDate(Number(attributes["numFmtId"] ?? 0)) ? [index] : [])),
  );
}

function rowsOf(root: XmlNode, texts: readonly string[], dates: ReadonlySet<number>): Table {
  return nodesAt(root, "sheetData/row")
    .slice(0, most.rows)
    .map((row) => {
      const cells: string[] = [];
      nodesAt(row, "c").forEach((cell, index) => {
        const column = columnOf(cell.attributes["r"]) ?? index;
        if (column < most.columns) cells[column] = valueOf(cell, texts, dates).slice(0, most.cell);
      });
      return Array.from(cells, (cell: string | undefined) => cell ?? "");
    });
}

/** "AB12" → 27. */
function columnOf(reference: string | undefined): number | null {
  const letters = /^([A-Z]{1,3})\d+$/u.exec(reference ?? "")?.[1];
  return letters === undefined ? null : [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

function valueOf(cell: XmlNode, texts: readonly string[], dates: ReadonlySet<number>): string {
  const type = cell.attributes["t"] ?? "n";
  if (type === "inlineStr") return nodesAt(cell, "is").map(textOf).join(" ");
  const value = nodeAt(cell, "v")?.text ?? "";
  switch (type) {
    case "s":
      return texts[Number(value)] ?? "";
    case "str":
      return value;
    case "n":
      return value === "" ? "" : dates.has(Number(cell.attributes["s"] ?? -1)) ? dayOf(value) : plainNumber(value);
    default:
      // Truth values and errors say nothing that was asked for.
      return "";
  }
}

/** Doubles are saved with all their digits: 0.1 + 0.2 stands there as 0.30000000000000004. */
function plainNumber(value: string): string {
  const number = Number(value);
  return Number.isFinite(number) && Math.abs(number) < 1e15 ? String(Number(number.toPrecision(12))).replace(".", ",") : value;
}

/** Days since the last of 1899, as Excel counts them. */
function dayOf(value: string): string {
  const day = new Date(Date.UTC(1899, 11, 30) + Math.floor(Number(value)) * 86_400_000);
  return Number.isNaN(day.getTime()) ? value : day.toISOString().slice(0, 10).split("-").toReversed().join("/");
}
