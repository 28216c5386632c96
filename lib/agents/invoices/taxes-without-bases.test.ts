import { describe, expect, it } from "vitest";
import { paper } from "@/lib/testing/paper";
import { extractInvoice } from "./extract";

const head = (country = "NIF: B12345674") => `
PAPELERÍA LINDE, S.L.                                   FACTURA
C/ Mayor, 1, 28013 Madrid
${country}

Nº factura: A-2291                  Cliente:
Fecha: 14/10/2026                   Talleres Roca, S.A.
                                    NIF: A28015865
`;
const read = (sums: string) => extractInvoice(paper(`${head()}\n${sums}`), { today: "2026-11-22" });

describe("taxes that are named with their rate while no base is printed", () => {
  it("are two rows where one rate stands twice, each with its recargo", () => {
    const { payload } = read(`
Descripción                     Cantidad     Precio              Importe
Flores de jara                         1      25,00                25,00
Mate de erizo                          2      13,00                26,00

                                      Subtotal:                    51,00
                                      IVA (21%):                    5,25
                                      R.E. (5,2%):                  1,30
                                      IVA (21%):                    5,46
                                      R.E. (5,2%):                  1,35
                                      TOTAL:                       64,36 €
`);
    expect(payload).toMatchObject({
      netTotal: "51.00",
      total: "64.36",
      vat: [
        { rate: "21", base: "25.00", amount: "5.25", surchargeRate: "5.2", surchargeAmount: "1.30" },
        { rate: "21", base: "26.00", amount: "5.46", surchargeRate: "5.2", surchargeAmount: "1.35" },
      ],
    });
  });

  it("leave an exempt rest where the paper speaks of one", () => {
    const { payload, standing } = read(`
Concepto                                                      Importe
Servicio de limpieza                                           100,00
Seguro (exento)                                                 50,00

                                      Subtotal:                150,00
                                      IGIC 7%:                   7,00
                                      Total factura:           157,00 €
`);
    expect(payload.netTotal).toBe("150.00");
    expect(payload.total).toBe("157.00");
    expect(payload.vat.map(({ rate, base }) => [rate, base])).toEqual(
      expect.arrayContaining([
        ["7", "100.00"],
        ["0", "50.00"],
      ]),
    );
    expect(standing).toBe("needs_review");
  });
});

describe("recargo de equivalencia", () => {
  it("is found in the line of its base beside its percentage, where its heading stands too far to the left", () => {
    const { payload } = read(`
Género                                                        Importe
Aguacate                                                       321,93
Patata                                                         158,44

B.I.        % IVA        Cuota       % R.E.       Rec. equiv.
 321,93      10           32,19       1,4                                  4,51
 158,44       4            6,34       0,5                                  0,79

                                                  Líquido: 524,20 €
`);
    expect(payload.vat).toMatchObject([
      { rate: "10", surchargeRate: "1.4", surchargeAmount: "4.51" },
      { rate: "4", surchargeRate: "0.5", surchargeAmount: "0.79" },
    ]);
  });
});

describe("what is added after tax", () => {
  it("belongs to the total and not to the net, and is looked at", () => {
    const { payload, standing } = read(`
Description                     Qty          Unit price           Amount
License                                4       $499.99           $1999.96

                                      Subtotal:                  $1999.96
                                      Tax (8%):                   $160.00
                                      Shipping:                    $25.00
                                      Total:                     $2184.96
`);
    expect(payload).toMatchObject({ netTotal: "1999.96", vatTotal: "160.00", total: "2184.96", currency: "USD" });
    expect(standing).toBe("needs_review");
  });
});

describe("what was paid before", () => {
  it("is not a line that is called an advance, nor the amount that is due", () => {
    const { payload } = read(`
Concepto                        Cantidad     Precio              Importe
Anticipo del proyecto                  1   5.000,00             5.000,00

Base imponible                                                  5.000,00
IVA 20 %                                                        1.000,00
Pagado                                                              0,00
Total a pagar                                                   6.000,00 €
`);
    expect(payload).toMatchObject({ total: "6000.00", payable: "6000.00" });
  });
});

describe("a total that misses its parts by cents", () => {
  it("is read as printed with its tax and doubted, and is no paper without tax", () => {
    const { payload, reasons } = read(`
Concepto                                                      Importe
Disco SSD                                                        83,29 €
Portátil                                                        709,78 €
                                      Base imponible            793,07 €
                                      IVA 21%                   166,54 €
                                      Total                     959,52 €
`);
    expect(payload).toMatchObject({ netTotal: "793.07", vatTotal: "166.54", total: "959.52" });
    expect(reasons.map(({ code }) => code)).toContain("sum.off_by_cents");
  });

  it("leave one line untaxed where the paper says nothing of it and the sums do", () => {
    const { payload, standing } = read(`
Concepto                            Cantidad                  Importe
Servicio de desarrollo                    20                 1.620,00
Gasto suplido                              1                    10,00

                                      Subtotal:              1.630,00
                                      IGIC (7%):               113,40
                                      TOTAL:                 1.743,40 €
`);
    expect(payload).toMatchObject({ netTotal: "1630.00", total: "1743.40" });
    expect(payload.vat.map(({ rate, base, amount }) => [rate, base, amount])).toEqual([
      ["7", "1620.00", "113.40"],
      ["0", "10.00", "0.00"],
    ]);
    expect(standing).toBe("needs_review");
  });
});
