import type { Core } from "../core";
import { exact, numberWriter } from "../numbers";
import type { Attachment } from "../resources/attachments";
import { documentKinds } from "../resources/documents-kinds";
import type { DocumentType, HoldedDocument } from "../resources/documents-model";
import type { Payment } from "../resources/payments-model";
import { html, pageOf, table, type Frame, type Html } from "./html";

const spanish = numberWriter(true);

const names: Readonly<Record<DocumentType, string>> = {
  invoice: "Factura",
  salesreceipt: "Ticket",
  creditnote: "Factura rectificativa",
  estimate: "Presupuesto",
  proform: "Proforma",
  salesorder: "Pedido de venta",
  purchase: "Factura de compra",
  purchaserefund: "Abono de proveedor",
};

/** Names of the collections that hold documents. */
export const documentCollections: readonly string[] = documentKinds.map((kind) => kind.collection.name);

/** The documents that were made last, of any kind. */
export function latestDocuments(core: Core, account: string, count: number): Html {
  const latest = documentCollections
    .flatMap((kind) =>
      core
        .objects<HoldedDocument>(kind, account)
        .slice(-count)
        .map((one) => ({ kind, one })),
    )
    .sort((a, b) => (a.one.id < b.one.id ? 1 : -1))
    .slice(0, count);
  if (latest.length === 0) return html`<p class="quiet">Sin documentos.</p>`;
  return table(
    "Últimos documentos",
    [
      { title: "Documento" },
      { title: "Número" },
      { title: "Contacto" },
      { title: "Fecha" },
      { title: "Estado" },
      { title: "Total", number: true },
    ],
    latest.map(({ kind, one }) => [
      names[one.type],
      html`<a href="/${account}/${kind}/${one.id}">${one.number ?? "sin número"}</a>`,
      one.contact_name,
      shownDate(one.date),
      stateOf(one),
      money(one.total, one.currency),
    ]),
  );
}

/** One document with its lines, payments and files. */
export function documentPage(core: Core, account: string, kind: string, document: HoldedDocument, frame: Omit<Frame, "title">): string {
  const of = core.account(account).store;
  const files = (of.objects("attachments") as readonly Attachment[]).filter((one) => one.document_id === document.id);
  const paid = (of.objects("payments") as readonly Payment[]).filter((one) => one.document_id === document.id);
  const name = `${names[document.type]} ${document.number ?? "sin número"}`;
  const facts: readonly (readonly [string, string | Html])[] = [
    ["Contacto", document.contact_name ?? "—"],
    ["Fecha", shownDate(document.date)],
    ["Vencimiento", shownDate(document.due_date)],
    ["Estado", stateOf(document)],
    ["Etiquetas", document.tags.join(", ") || "—"],
    ["Campos propios", document.custom_fields.map((one) => `${one.field ?? ""}: ${one.value ?? ""}`).join("; ") || "—"],
    ["Identificador", html`<code>${document.id}</code>`],
  ];
  const totals: readonly (readonly [string, string])[] = [
    ["Base", document.subtotal],
    ["Descuento", document.discount],
    ["Impuestos y retenciones", document.tax],
    ["Total", document.total],
  ];
  return pageOf(
    { ...frame, title: name },
    html`<h1>${name}</h1>
      <dl>
        ${facts.map(
          ([term, value]) =>
            html`<dt>${term}</dt>
              <dd>${value}</dd>`,
        )}
      </dl>
      ${table(
        "Líneas",
        [
          { title: "Concepto" },
          { title: "Unidades", number: true },
          { title: "Precio", number: true },
          { title: "Dto. %", number: true },
          { title: "Impuestos" },
        ],
        document.lines.map((line) => [
          line.name,
          spanish.quantity(exact(line.units)),
          spanish.price(exact(line.price)),
          spanish.quantity(exact(line.discount)),
          line.taxes.join(", "),
        ]),
      )}
      <dl class="totals">
        ${totals.map(
          ([term, value]) =>
            html`<dt>${term}</dt>
              <dd>${money(value, document.currency)}</dd>`,
        )}
      </dl>
      <h2>Archivos</h2>
      ${
        files.length === 0
          ? html`<p class="quiet">Sin archivos.</p>`
          : html`<ul>
              ${files.map((file) => html`<li><a href="/${account}/${kind}/${document.id}/${file.id}">${file.fileName}</a> <span class="quiet">${Math.ceil(file.size / 1024)} kB</span></li>`)}
            </ul>`
      }
      <h2>Pagos</h2>
      ${
        paid.length === 0
          ? html`<p class="quiet">Sin pagos.</p>`
          : html`<ul>
              ${paid.map((one) => html`<li>${shownDate(one.date)}: ${money(one.amount, document.currency)}</li>`)}
            </ul>`
      }`,
  );
}

const stateOf = (document: HoldedDocument): string => (document.draft ? "Borrador" : "Aprobado");
const money = (amount: string, currency: string): string => `${spanish.amount(exact(amount))} ${currency === "EUR" ? "€" : currency}`;
const shownDate = (date: string | null): string => (date === null ? "—" : date.slice(0, 10).split("-").reverse().join("/"));
