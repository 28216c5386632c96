import type { CallRecord } from "./call-log";
import type { AccountState, Core } from "./core";
import { exact, numberWriter } from "./numbers";
import type { Attachment } from "./resources/attachments";
import type { HoldedDocument } from "./resources/documents-model";
import type { Payment } from "./resources/payments-model";

const spanish = numberWriter(true);

/** Text that may be written between tags: nothing typed by anybody becomes markup. */
class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

function html(parts: TemplateStringsArray, ...values: readonly (string | number | null | Html | readonly Html[])[]): Html {
  const rendered = values.map((value) =>
    value instanceof Html ? value.text : Array.isArray(value) ? value.map((one: Html) => one.text).join("") : escaped(String(value ?? "")),
  );
  return new Html(parts.map((part, index) => part + (rendered[index] ?? "")).join(""));
}

const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" })[sign] ?? sign);

/** Accounts, their latest purchases, the last calls. */
export function adminHome(core: Core): string {
  const { accounts, ownMistakes } = core.state();
  const calls = core.calls().slice(-25).reverse();
  return pageOf(
    "Holded de prácticas",
    html`<h1>Holded de prácticas</h1>
      <p class="quiet">Un Holded local para probar integraciones. Nada de lo que ocurre aquí llega a Holded ni a Hacienda.</p>
      ${ownMistakes.length > 0 ? html`<p class="bad">${ownMistakes.length} errores propios. El último: ${ownMistakes.at(-1) ?? ""}</p>` : html``}
      ${accounts.map((account) => accountSection(core, account))}
      <h2>Últimas llamadas</h2>
      ${callTable(calls)}`,
  );
}

/** One purchase with its lines, payments and files. Null when there is none. */
export function adminPurchase(core: Core, account: string, id: string): string | null {
  const purchase = core.objects<HoldedDocument>("purchases", account).find((one) => one.id === id);
  if (!purchase) return null;
  const files = core.objects<Attachment>("attachments", account).filter((one) => one.document_id === id);
  const paid = core.objects<Payment>("payments", account).filter((one) => one.document_id === id);
  return pageOf(
    `Compra ${purchase.number ?? purchase.id}`,
    html`<p><a href="/">← Holded de prácticas</a></p>
      <h1>${purchase.type === "purchase" ? "Factura de compra" : "Abono de proveedor"} ${purchase.number ?? "sin número"}</h1>
      <dl>
        <dt>Proveedor</dt>
        <dd>${purchase.contact_name}</dd>
        <dt>Fecha</dt>
        <dd>${shownDate(purchase.date)}</dd>
        <dt>Vencimiento</dt>
        <dd>${shownDate(purchase.due_date)}</dd>
        <dt>Estado</dt>
        <dd>${stateOf(purchase)}</dd>
        <dt>Etiquetas</dt>
        <dd>${purchase.tags.join(", ") || "—"}</dd>
        <dt>Campos propios</dt>
        <dd>${purchase.custom_fields.map((one) => `${one.field ?? ""}: ${one.value ?? ""}`).join("; ") || "—"}</dd>
        <dt>Identificador</dt>
        <dd><code>${purchase.id}</code></dd>
      </dl>
      <div class="wide">
        <table>
          <thead>
            <tr>
              <th>Concepto</th>
              <th class="n">Unidades</th>
              <th class="n">Precio</th>
              <th class="n">Dto. %</th>
              <th>Impuestos</th>
            </tr>
          </thead>
          <tbody>
            ${purchase.lines.map(
              (line) =>
                html`<tr>
                  <td>${line.name}</td>
                  <td class="n">${spanish.quantity(exact(line.units))}</td>
                  <td class="n">${spanish.price(exact(line.price))}</td>
                  <td class="n">${spanish.quantity(exact(line.discount))}</td>
                  <td>${line.taxes.join(", ")}</td>
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
      <dl class="totals">
        <dt>Base</dt>
        <dd>${money(purchase.subtotal, purchase.currency)}</dd>
        <dt>Descuento</dt>
        <dd>${money(purchase.discount, purchase.currency)}</dd>
        <dt>Impuestos y retenciones</dt>
        <dd>${money(purchase.tax, purchase.currency)}</dd>
        <dt>Total</dt>
        <dd><strong>${money(purchase.total, purchase.currency)}</strong></dd>
      </dl>
      <h2>Archivos</h2>
      ${
        files.length === 0
          ? html`<p class="quiet">Sin archivos.</p>`
          : html`<ul>
              ${files.map((file) => html`<li><a href="/${account}/purchases/${id}/${file.id}">${file.fileName}</a> <span class="quiet">${Math.ceil(file.size / 1024)} kB</span></li>`)}
            </ul>`
      }
      <h2>Pagos</h2>
      ${
        paid.length === 0
          ? html`<p class="quiet">Sin pagos.</p>`
          : html`<ul>
              ${paid.map((one) => html`<li>${shownDate(one.date)}: ${money(one.amount, purchase.currency)}</li>`)}
            </ul>`
      }`,
  );
}

function accountSection(core: Core, account: AccountState): Html {
  const latest = core.objects<HoldedDocument>("purchases", account.key).slice(-10).reverse();
  const files = core.objects<Attachment>("attachments", account.key);
  return html`<section>
    <h2>${account.name} <span class="quiet">${account.taxId}</span></h2>
    <p class="quiet">
      ${account.objects["contacts"] ?? 0} contactos · ${account.objects["purchases"] ?? 0} compras · ${account.usage.total} llamadas este
      mes · plan ${account.switches.plan} · números
      ${account.switches.number_format}${account.switches.locked_until ? ` · cerrado hasta ${account.switches.locked_until}` : ""}
    </p>
    <div class="wide">
      <table>
        <thead>
          <tr>
            <th>Número</th>
            <th>Proveedor</th>
            <th>Fecha</th>
            <th>Estado</th>
            <th>Etiquetas</th>
            <th class="n">Archivos</th>
            <th class="n">Total</th>
          </tr>
        </thead>
        <tbody>
          ${latest.map(
            (one) =>
              html`<tr>
                <td><a href="/${account.key}/purchases/${one.id}">${one.number ?? "sin número"}</a></td>
                <td>${one.contact_name}</td>
                <td>${shownDate(one.date)}</td>
                <td>${stateOf(one)}</td>
                <td>${one.tags.join(", ")}</td>
                <td class="n">${files.filter((file) => file.document_id === one.id).length}</td>
                <td class="n">${money(one.total, one.currency)}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
    <details>
      <summary>Ajustes</summary>
      <pre>${JSON.stringify(account.switches, null, 2)}</pre>
    </details>
  </section>`;
}

function callTable(calls: readonly CallRecord[]): Html {
  if (calls.length === 0) return html`<p class="quiet">Todavía ninguna.</p>`;
  return html`<div class="wide">
    <table>
      <thead>
        <tr>
          <th>Hora (UTC)</th>
          <th>Cuenta</th>
          <th>Llamada</th>
          <th class="n">Estado</th>
          <th class="n">ms</th>
          <th>Nota</th>
        </tr>
      </thead>
      <tbody>
        ${calls.map(
          (call) =>
            html`<tr>
              <td>${call.at.slice(11, 19)}</td>
              <td>${call.account ?? "—"}</td>
              <td><code>${call.method} ${call.path}</code></td>
              <td class="n">${call.status ?? "cortada"}</td>
              <td class="n">${call.ms}</td>
              <td>${call.fault ?? call.detail ?? ""}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

const stateOf = (purchase: HoldedDocument): string => (purchase.draft ? "Borrador" : "Aprobada");
const money = (amount: string, currency: string): string => `${spanish.amount(exact(amount))} ${currency === "EUR" ? "€" : currency}`;
const shownDate = (date: string | null): string => (date === null ? "—" : date.split("-").reverse().join("/"));

function pageOf(title: string, body: Html): string {
  return html`<!doctype html>
    <html lang="es">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        <style>
          ${new Html(style)}
        </style>
      </head>
      <body>
        <main>${body}</main>
      </body>
    </html>`.text;
}

const style = `
:root { color-scheme: light dark; --ink: #1d2430; --quiet: #5c6675; --line: #d9dee5; --paper: #fbfbfa; --link: #1c5d99; --bad: #a3262a; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e9ee; --quiet: #9aa4b2; --line: #333b47; --paper: #14181e; --link: #82b6ea; --bad: #f0888b; } }
body { margin: 0; background: var(--paper); color: var(--ink); font: 15px/1.5 system-ui, sans-serif; }
main { max-width: 62rem; margin: 0 auto; padding: 2rem 1rem 4rem; }
h1 { font-size: 1.5rem; margin: 0 0 .25rem; } h2 { font-size: 1.1rem; margin: 2.5rem 0 .25rem; }
a { color: var(--link); } .quiet { color: var(--quiet); font-weight: normal; } .bad { color: var(--bad); }
.wide { overflow-x: auto; } table { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { text-align: left; padding: .4rem .75rem .4rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
th { color: var(--quiet); font-weight: 500; font-size: .85rem; } .n { text-align: right; white-space: nowrap; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1.5rem; } dt { color: var(--quiet); } dd { margin: 0; }
.totals { justify-content: end; grid-template-columns: max-content max-content; } .totals dd { text-align: right; font-variant-numeric: tabular-nums; }
code, pre { font: 13px/1.5 ui-monospace, monospace; } pre { overflow-x: auto; }
`;
