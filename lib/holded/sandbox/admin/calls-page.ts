import type { CallRecord } from "../call-log";
import type { Core } from "../core";
import { flag, html, pageOf, table, type Frame, type Html } from "./html";

const perPage = 100;
const outcomes = { all: "todas", refused: "rechazadas", faults: "con fallo" } as const;

/** The log of calls with its filters, newest first. */
export function callsPage(core: Core, query: URLSearchParams, frame: Omit<Frame, "title">): string {
  const wanted = {
    account: query.get("account") ?? "",
    method: query.get("method") ?? "",
    path: query.get("path") ?? "",
    outcome: query.get("outcome") ?? "all",
    before: Number(query.get("before")) || Number.POSITIVE_INFINITY,
  };
  const found = core
    .calls()
    .filter(
      (call) =>
        call.number < wanted.before &&
        (wanted.account === "" || call.account === wanted.account) &&
        (wanted.method === "" || call.method === wanted.method) &&
        call.path.includes(wanted.path) &&
        (wanted.outcome !== "faults" || call.fault !== null) &&
        (wanted.outcome !== "refused" || (call.status ?? 0) >= 400),
    );
  const shown = found.slice(-perPage).reverse();
  const older = new URLSearchParams(query);
  older.set("before", String(shown.at(-1)?.number ?? 0));
  return pageOf(
    { ...frame, title: "Llamadas", trail: [["/", "Holded de prácticas"]] },
    html`<h1>Llamadas</h1>
      <form method="get" action="/-/calls">
        <div class="fields">
          ${select("account", "Cuenta", wanted.account, [["", "todas"], ...[...core.accounts.keys()].map((key) => [key, key] as const)])}
          ${select("method", "Método", wanted.method, [["", "todos"], ...["GET", "POST", "PUT", "PATCH", "DELETE"].map((one) => [one, one] as const)])}
          ${select("outcome", "Resultado", wanted.outcome, Object.entries(outcomes))}
          <div class="field">
            <label for="path">La ruta contiene</label>
            <input id="path" name="path" value="${wanted.path}" />
          </div>
          <div class="actions"><button>Filtrar</button></div>
        </div>
      </form>
      <p class="quiet">${found.length} llamadas. Se guardan las últimas 5.000 desde que arrancó.</p>
      ${callTable(shown)} ${found.length > shown.length ? html`<p><a href="/-/calls?${older.toString()}">Anteriores</a></p>` : html``}
      <h2>Avisos</h2>
      <p class="quiet">Lo que Holded deja pasar en silencio y conviene saber.</p>
      ${warningTable(core, wanted.account)}`,
  );
}

export function callTable(calls: readonly CallRecord[]): Html {
  if (calls.length === 0) return html`<p class="quiet">Todavía ninguna.</p>`;
  return table(
    "Llamadas",
    [
      { title: "Hora (UTC)" },
      { title: "Estado", number: true },
      { title: "ms", number: true },
      { title: "Llamada" },
      { title: "Cuenta" },
      { title: "Nota" },
    ],
    calls.map((call) => [
      call.at.slice(11, 19),
      html`<span class="${(call.status ?? 500) >= 400 ? "bad" : ""}">${call.status ?? "cortada"}</span>`,
      call.ms,
      html`<code>${call.method} ${call.path}</code>`,
      html`<span class="once">${call.account ?? "—"}</span>`,
      html`<div class="note">
        ${[call.fault === null ? null : `fallo ${call.fault}`, call.detail].filter((one) => one !== null).join(": ")}
      </div>`,
    ]),
  );
}

function warningTable(core: Core, account: string): Html {
  const warnings = core
    .warnings(account === "" ? undefined : account)
    .slice(-20)
    .reverse();
  if (warnings.length === 0) return html`<p class="quiet">Ninguno.</p>`;
  return table(
    "Avisos",
    [{ title: "Hora (UTC)" }, { title: "Cuenta" }, { title: "Operación" }, { title: "Aviso" }],
    warnings.map((one) => [one.at.slice(11, 19), one.account, html`<code>${one.operation}</code>`, one.message]),
  );
}

export function select(
  name: string,
  label: string,
  value: string,
  options: readonly (readonly [value: string, name: string])[],
  id = name,
): Html {
  return html`<div class="field">
    <label for="${id}">${label}</label>
    <select id="${id}" name="${name}">
      ${options.map(([one, shown]) => html`<option value="${one}" ${flag("selected", one === value)}>${shown}</option>`)}
    </select>
  </div>`;
}
