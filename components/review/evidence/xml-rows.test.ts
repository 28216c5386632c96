import { describe, expect, it } from "vitest";
import { invoiceOf, saysSame, textsOf, xmlRows } from "@/components/review/evidence/xml-rows";
import { parseXml } from "@/lib/documents/xml/parse-xml";

const tree = (text: string) => {
  const parsed = parseXml(new TextEncoder().encode(text));
  if (!parsed.ok) throw new Error(parsed.error.code);
  return parsed.value.root;
};

describe("an electronic invoice as it is shown", () => {
  it("keeps the order and the depth of its elements, with units beside the values", () => {
    const rows = xmlRows(
      tree('<a:Invoice xmlns:a="urn:x"><ID>F-1</ID><Total><Amount currencyID="EUR">121.00</Amount></Total></a:Invoice>'),
    );
    expect(rows.map(({ depth, name, value, attributes }) => [depth, name, value, attributes])).toEqual([
      [0, "Invoice", null, ""],
      [1, "ID", "F-1", ""],
      [1, "Total", null, ""],
      [2, "Amount", "121.00", "EUR"],
    ]);
  });

  it("cuts short what only machines read, and hides nothing else", () => {
    const rows = xmlRows(tree(`<I><Signature><X>1</X></Signature><File>${"A".repeat(5_000)}</File></I>`));
    expect(rows.map(({ name, value }) => `${name}:${value?.length ?? "-"}`)).toEqual(["I:-", "Signature …:-", "File:161"]);
  });

  it("finds a value in whatever form the file writes it", () => {
    expect(saysSame("121.000000", "121.00")).toBe(true);
    expect(saysSame("20270302", "2027-03-02")).toBe(true);
    expect(saysSame("2027-03-02T00:00:00", "2027-03-02")).toBe(true);
    expect(saysSame(" Talleres  Anca ", "TALLERES ANCA")).toBe(true);
    expect(saysSame("100", "10")).toBe(false);
    expect(saysSame("12.10", "121.00")).toBe(false);
    expect(saysSame("", "")).toBe(false);
  });

  it("shows of a batch the invoice of the item", () => {
    const root = tree("<F><Invoices><Invoice><N>1</N></Invoice><Invoice><N>2</N></Invoice></Invoices></F>");
    expect(xmlRows(invoiceOf(root, 2)).at(-1)?.value).toBe("2");
    expect(invoiceOf(root, null)).toBe(root);
    expect(invoiceOf(root, 9)).toBe(root);
  });

  it("knows what each field says", () => {
    expect(textsOf({ supplier: { taxId: "B1", name: null }, lines: [{ net: "1.00" }], note: "" })).toEqual([
      { path: "supplier.taxId", value: "B1" },
      { path: "lines.0.net", value: "1.00" },
    ]);
  });
});
