import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { paper } from "@/lib/testing/paper";
import { extractInvoice } from "./extract";

const read = (text: string) => extractInvoice(paper(text), { today: "2026-11-22" });

const head = `
FERRETERÍA ALDABA, S.L.                                 FACTURA
C/ Mayor, 1, 28013 Madrid
NIF: B12345674  Tel. 912 345 678

Nº factura: A-2291                  Cliente:
Fecha: 14/10/2026                   Talleres Roca, S.A.
                                    NIF: A28015865
`;

const sums = (net: string, tax: string, total: string, rate = "21") => `${head}
Descripción                     Cantidad     Precio              Importe
Tornillo 20 mm                         1     ${net.padStart(13)}  ${net.padStart(13)}

Base imponible      % IVA       Cuota IVA               TOTAL FACTURA
${net.padEnd(20)}${rate.padEnd(12)}${tax.padEnd(24)}${total} €
`;

describe("a paper of zero", () => {
  it.each([
    ["every amount is zero", sums("0,00", "0,00", "0,00")],
    [
      "a discount takes all of it",
      `${head}\nTornillo       10,00\nDescuento     -10,00\nBase imponible   0,00\nIVA 21 %   0,00\nTotal factura   0,00 €\n`,
    ],
    ["it was paid before", `${head}\nBase imponible   10,00\nTotal a pagar   0,00 €\n`],
  ])("is never clear when %s", (_case, text) => {
    const reading = read(text);
    expect(reading.standing).toBe("needs_review");
    expect(reading.reasons.some(({ level }) => level === "doubt" || level === "block")).toBe(true);
  });
});

describe("amounts of eight and more digits", () => {
  it.each([
    ["12.345.678,00", "2.592.592,38", "14.938.270,38"],
    ["99.999.999,99", "21.000.000,00", "120.999.999,99"],
    ["87654321,00", "18407407,41", "106061728,41"],
  ])("%s is read to the cent", (net, tax, total) => {
    const plain = (text: string) => text.replaceAll(".", "").replace(",", ".");
    expect(read(sums(net, tax, total)).payload).toMatchObject({ netTotal: plain(net), vatTotal: plain(tax), total: plain(total) });
  });
});

describe("text from right to left", () => {
  const arabic = `
شركة الأمل للتجارة                                 فاتورة ضريبية
رقم الفاتورة: 2291
التاريخ: 14/10/2026
الرقم الضريبي: 310122393500003

الوصف                     الكمية     السعر              المبلغ
خدمات استشارية              1       100.00             100.00

المجموع قبل الضريبة                                    100.00
ضريبة القيمة المضافة 15%                                15.00
الإجمالي                                               115.00 SAR
`;
  const hebrew = `
חברת דוגמה בע"מ                                   חשבונית מס
מספר: 2291
תאריך: 14/10/2026
סה"כ לפני מע"מ                                         100.00
מע"מ 17%                                               17.00
סה"כ לתשלום                                            117.00 ₪
`;
  it.each([
    ["Arabic", arabic],
    ["Hebrew", hebrew],
    ["Spanish words among Arabic ones", `${sums("100,00", "21,00", "121,00")}\n${arabic}`],
  ])("is doubted: %s", (_script, text) => {
    expect(read(text).standing).toBe("needs_review");
  });
});

describe("a language that is not known", () => {
  it.each([
    [
      "Finnish",
      "LASKU\nLaskun numero: 2291\nPäiväys: 14.10.2026\nY-tunnus: 1234567-8\nVeroton yhteensä   100,00\nALV 25,5 %   25,50\nMaksettava yhteensä   125,50 EUR",
    ],
    [
      "Hungarian",
      "SZÁMLA\nSzámlaszám: 2291\nKelte: 2026.10.14.\nAdószám: 12345678-2-42\nNettó összesen   100,00\nÁFA 27 %   27,00\nFizetendő   127,00 Ft",
    ],
    ["Chinese", "增值税发票\n发票号码: 2291\n开票日期: 2026-10-14\n金额   100.00\n税额 13%   13.00\n价税合计   113.00 CNY"],
    [
      "Greek",
      "ΤΙΜΟΛΟΓΙΟ\nΑριθμός: 2291\nΗμερομηνία: 14/10/2026\nΑΦΜ: 123456783\nΚαθαρή αξία   100,00\nΦΠΑ 24 %   24,00\nΣύνολο   124,00 €",
    ],
  ])("gives a proposal to look at or none, never a clear one: %s", (_language, text) => {
    expect(read(text).standing).toBe("needs_review");
  });
});

describe("any words at any place", () => {
  it("never make a clear reading of a page without a supplier's number", () => {
    const words = ["Total", "Factura", "IVA", "21", "%", "100,00", "121,00", "€", "0,00", "14/10/2026", "A-1", "ש", "عدد", "99.999.999,99"];
    const line = fc.array(fc.constantFrom(...words), { maxLength: 8 }).map((list) => list.join("   "));
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
        expect(read(lines.join("\n")).standing).toBe("needs_review");
      }),
      { numRuns: 60 },
    );
  });
});
