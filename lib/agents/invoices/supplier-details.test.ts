import { describe, expect, it } from "vitest";
import { paper } from "@/lib/testing/paper";
import { extractInvoice } from "./extract";
import { withSupplierDetails } from "./supplier-details";

const context = { today: "2026-11-22", ownTaxIds: ["A28015865"] };
const detailsOf = (text: string) => {
  const document = paper(text);
  return withSupplierDetails(extractInvoice(document, context), document.pages);
};
const rest = `
Nº factura: A-2291
Fecha: 14/10/2026
Concepto                   Cantidad    Precio     Importe
Tornillo 20 mm                  100      1,00      100,00
Base imponible                                     100,00
IVA 21 %                                            21,00
Total factura                                      121,00 €`;

describe("how a supplier is reached", () => {
  it("is read beside its name, with the place it was read at", () => {
    const reading = detailsOf(`
FERRETERÍA ALDABA, S.L.
NIF: B12345674
C/ Mayor, 12
47012 Valladolid
Tel. 983 345 678   facturas@aldaba.es


Cliente: Roca, S.A.
NIF: A28015865
Avda. del Puerto, 3
46021 Valencia
compras@roca.es
${rest}`);
    expect(reading.payload.supplier).toMatchObject({
      email: "facturas@aldaba.es",
      phone: "983 345 678",
      address: "C/ Mayor, 12",
      postalCode: "47012",
      city: "Valladolid",
    });
    expect(reading.evidence).toContainEqual(expect.objectContaining({ path: "supplier.email", page: 1 }));
  });

  it("is never taken from the customer", () => {
    const reading = detailsOf(`
FERRETERÍA ALDABA, S.L.                              Cliente: Roca, S.A.
NIF: B12345674                                       NIF: A28015865
                                                     Avda. del Puerto, 3
                                                     46021 Valencia
                                                     compras@roca.es
${rest}`);
    expect(reading.payload.supplier.email).toBeUndefined();
    expect(reading.payload.supplier.city).toBeUndefined();
  });

  it("is left open where the paper says two of it", () => {
    const reading = detailsOf(`
FERRETERÍA ALDABA, S.L.
NIF: B12345674
C/ Mayor, 12 47012 Valladolid
Avda. Norte, 1 09001 Burgos
facturas@aldaba.es  ventas@otra.es


Cliente: Roca, S.A.
NIF: A28015865
${rest}`);
    expect(reading.payload.supplier.postalCode).toBeUndefined();
    expect(reading.payload.supplier.address).toBeUndefined();
  });

  it("is left open on a paper that does not say it", () => {
    const reading = detailsOf(`FERRETERÍA ALDABA, S.L.\nNIF: B12345674\n${rest}`);
    expect(Object.keys(reading.payload.supplier).sort()).toEqual(["contactId", "name", "taxId"]);
  });
});
