import { describe, expect, it } from "vitest";
import { paper } from "@/lib/testing/paper";
import { extractInvoice } from "./extract";

const read = (text: string) => extractInvoice(paper(text), { today: "2026-11-22" });

const invoice = (supplier: string, customer: string, foot = "") => `
CARPINTERÍA LINDE, S.L.                                 FACTURA
C/ Mayor, 1, 28013 Madrid
${supplier}

Nº factura: A-2291                  Cliente:
Fecha: 14/10/2026                   Talleres Roca, S.A.
                                    ${customer}
                                    Avda. del Puerto, 3, 46023 Valencia

Descripción                     Cantidad     Precio              Importe
Puerta de paso                         1     100,00               100,00

Base imponible      % IVA       Cuota IVA               TOTAL FACTURA
100,00              21          21,00                   121,00 €

${foot}
`;

describe("the tax id under the supplier's name", () => {
  it("is taken with a wrong check digit and doubted, and the customer's valid one never takes its place", () => {
    const { payload, reasons, standing } = read(invoice("NIF: B12345675", "NIF: A28015865"));
    expect(payload.supplier).toMatchObject({ taxId: "B12345675", name: "CARPINTERÍA LINDE, S.L." });
    expect(payload.customer.taxId).toBe("A28015865");
    expect(reasons.map(({ code }) => code)).toContain("supplier.tax_id_invalid");
    expect(standing).toBe("needs_review");
  });

  it.each([
    ["of the United States", "EIN: 55-6677889", "556677889"],
    ["of a form nobody knows", "Tax ID: 22 000 001 00001", "2200000100001"],
    ["of Portugal without its prefix", "NIF: 514329874", "PT514329874"],
    ["of Italy without its prefix", "P. IVA 00743110157", "IT00743110157"],
  ])("%s is taken by its label", (_name, printed, taxId) => {
    const { payload } = read(invoice(printed, "NIF: A28015865"));
    expect(payload.supplier.taxId).toBe(taxId);
    expect(payload.customer.taxId).toBe("A28015865");
  });

  it.each(["VAT 12345.67", "TVA 100000.00", "VAT 123456", "NIF: 31/12/2025"])("is no amount and no date: %s", (printed) => {
    expect(read(invoice("Tel. 912 345 678", "NIF: A28015865", printed)).payload.supplier.taxId).toBeNull();
  });

  it("is never proven by its label alone", () => {
    const { standing } = read(invoice("EIN: 55-6677889", "NIF: A28015865"));
    expect(standing).toBe("needs_review");
  });

  it("is the one of the letterhead where the foot names another company, and the contradiction is doubted", () => {
    const foot = `${"\n".repeat(40)}Grupo Arce, S.A. · Inscrita en el Registro Mercantil de Madrid, tomo 1 · www.arce.example · NIF: A58818501`;
    const { payload, reasons } = read(invoice("NIF: B12345674", "NIF: A28015865", foot));
    expect(payload.supplier.taxId).toBe("B12345674");
    expect(payload.customer.taxId).toBe("A28015865");
    expect(reasons.map(({ code }) => code)).toContain("supplier.uncertain");
  });

  it("stands under its label in a column of the foot", () => {
    const foot = "Carpintería Linde, S.L.      USt-IdNr\n                             DE123456789";
    expect(read(invoice("Tel. 912 345 678", "", foot)).payload.supplier.taxId).toBe("DE123456789");
  });
});

describe("two parties side by side", () => {
  it("are told apart by the label to their left, however far the id stands from it", () => {
    const { payload } = read(`
RECIBO DE ALQUILER    FACTURA
Arrendador      Inmuebles Rueda del Norte y de la Meseta, S.L. — C.I.F. B12345674
                Calle Real, 3, 09061 Burgos
Arrendatario    Talleres Roca, S.A. — C.I.F. A28015865
                Avda. del Puerto, 3, 46023 Valencia

Nº factura: 2/2026
Fecha de emisión: 14/10/2026
Renta octubre                                     100,00 €
Base imponible                                    100,00 €
IVA 21%                                            21,00 €
Total factura                                     121,00 €
`);
    expect(payload.supplier.taxId).toBe("B12345674");
    expect(payload.customer.taxId).toBe("A28015865");
  });

  it("are told apart where a heading stands over its own block and beside the other's", () => {
    const { payload } = read(`
Lucía Lago Bravo
Nº factura: F987      Facturado a                C.I.F. 31495077G
Fecha: 14/10/2026     Talleres Roca, S.A.        Plaza de los Fueros, 71
                      C.I.F. A28015865           03221 Elche

Base imponible                                    100,00 €
IVA 21%                                            21,00 €
Total factura                                     121,00 €
`);
    expect(payload.supplier.taxId).toBe("31495077G");
    expect(payload.customer.taxId).toBe("A28015865");
  });
});

describe("the number", () => {
  it("is not the postcode under the title", () => {
    const { payload } = read(`
NOTA DE ABONO / FACTURA RECTIFICATIVA
Suministros Linde, S.L.             Talleres Roca, S.A.
C/ del Olmo, 31, 41087 Sevilla      Calle Mayor, 84, 36239 Vigo
NIF: B12345674                      NIF: A28015865
Núm.: RECT-2026-085     Fecha de emisión: 20.05.2026

Importe neto     % IVA     Imp. IVA      Total
-185,87          21        -39,03        -224,90 €
`);
    expect(payload.number).toBe("RECT-2026-085");
  });
});

describe("an account", () => {
  it("with wrong check digits is shown as printed and doubted where the page calls it an IBAN", () => {
    const { payload, reasons } = read(invoice("NIF: B12345674", "NIF: A28015865", "IBAN: ES92 2100 0418 4502 0005 1332"));
    expect(payload.iban).toBe("ES9221000418450200051332");
    expect(reasons.map(({ code }) => code)).toContain("iban.invalid");
  });

  it("with wrong check digits and no word for it is no account", () => {
    const { payload } = read(invoice("NIF: B12345674", "NIF: A28015865", "Lote ES92 2100 0418 4502 0005 1332"));
    expect(payload.iban).toBeNull();
  });
});

describe("a paper that names nobody but its customer", () => {
  it("has no supplier, and no line of it is taken for a name", () => {
    const text = `
FACTURA

Talleres Roca, S.A.
NIF A28015865
Número A-2291
Fecha 14/10/2026
Base imponible 1.100,00
IVA 21 % 231,00
Total 1.331,00 €
`;
    const { payload } = extractInvoice(paper(text), { today: "2026-11-22", ownTaxIds: ["A28015865"], ownNames: ["Talleres Roca, S.A."] });
    expect(payload.supplier.name).toBeNull();
    expect(payload.customer.taxId).toBe("A28015865");
    expect(payload.total).toBe("1331.00");
  });
});
