import { describe, expect, it } from "vitest";
import { extractInvoice } from "@/lib/agents/invoices/extract";
import { layOut } from "@/lib/agents/invoices/page/layout";
import { readTillSlip } from "@/lib/agents/invoices/page/till-slip";
import type { ReadDocument, Word } from "@/lib/documents/model";

const today = "2026-11-22";

/** A slip as recognition gives it; amounts at the end of a line stand at the right. */
function slip(text: string): ReadDocument {
  const words = text
    .trim()
    .split("\n")
    .flatMap((line, row) => {
      let x = 20;
      return line
        .trim()
        .split(/\s+/)
        .map((part): Word => {
          const width = part.length * 8;
          if (/^\d+[.,]\d\d$/.test(part)) x = Math.max(x, 260);
          const box: Word["box"] = [x, 20 + row * 24, x + width, 38 + row * 24];
          x += width + 6;
          return { text: part, box, size: 18, bold: false, confidence: 0.9 };
        });
    });
  return { reader: "ocr", pages: [{ number: 1, width: 400, height: 900, words }], notes: [] };
}

const read = (text: string) => readTillSlip(layOut(slip(text)), today);

const spanish = `
  BAR LA PARADA S.L.
  NIF B12345674
  FACTURA SIMPLIFICADA T-118
  14/10/26 21:13 Caja 2
  2 Caña 2,50 5,00
  1 Ración 8,20 8,20
  BASE 12,00 IVA 10% 1,20
  TOTAL 13,20
  EFECTIVO 20,00
  CAMBIO 6,80`;

describe("a slip from a till", () => {
  it("is read with its date, what was paid and the tax included", () => {
    expect(read(spanish)).toMatchObject({
      total: { value: 1320n },
      date: { value: "2026-10-14" },
      taxes: [{ baseCents: 1200n, taxCents: 120n, ratePercent: "10" }],
    });
  });

  it.each([
    ["is what was given less the change, where its label is illegible", "T07AL 13,20\nEFECTIVO 20,00\nCAMBIO 6,80\nVISITA TICKET", 1320n],
    ["is not what was given", "TOTAL 13,20\nENTREGADO 50,00\nCAMBIO 36,80", 1320n],
    [
      "is with tax where one without stands there too",
      "Total (Excluding GST) 5.66\nGST 6% 0.34\nTotal (Inclusive of GST) 6.00\nCASH 6.00",
      600n,
    ],
    ["is rounded where coins are", "TOTAL 33.92\nROUNDING 0.02\nTOTAL ROUNDED 33.90\nCASH 50.00\nCHANGE 16.10", 3390n],
    ["is rounded where the coins take from it", "Total (Inclusive of GST): 23.26\nRounding Adj: -0.01\nTOTAL: 23.25\nCashier A", 2325n],
    ["is rounded where nobody says how it was paid", "TOTAL 33.92\nROUNDING ADJ -RM 0.02\n4 7 33.90\nCASH RM 50:00\nCHANGE 16.10", 3390n],
    ["is found by a label that lost its first letter", "Pie 5.60\notal (inc: GST) 26.60\nash Tendered 100.00\nhange 73.40", 2660n],
    ["is found by a label that lost its last letter", "Pie 5,60\nTota, 13,20\nTICKET", 1320n],
    ["is not what a note says", "Pie 5,60\nNota 99,00\nTotal 13,20\nTICKET", 1320n],
    [
      "is what was given less the change, where no label is left of either",
      "Pie 5.60\nTea 9.40\n[AL 15.00\nH RM 50.00\nINGE RM 35.00\nTICKET",
      1500n,
    ],
    [
      "outweighs a label whose amount was misread",
      "Pie 10.00\nLamp 50.31\nTOTAL AMT 40.31\nRM 60.31\n1 RM 70.31\nCHANBE 10.00\nRECEIPT",
      6031n,
    ],
    ["is no tax under its base", "Pie 5.60\nBASE 12,00\nTOTAL 13,20\nIVA 1,20\nTICKET", 1320n],
    ["is what was given, not what came back in cash", "TL 28.60\nCASH 100.00\nCASH CHANGE 71.40", 2860n],
    ["is known from a note with a nought too many", "SUBTOTAL 28.\nRM CASH 100.000\nCHANGE 71.30", 2870n],
    ["is what is bought added up and paid to the cent", "Bacon 4.90\nWalnut 8.60\nRye 6.90\nSUBTUTA FHM20.40\nCASH RM20.40", 2040n],
    ["lost its mark and stands elsewhere with it", "COPY 1.38\nTOTAL RM 1 38\nRECEIPT", 138n],
    [
      "is the table of taxes added up",
      "SEBAMED 8,49\nSUMME EUR 19,116\nMasterCard EUR 19,46\n19,0% 1,44 7,55 8,99\nEA i 0,68 10,47\nMwSt",
      1946n,
    ],
    ["is what the card paid", "SUMME EUR 19,46\nMasterCard EUR 19,46", 1946n],
  ])("total %s", (_what, text, cents) => expect(read(text)?.total?.value).toBe(cents));

  it.each([
    ["with commas for dots", "Datum: 19.05,2020 16:04\nKartenzahlung", "2020-05-19"],
    ["of two digits of the year, below", "VISA 5,00\n12-01-19 21:13 SHO1", "2019-01-12"],
  ])("date %s", (_what, text, date) => expect(read(text)?.date?.value).toBe(date));

  it("gives neither a date to come nor one long past", () => expect(read("TICKET\n14/10/2031 10:00\n14/10/1999 10:00")?.date).toBeNull());

  it("is none where nobody paid at a till", () => expect(read("Factura A-1\nTotal 121,00")).toBeNull());

  it("waits for a person", () => {
    const reading = extractInvoice(slip(spanish), { today });
    expect(reading).toMatchObject({ standing: "needs_review", payload: { total: "13.20", issueDate: "2026-10-14" } });
  });
});
