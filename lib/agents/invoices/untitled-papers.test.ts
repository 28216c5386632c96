import { describe, expect, it } from "vitest";
import { paper } from "@/lib/testing/paper";
import { extractInvoice } from "./extract";

const read = (above: string, below: string) =>
  extractInvoice(
    paper(`
PAPELERÍA LINDE, S.L.
C/ Mayor, 1, 28013 Madrid
NIF: B12345674

${above}

Cliente:
Talleres Roca, S.A.
NIF: A28015865

Concepto                            Cantidad       Precio      Importe
Archivador de palanca                     10        10,00       100,00

Base imponible      % IVA      Cuota IVA               Total
100,00              21,00          21,00           121,00 €
${below}
`),
    { today: "2026-11-22" },
  );

const own = "Núm.: A/2291        Fecha: 14/10/2026";

describe("a paper whose title is not printed as text", () => {
  it("is an invoice when it charges tax and says when it falls due", () => {
    const { isInvoice, standing, payload } = read(own, "Vencimiento: 13/11/2026");
    expect({ isInvoice, standing, total: payload.total }).toEqual({ isInvoice: true, standing: "clear", total: "121.00" });
  });

  it("is doubted when nothing says when it is to be paid", () => {
    const { reasons } = read(own, "Forma de pago: transferencia");
    expect(reasons.map(({ code }) => code)).toContain("paper.kind_uncertain");
  });

  it.each([
    ["of an offer", "Validez de la oferta: 30 días"],
    ["of a delivery", "Recibí conforme"],
    ["of what it is not", "Documento sin validez fiscal"],
    ["of a claim", "Rogamos realicen el pago a la mayor brevedad"],
  ])("is never clear when it also speaks %s", (_of, phrase) => {
    expect(read(own, `Vencimiento: 13/11/2026\n\n${phrase}`).standing).not.toBe("clear");
  });
});

describe("what stands side by side", () => {
  it("is no phrase: heads of two columns do not make a delivery note of an invoice", () => {
    const columns =
      "FACTURA\n\nFecha                  Albarán                Núm. factura\n14/10/2026             82198201               A/2291";
    const { reasons } = read(columns, "Vencimiento: 13/11/2026");
    expect(reasons.map(({ code }) => code)).not.toContain("paper.kind_uncertain");
  });

  it("says how it is paid, where it stands under the words for that", () => {
    const { kind, reasons } = read(
      "Núm.          Fecha               Forma de pago\nA/2291        14/10/2026          Recibo domiciliado",
      "Vencimiento: 13/11/2026",
    );
    expect(kind).toBe("invoice");
    expect(reasons.map(({ code }) => code)).not.toContain("paper.kind_uncertain");
  });
});
