import type { Core } from "../core";
import type { AccountState } from "../sandbox-control";
import { permissions } from "../contract";
import { planWindows } from "../switches";
import type { TreasuryAccount } from "../resources/treasury-model";
import type { Delivery } from "../webhooks/deliveries-model";
import type { Webhook } from "../webhooks/webhooks-model";
import { select } from "./calls-page";
import { latestDocuments } from "./document-page";
import { flag, html, pageOf, shownCount, table, type Frame, type Html } from "./html";
import { switchFields } from "./switch-fields";

/** Everything of one account: what it holds, who may come in, how it behaves, whom it tells. */
export function accountPage(core: Core, key: string, frame: Omit<Frame, "title">): string {
  const account = core.state().accounts.find((one) => one.key === key);
  if (!account) throw new Error(`no account "${key}"`);
  const { canAct } = frame;
  return pageOf(
    { ...frame, title: account.name },
    html`<h1>${account.name} <span class="quiet">${account.taxId}</span></h1>
      ${usage(account, canAct)}
      <h2>Últimos documentos</h2>
      ${latestDocuments(core, key, 10)}
      <h2>Qué hay dentro</h2>
      <ul class="tiles">
        ${Object.entries(account.objects)
          .filter(([, count]) => count > 0)
          .map(([kind, count]) => html`<li><a href="/${key}/${kind}">${kind}</a> <span class="quiet">${shownCount(count)}</span></li>`)}
      </ul>
      <h2 id="tokens">Tokens</h2>
      ${account.tokens.map((token) => tokenRow(key, token, canAct))} ${canAct ? newToken(key) : html``}
      <h2 id="webhooks">Avisos (webhooks)</h2>
      ${webhookSection(core, key, canAct)}
      ${
        canAct
          ? html`<h2 id="bank">Conexión con el banco</h2>
              ${bankForm(core, key)}
              <h2 id="switches">Conmutadores</h2>
              <p class="quiet">Lo que cambia entre cuentas reales o que las fuentes cuentan de dos maneras. Se conservan al reiniciar.</p>
              <form method="post" action="/${key}">
                ${switchFields(account.switches)}
                <div class="actions"><button name="action" value="switches">Guardar conmutadores</button></div>
              </form>`
          : html`<h2 id="switches">Conmutadores</h2>
              <pre>${JSON.stringify(account.switches, null, 2)}</pre>`
      }`,
  );
}

function usage({ key, usage: used, switches }: AccountState, canAct: boolean): Html {
  const month = switches.windows.month ?? planWindows[switches.plan].month;
  return html`<p>
      Plan ${switches.plan}: ${shownCount(used.total)} de ${shownCount(month)} llamadas en ${used.period}
      <meter min="0" max="${month}" value="${Math.min(used.total, month)}">${used.total}</meter>
    </p>
    ${
      canAct
        ? html`<form method="post" action="/${key}" class="entry">
            <label for="calls">Llamadas de otras integraciones</label>
            <input id="calls" name="calls" inputmode="numeric" value="50" />
            <button name="action" value="usage">Añadir al consumo</button>
          </form>`
        : html``
    }`;
}

function tokenRow(key: string, token: AccountState["tokens"][number], canAct: boolean): Html {
  const summary = token.revoked ? "revocado" : `${token.permissions.length} de ${permissions.length} permisos`;
  return html`<details>
    <summary>${token.name} <span class="quiet">${summary}</span></summary>
    <form method="post" action="/${key}">
      <input type="hidden" name="token" value="${token.id}" />
      <div class="permissions">
        ${permissions.map(
          (one) =>
            html`<div class="check">
              <input
                type="checkbox"
                id="${token.id}-${one}"
                name="permissions"
                value="${one}"
                ${flag("checked", token.permissions.includes(one))}
              />
              <label for="${token.id}-${one}">${one}</label>
            </div>`,
        )}
      </div>
      ${
        canAct && !token.revoked
          ? html`<div class="actions">
              <button name="action" value="permissions">Guardar permisos</button>
              <button name="action" value="revoke">Revocar</button>
            </div>`
          : html``
      }
    </form>
  </details>`;
}

function newToken(key: string): Html {
  return html`<form method="post" action="/${key}" class="entry">
    <label for="token-name">Token nuevo</label>
    <input id="token-name" name="name" value="Integración" />
    <button name="action" value="token">Crear con todos los permisos</button>
    <button name="action" value="token-read">Crear de solo lectura</button>
  </form>`;
}

function webhookSection(core: Core, key: string, canAct: boolean): Html {
  const hooks = core.objects<Webhook>("webhooks", key);
  const deliveries = core.deliveries({ account: key });
  return html`${
    hooks.length === 0
      ? html`<p class="quiet">Ninguno. Se crean con <code>POST /api/v2/webhooks</code>.</p>`
      : html`<ul>
          ${hooks.map((one) => html`<li><code>${one.url}</code> <span class="quiet">${one.events.join(", ")}</span></li>`)}
        </ul>`
  }
  ${
    deliveries.length === 0
      ? html``
      : table(
          "Entregas",
          [
            { title: "Creada (UTC)" },
            { title: "Aviso" },
            { title: "Objeto" },
            { title: "Estado" },
            { title: "Intentos", number: true },
            { title: "Último" },
            { title: "" },
          ],
          deliveries
            .slice(-30)
            .reverse()
            .map((one) => deliveryRow(key, one, canAct)),
        )
  }`;
}

const states: Readonly<Record<Delivery["state"], string>> = {
  waiting: "espera",
  delivered: "entregado",
  lost: "perdido a propósito",
  blocked: "dirección no permitida",
  given_up: "abandonado",
};

function deliveryRow(key: string, one: Delivery, canAct: boolean): readonly (string | number | Html)[] {
  const last = one.attempts.at(-1);
  const outcome = last ? (last.status ?? last.error ?? "") : "";
  const again = html`<form method="post" action="/${key}">
    <input type="hidden" name="delivery" value="${one.id}" />
    <button name="action" value="resend">Enviar otra vez</button>
  </form>`;
  return [
    one.createdAt.slice(0, 19).replace("T", " "),
    html`<code>${one.event}</code>`,
    html`<a href="/${key}/webhook-deliveries/${one.id}"><code>${one.objectId}</code></a>`,
    states[one.state],
    one.tries,
    outcome,
    canAct && one.state !== "waiting" && one.state !== "blocked" ? again : html``,
  ];
}

function bankForm(core: Core, key: string): Html {
  const accounts = core.objects<TreasuryAccount>("treasury-accounts", key);
  return html`<form method="post" action="/${key}">
    <p class="quiet">Movimientos como los trae el banco: fecha; importe; concepto. Uno por línea; el saldo se calcula.</p>
    ${select(
      "treasury",
      "Cuenta",
      "",
      accounts.map((one) => [one.id, one.name] as const),
    )}
    <div class="field">
      <label for="movements">Movimientos</label>
      <textarea id="movements" name="movements" placeholder="2026-11-20; -121,00; Recibo Torrecilla"></textarea>
    </div>
    <div class="actions"><button name="action" value="bank">Traer del banco</button></div>
  </form>`;
}
