import { describe, expect, it } from "vitest";
import type { ReadDocument } from "@/lib/documents/model";
import { withCodes } from "./apply-codes";
import { fiscalCodeOf } from "./fiscal-code";
import type { InvoicePayload } from "./model";
import type { InvoiceReading } from "./reading";

const url = (more = "", host = "www2.agenciatributaria.gob.es") =>
  `https://${host}/wlpl/TIKE-CONT/ValidarQR?nif=B47100235&numserie=1%2F25A-321&fecha=23-04-2026&importe=241.4${more}`;

describe("a fiscal code", () => {
  it("of Veri*Factu gives issuer, number, date and total", () => {
    expect(fiscalCodeOf(url())).toEqual({
      system: "verifactu",
      isReal: true,
      taxId: "B47100235",
      number: "1/25A-321",
      date: "2026-04-23",
      total: "241.40",
      iban: null,
    });
    expect(fiscalCodeOf(url().replace("ValidarQR?", "ValidarQRNoVerifactu?"))?.isReal).toBe(true);
    expect(fiscalCodeOf(url("", "prewww2.aeat.es"))?.isReal).toBe(false);
  });

  it("of TicketBAI, of Portugal and of a payment are known too", () => {
    expect(fiscalCodeOf("https://batuz.eus/QRTBAI/?id=TBAI-B47100235-230426-AbCdEfGhIjKlM-001&s=T&nf=27&i=12.10&cr=003")).toMatchObject({
      system: "ticketbai",
      isReal: true,
      taxId: "B47100235",
      number: "T27",
      date: "2026-04-23",
      total: "12.10",
    });
    expect(fiscalCodeOf("A:500000000*B:999999990*C:PT*D:FT*E:N*F:20260423*G:FT A/12*H:X-1*N:2.30*O:12.30*Q:abcd*R:1")).toMatchObject({
      system: "atcud",
      taxId: "PT500000000",
      number: "FT A/12",
      date: "2026-04-23",
      total: "12.30",
    });
    expect(fiscalCodeOf("BCD\n002\n1\nSCT\n\nTorrecilla SL\nES91 2100 0418 4502 0005 1332\nEUR241.4")).toMatchObject({
      system: "epc",
      iban: "ES9121000418450200051332",
      total: "241.40",
    });
  });

  it("is only what stands at the authorities' own address", () => {
    for (const text of [
      url("", "www2.agenciatributaria.gob.es.example.com"),
      url().replace("https:", "http:"),
      url().replace("https://", "https://user@"),
      url().replace(".gob.es/", ".gob.es:8443/"),
      url().replace("/wlpl/", "/other/"),
      "https://www.example.com/pagar?importe=1",
      "hola",
      "",
    ])
      expect(fiscalCodeOf(text), text).toBeNull();
  });
});

const payload = (more: Partial<InvoicePayload> = {}): InvoicePayload => ({
  docType: "invoice", number: "1/25A-321", issueDate: "2026-04-23", dueDate: null, currency: "EUR", supplier: { name: "Torrecilla", taxId: "B47100235", contactId: null }, customer: { name: null, taxId: null },
  lines: [], netTotal: "199.50", vat: [{ rate: "21", base: "199.50", amount: "41.90", surchargeRate: null, surchargeAmount: null }], vatTotal: "41.90", withholding: null, total: "241.40", payable: "241.40", iban: null, ...more,
}); // prettier-ignore
const reading = (more: Partial<InvoiceReading> = {}): InvoiceReading => ({
  kind: "invoice",
  isInvoice: true,
  pages: [1],
  payload: payload(),
  evidence: [],
  confidence: {},
  reasons: [],
  standing: "clear",
  ...more,
});
const word = (text: string) => ({ text, box: [0, 0, 1, 1] as [number, number, number, number], size: 9, bold: false, confidence: 1 });
const paper = (text: string, ...words: readonly string[]): ReadDocument => ({
  reader: "pdf-text",
  pages: [{ number: 1, width: 595, height: 842, words: words.map(word), codes: [{ text, box: null }] }],
  notes: [],
});

describe("a code beside what was read", () => {
  it("that says the same settles the doubts about those values", () => {
    const doubtful = reading({
      standing: "needs_review",
      reasons: [{ code: "number.uncertain", level: "doubt", path: "number", detail: { read: "1/25A-321" } }],
    });
    const { standing, reasons, confidence } = withCodes(doubtful, paper(url()));
    expect(standing).toBe("clear");
    expect(reasons.map(({ code }) => code)).toEqual(["code.agrees", "reading.supported"]);
    expect(confidence["number"]).toBe(0.999);
  });

  it("that says otherwise keeps a clear reading from being clear, value by value", () => {
    const { standing, reasons, payload: kept } = withCodes(reading({ payload: payload({ total: "999.00" }) }), paper(url(), "1/25A-321"));
    expect(standing).toBe("needs_review");
    expect(kept.total).toBe("999.00");
    expect(reasons).toEqual([
      { code: "code.differs", level: "doubt", path: "total", detail: { system: "Veri*Factu", read: "999.00", said: "241.40" } },
    ]);
  });

  it("of the test service is no support", () => {
    expect(withCodes(reading(), paper(url("", "prewww2.aeat.es"))).standing).toBe("needs_review");
  });

  it("gives a value that was missing, when it stands on the page and only then", () => {
    const missing = reading({
      payload: payload({ number: null }),
      standing: "needs_review",
      reasons: [{ code: "number.missing", level: "block", path: "number" }],
    });
    expect(withCodes(missing, paper(url(), "Factura", "1/25A-321")).payload.number).toBe("1/25A-321");
    expect(withCodes(missing, paper(url(), "Factura")).payload.number).toBeNull();
  });

  it("of another kind changes nothing", () => {
    const given = reading();
    expect(withCodes(given, paper("https://example.com/"))).toBe(given);
  });
});
