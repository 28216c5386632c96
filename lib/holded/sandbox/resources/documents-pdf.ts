import type { Answer, Call } from "../handler";
import { exact, numberWriter } from "../numbers";
import { smallPdf } from "../small-pdf";
import { lineNet } from "../totals";
import type { DocumentType, HoldedDocument } from "./documents-model";

const titles: Readonly<Record<DocumentType, string>> = {
  invoice: "Factura",
  salesreceipt: "Ticket",
  creditnote: "Factura rectificativa",
  estimate: "Presupuesto",
  proform: "Factura proforma",
  salesorder: "Pedido de venta",
  purchase: "Compra",
  purchaserefund: "Abono de proveedor",
};

/** A plain page with what the document says: enough to be opened, read and compared. */
export function pdfOf(call: Call, document: HoldedDocument): Answer {
  const write = numberWriter(true);
  const number = document.number ?? "BORRADOR";
  const rows = document.lines.map((line) =>
    line.type === "title"
      ? line.name
      : `${line.name}   ${write.quantity(exact(line.units))} × ${write.price(exact(line.price))} = ${write.amount(lineNet(line))}`,
  );
  const text = [
    `${titles[document.type]} ${number}`,
    call.account.facts?.name ?? "",
    `Cliente: ${document.contact_name ?? ""}`,
    `Fecha: ${document.date}   Vencimiento: ${document.due_date ?? ""}`,
    "",
    ...rows,
    "",
    `Base: ${write.amount(exact(document.subtotal).minus(document.discount))}`,
    `Impuestos: ${write.amount(exact(document.tax))}`,
    `Total: ${write.amount(exact(document.total))} ${document.currency}`,
  ];
  return { status: 200, bytes: { data: smallPdf(text), type: "application/pdf", name: `${number.replace(/[^\w-]/g, "_")}.pdf` } };
}
