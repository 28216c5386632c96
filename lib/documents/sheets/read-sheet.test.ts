import { deflateRawSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { isSheet, readSheet } from "@/lib/documents/sheets/read-sheet";

/** An archive with these entries, deflated as office programs write them. */
function zip(entries: Readonly<Record<string, string>>): Uint8Array {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, text] of Object.entries(entries)) {
    const packed = deflateRawSync(Buffer.from(text));
    const head = Buffer.alloc(30);
    head.writeUInt32LE(0x04034b50, 0);
    head.writeUInt16LE(8, 8);
    head.writeUInt32LE(packed.length, 18);
    head.writeUInt16LE(name.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(8, 10);
    entry.writeUInt32LE(packed.length, 20);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt32LE(offset, 42);
    files.push(head, Buffer.from(name), packed);
    directory.push(entry, Buffer.from(name));
    offset += 30 + name.length + packed.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(Object.keys(entries).length, 10);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...files, ...directory, end]);
}

const rows = (cells: string) => `<worksheet><sheetData>${cells}</sheetData></worksheet>`;
const workbook = (sheet: string) => ({
  "xl/workbook.xml": "<workbook/>",
  "xl/vbaProject.bin": 'Shell("calc")',
  "xl/sharedStrings.xml": "<sst><si><t>Tubo PVC</t></si><si><r><t>Codo</t></r><r><t>32</t></r></si></sst>",
  "xl/worksheets/sheet1.xml": sheet,
});

describe("a workbook", () => {
  it("gives the values that were saved: formulas are not worked out, macros and errors say nothing", () => {
    const sheet = rows(
      '<row><c r="A1" t="s"><v>0</v></c><c r="C1"><f>2+2</f><v>12</v></c></row><row><c r="A2" t="s"><v>1</v></c><c r="B2" t="e"><v>#REF!</v></c><c r="C2"><v>0.30000000000000004</v></c></row>',
    );
    const bytes = zip(workbook(sheet));
    expect(isSheet(bytes)).toBe(true);
    expect(readSheet(bytes)).toEqual({
      ok: true,
      value: [
        ["Tubo PVC", "", "12"],
        ["Codo 32", "", "0,3"],
      ],
    });
  });

  it("is not searched through without end", () => {
    const empty = rows(" ".repeat(50_000));
    const sheets = Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`xl/worksheets/sheet${index + 1}.xml`, empty]));
    const bytes = zip({ "xl/workbook.xml": "<workbook/>", ...sheets, "xl/worksheets/sheet41.xml": rows("<row><c><v>1</v></c></row>") });
    expect(readSheet(bytes)).toMatchObject({ ok: false, error: { code: "document.empty" } });
  });

  it("that is damaged, empty or none is refused", () => {
    expect(isSheet(Buffer.from("PK no archive"))).toBe(false);
    expect(readSheet(zip(workbook(rows(""))))).toMatchObject({ ok: false, error: { code: "document.empty" } });
    expect(readSheet(zip(workbook("<worksheet><sheetData>")))).toMatchObject({ ok: false, error: { code: "document.damaged" } });
    expect(readSheet(zip(workbook(rows("<row/>"))).subarray(0, 80))).toMatchObject({ ok: false, error: { code: "document.damaged" } });
  });
});
