import { describe, expect, it } from "vitest";
import { paper } from "@/lib/testing/paper";
import { extractInvoice } from "./extract";

const head = `
PAPELERÍA LINDE, S.L.                                   FACTURA
C/ Mayor, 1, 28013 Madrid
NIF: B12345674

Nº factura: A-2291                  Cliente:
Fecha: 14/10/2026                   Talleres Roca, S.A.
                                    NIF: A28015865
`;
const lines = `
Descripción                     Cantidad     Precio             Importe
Papel                                  2      50,00              100,00
Tinta                                  1     100,00              100,00
Libro                                  1     100,00              100,00
`;
const ratedLines = `
Descripción                     Cantidad     Precio      IVA        Importe
Papel                                  2      50,00      21%         100,00
Tinta                                  1     100,00      21%         100,00
Libro                                  1     100,00      10%         100,00
`;

/** "netTotal; rate base tax, …; total" of a paper, highest rate first. */
function read(text: string): string {
  const { payload } = extractInvoice(paper(text), { today: "2026-11-22" });
  const rows = [...payload.vat].sort((a, b) => Number(b.rate) - Number(a.rate));
  const told = rows.map(({ rate, base, amount, surchargeAmount }) => [rate, base, amount, surchargeAmount].filter(Boolean).join(" "));
  return [payload.netTotal, told.join(", "), payload.total].join("; ");
}

const twoRates = "300.00; 21 200.00 42.00, 10 100.00 10.00; 352.00";

describe("taxes of two rates", () => {
  it("follow from the lines where they carry their rate and only the sum of the taxes is printed", () => {
    const sums = `
                                      Base imponible:              300,00
                                      IVA:                          52,00
                                      TOTAL:                       352,00 €`;
    expect(read(head + ratedLines + sums)).toBe(twoRates);
  });

  it("and lines that bear none follow from the lines too", () => {
    const sums = `
                                      Base imponible:              300,00
                                      IVA:                          42,00
                                      TOTAL:                       342,00 €`;
    expect(read(head + ratedLines.replace("10%", " 0%") + sums)).toBe("300.00; 21 200.00 42.00, 0 100.00 0.00; 342.00");
  });

  it("follow from lines with tax in their prices", () => {
    const sums = `
                                      TOTAL:                       300,00 €`;
    expect(read(head + ratedLines + sums)).toBe("256.20; 21 165.29 34.71, 10 90.91 9.09; 300.00");
  });

  it("are never made of lines that do not reach the total", () => {
    const sums = `
                                      IVA:                          52,00
                                      TOTAL:                       355,00 €`;
    expect(read(head + ratedLines + sums)).not.toContain("10 100.00");
  });

  it.each([
    [
      "in a table that lies on its side",
      `
Bases:     200,00      100,00
Tipos:         21          10
Cuotas:     42,00       10,00
Total                  352,00`,
    ],
    [
      "with each base in brackets behind its percentage",
      `
Base imponible                            300,00
IVA 21% (200,00)                           42,00
IVA 10% (100,00)                           10,00
TOTAL                                     352,00 €`,
    ],
    [
      "below a total that holds them",
      `
TOTAL                                     352,00 €
IVA incluido: 21 % IVA 42,00 €, 10 % IVA 10,00 €`,
    ],
  ])("are read %s", (_, sums) => {
    expect(read(head + lines + sums)).toBe(twoRates);
  });

  it("with their recargo in one line are read without bases", () => {
    const sums = `
Importe neto                              300,00
IVA 21%         42,00         R.E. 5,2%        10,40
IVA 10%         10,00         R.E. 1,4%         1,40
Total                                     363,80`;
    expect(read(head + lines + sums)).toBe("300.00; 21 200.00 42.00 10.40, 10 100.00 10.00 1.40; 363.80");
  });

  it("on what a discount leaves are read without bases", () => {
    const sums = `
Subtotal                                  300,00
Descuento 10%                             -30,00
IVA 21%                                    37,80
IVA 10%                                     9,00
Total                                     316,80`;
    expect(read(head + lines + sums)).toBe("270.00; 21 180.00 37.80, 10 90.00 9.00; 316.80");
  });

  it("are left apart from a base that bears none and is only beside a tax of nothing", () => {
    const sums = `
Base imponible    Tipo      Cuota
200,00            21        42,00
100,00            E1         0,00
Total                       342,00`;
    expect(read(head + lines + sums)).toBe("300.00; 21 200.00 42.00, 0 100.00 0.00; 342.00");
  });
});

describe("a base that is not printed", () => {
  it.each([
    ["a discount, printed without its sign", "Descuento 10%:               30,00", "56,70", "326,70", "270.00; 21 270.00 56.70; 326.70"],
    ["carriage", "Portes:                      10,00", "65,10", "375,10", "310.00; 21 310.00 65.10; 375.10"],
  ])("is what %s makes of the first sum", (_, step, tax, total, expected) => {
    const sums = `
                                      Suma:                        300,00
                                      ${step}
                                      IVA 21%:                      ${tax}
                                      TOTAL:                       ${total} €`;
    expect(read(head + lines + sums)).toBe(expected);
  });

  it("is what a discount and carriage together make of the first sum", () => {
    const sums = `
                                      Total bruto:                 300,00
                                      Dto. comercial:              -30,00
                                      Portes:                       10,00
                                      IVA 21%:                      58,80
                                      TOTAL:                       338,80 €`;
    expect(read(head + lines + sums)).toBe("280.00; 21 280.00 58.80; 338.80");
  });

  it("waits for a person", () => {
    const sums = `
                                      Suma:                        300,00
                                      Descuento 10%:                30,00
                                      IVA 21%:                      56,70
                                      TOTAL:                       326,70 €`;
    const { standing, reasons } = extractInvoice(paper(head + lines + sums), { today: "2026-11-22" });
    expect(standing).toBe("needs_review");
    expect(reasons.map(({ code }) => code)).toContain("total.derived");
  });
});

describe("a total that says that it holds the tax", () => {
  it.each([
    "TOTAL (IVA 21% incluido):    300,00 €",
    "TOTAL:    300,00 €\nIVA 21% incluido: 52,07 €",
    "TOTAL:    300,00 €\nIVA incluido: 52,07 €",
  ])("is the total: %s", (sums) => {
    expect(read(`${head}${lines}\n${sums}`)).toBe("247.93; 21 247.93 52.07; 300.00");
  });
});

describe("a percentage before the name of its tax", () => {
  it("is the one of that tax, whatever stands above it", () => {
    const sums = `
Suma                                      300,00
+ 21% IVA                                  63,00
- 15% IRPF                                 45,00
Líquido a percibir                        318,00 €`;
    expect(read(head + lines + sums)).toBe("300.00; 21 300.00 63.00; 363.00");
  });
});

describe("suplidos between the tax and what is to be paid", () => {
  it("need no printed sum before them", () => {
    const sums = `
Base imponible                            300,00
IVA 21%                                    63,00
Suplidos                                   20,00
Total a pagar                             383,00 €`;
    expect(read(head + lines + sums)).toBe("300.00; 21 300.00 63.00; 363.00");
  });
});

describe("taxes of other countries", () => {
  it.each([
    [
      "no percentage, with shipping after it",
      ["Subtotal $300.00", "Tax $24.00", "Shipping $15.00", "Total $339.00"],
      "300.00; 8 300.00 24.00; 339.00",
    ],
    [
      "shipping before it that bears none",
      ["Subtotal $300.00", "Shipping $15.00", "Tax (8%) $24.00", "Total $339.00"],
      "300.00; 8 300.00 24.00; 339.00",
    ],
    [
      "shipping before it that bears it",
      ["Subtotal $300.00", "Shipping $15.00", "Tax (8%) $25.20", "Total $340.20"],
      "315.00; 8 315.00 25.20; 340.20",
    ],
    [
      "a discount and no percentage",
      ["Subtotal $300.00", "Discount -$30.00", "Sales Tax $21.60", "Total $291.60"],
      "270.00; 8 270.00 21.60; 291.60",
    ],
  ])("are read with %s", (_, sums, expected) => {
    const columns = sums.map((line) => line.replace(/ (?=-?\$)/, "                    ")).join("\n");
    const text = `
ACME SUPPLY INC.                                        INVOICE
100 Main Street, Springfield, IL 62701
Invoice Number: INV-2024-0012           Invoice Date: 2024-03-14

Description                  Qty     Unit Price       Amount
Widget A                      10         $15.00      $150.00
Widget B                       5         $30.00      $150.00

${columns}`;
    expect(read(text)).toBe(expected);
  });
});

describe("a total that is not what the paper's own net and taxes make", () => {
  const sums = `
                                      Subtotal:                    300,00
                                      IVA (21%):                    63,00
                                      Total:                       263,00 €`;

  it("leaves all three as they are printed", () => {
    expect(read(head + lines + sums)).toBe("300.00; 21 300.00 63.00; 263.00");
  });

  it("is told, and waits for a person", () => {
    const { standing, reasons } = extractInvoice(paper(head + lines + sums), { today: "2026-11-22" });
    expect(standing).toBe("needs_review");
    expect(reasons.map(({ code }) => code)).toContain("sum.total_differs");
  });
});
