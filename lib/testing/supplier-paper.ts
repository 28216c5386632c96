import { pdfOf } from "@/lib/testing/pdfs";

export type SupplierPaper = {
  readonly key: string;
  readonly taxId?: string;
  readonly name?: string;
  readonly iban?: string | undefined;
  readonly net?: string;
  readonly tax?: string;
  readonly total?: string;
  readonly label?: string;
};

/** An invoice whose number stands beside words that no reader takes for a label, unless `label` says another. */
export function supplierPaper({
  key,
  taxId = "B47100235",
  name = "Torrecilla Suministros, S.L.",
  iban,
  net = "100,00",
  tax = "21,00",
  total = "121,00",
  label = "Expediente contable",
}: SupplierPaper): Promise<Uint8Array> {
  return pdfOf(({ page, font }) => {
    const rows: readonly (readonly [string, number])[][] = [
      [[name, 40], ["FACTURA", 420]],
      [[`NIF: ${taxId}`, 40]],
      [[label, 40], [key, 160], ["Cliente: Roca, S.A. NIF: B12345674", 300]],
      [["Fecha: 14/10/2026", 40]],
      [["Concepto", 40], ["Cantidad", 260], ["Precio", 360], ["Importe", 460]],
      [["Tornillo 20 mm", 40], ["1", 260], [net, 360], [net, 460]],
      [["Base imponible", 300], [net, 460]],
      [["IVA 21 %", 300], [tax, 460]],
      [["Total factura", 300], [`${total} €`, 460]],
      ...(iban === undefined ? [] : [[[`Transferencia a ${iban}`, 40]] as const]),
    ].map((row) => [...row] as (readonly [string, number])[]); // prettier-ignore
    rows.forEach((row, i) => row.forEach(([text, x]) => page.drawText(text, { x, y: 780 - i * 24, size: 10, font })));
  });
}
