import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { htmlLines } from "@/lib/documents/mail/html-lines";

const lines = (html: string, width = 80) => htmlLines(html, width).lines;

describe("HTML as lines", () => {
  it.each(['<a "=">', "<head>"])("takes no longer than the text is long, whatever is left open in it: %s", { timeout: 60_000 }, (unit) => {
    const started = performance.now();
    expect(lines(unit.repeat(Math.floor(200_000 / unit.length)))).toEqual([]);
    expect(performance.now() - started).toBeLessThan(10_000);
  });

  it("keeps the columns of a table apart and in line, amounts to the right", () => {
    const html = `<table><tr><th>Concepto<th>Importe<tr><td>Una silla<td align=right>1.250,00 &euro;<tr><td>Mesa<td style="text-align:right">9,00&nbsp;€</table>`;
    expect(lines(html)).toEqual([
      "Concepto    Importe", //
      "Una silla   1.250,00 €",
      "Mesa            9,00 €",
    ]);
  });

  it("draws tables inside tables where they stand", () => {
    const inner = `<table><tr><td>Base<td>100,00</tr><tr><td>IVA<td>21,00</tr></table>`;
    expect(lines(`<table><tr><td>ACME SL<br>B12345674</td><td>${inner}</td></tr></table>`)).toEqual([
      "ACME SL     Base   100,00", //
      "B12345674   IVA    21,00",
    ]);
  });

  it("respects cells over several columns and rows", () => {
    const html = `<table><tr><td rowspan=2>A<td colspan=2>B y C juntas</tr><tr><td>b<td>c</tr><tr><td>d<td>e<td>f</tr></table>`;
    expect(lines(html)).toEqual(["A   B y C juntas", "    b   c", "d   e   f"]);
  });

  it("breaks what is too wide inside its column", () => {
    const html = `<table><tr><td>una descripción muy larga de lo comprado<td>10,00</tr></table>`;
    expect(lines(html, 30)).toEqual(["una descripción muy      10,00", "larga de lo comprado"]);
  });

  it("shows paragraphs, breaks and lists, and neither scripts, styles, comments nor marks", () => {
    const html = `<html><head><title>x</title><style>p{}</style></head><body><!-- no --><p>Hola&nbsp;&amp; adi&oacute;s<br>dos</p><script>alert("<b>")</script><ul><li>uno<li>dos</ul><b>5 < 6</b></body>`;
    expect(lines(html)).toEqual(["Hola & adiós", "dos", "", "- uno", "- dos", "5 < 6"]);
  });

  it.each([
    `<div style="display: none">x</div>`,
    `<span style="font-size:0px">x</span>`,
    `<p hidden>x</p>`,
    `<font color="#FFFFFF">x</font>`,
    `<div style="max-height:0;overflow:hidden">x</div>`,
    `<td style="color:rgb(255, 255, 255)">x</td>`,
    `<span style="visibility:hidden!important">x</span>`,
    `<span style="opacity:0">x</span>`,
  ])("does not show what nobody sees, and says that it was there: %s", (html) => {
    expect(htmlLines(`<p>Visible ${html}</p>`, 80)).toEqual({ lines: ["Visible"], hidden: "x" });
  });

  it("shows white letters on a dark ground", () => {
    expect(lines(`<table bgcolor="#003366"><tr><td style="color:#fff">Factura</td></tr></table>`)).toEqual(["Factura"]);
  });

  it("takes any text in time that grows with its length, and no line gets wider than allowed", () => {
    const piece = fc.constantFrom("<table>", "<tr>", "<td>", "</td>", "</table>", "<td colspan=9>", "<td rowspan=99>", "<p>", "<li>", "<pre>", "<br>", "palabra ", "&#9;", "<", "<a href='", "'", ">", "<div style='color:red'>", "</div>", "\t", "<!--", "<script>"); // prettier-ignore
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string()), { maxLength: 120 }), (all) => {
        for (const line of lines(all.join(""), 40)) expect(line.length).toBeLessThanOrEqual(40);
      }),
      { numRuns: 300 },
    );
    const started = performance.now();
    for (const unit of ["<table><tr><td>", "<div>", "<", "<a b=", "<!--", "&", "<td>x", "<p"]) htmlLines(unit.repeat(20_000), 140);
    expect(performance.now() - started).toBeLessThan(8_000);
  });
});
