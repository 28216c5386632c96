import type { Core } from "../core";
import { faultKinds } from "../faults";
import { select } from "./calls-page";
import { html, pageOf, table, type Frame, type Html } from "./html";

/** Faults that wait for calls, with the forms to order more. */
export function faultsPage(core: Core, frame: Omit<Frame, "title">): string {
  const { faults, randomFaults } = core.state();
  const ordered = faults.map((one) => [
    one.kind,
    one.match?.account ?? "todas",
    html`<code>${one.match?.method ?? "*"} ${one.match?.path ?? ".*"}</code>`,
    one.left,
    one.ms ?? "",
  ]);
  const random = randomFaults.map((one) => [
    one.match?.account ?? "todas",
    html`<code>${one.match?.method ?? "*"} ${one.match?.path ?? ".*"}</code>`,
    `${String(one.rate * 100).replace(".", ",")} %`,
    one.seed,
    one.kinds.join(", "),
  ]);
  return pageOf(
    { ...frame, title: "Fallos", trail: [["/", "Holded de prácticas"]] },
    html`<h1>Fallos</h1>
      <p class="quiet">Lo que puede ir mal en el camino. Los que acaban en <code>_after</code> hacen el trabajo y pierden la respuesta.</p>
      <h2>Encargados</h2>
      ${
        ordered.length === 0
          ? html`<p class="quiet">Ninguno.</p>`
          : table(
              "Fallos encargados",
              [
                { title: "Fallo" },
                { title: "Cuenta" },
                { title: "Llamada" },
                { title: "Veces", number: true },
                { title: "ms", number: true },
              ],
              ordered,
            )
      }
      <h2>Al azar</h2>
      ${
        random.length === 0
          ? html`<p class="quiet">Ninguno.</p>`
          : table(
              "Fallos al azar",
              [
                { title: "Cuenta" },
                { title: "Llamada" },
                { title: "Probabilidad", number: true },
                { title: "Semilla", number: true },
                { title: "Fallos" },
              ],
              random,
            )
      }
      ${frame.canAct ? forms(core) : html``}
      <h2>Qué hace cada uno</h2>
      <dl>
        ${Object.entries(faultKinds).map(
          ([kind, text]) =>
            html`<dt><code>${kind}</code></dt>
              <dd lang="en">${text}</dd>`,
        )}
      </dl>`,
  );
}

function forms(core: Core): Html {
  const accounts = [["", "todas"] as const, ...[...core.accounts.keys()].map((key) => [key, key] as const)];
  const kinds = Object.keys(faultKinds).map((kind) => [kind, kind] as const);
  return html`<h2>Encargar un fallo</h2>
    <form method="post" action="/-/faults">
      <div class="fields">
        ${select("kind", "Fallo", "drop_after", kinds)} ${select("account", "Cuenta", "", accounts)}
        ${select("method", "Método", "POST", [["", "todos"], ...["GET", "POST", "PUT", "PATCH", "DELETE"].map((one) => [one, one] as const)])}
        ${input("path", "Ruta (expresión regular)", "/purchases$")} ${input("times", "Veces", "1")} ${input("ms", "Milisegundos", "")}
      </div>
      <div class="actions"><button name="action" value="order">Encargar</button></div>
    </form>
    <h2>Fallos al azar</h2>
    <form method="post" action="/-/faults">
      <div class="fields">
        ${select("account", "Cuenta", "", accounts, "random-account")} ${input("rate", "Probabilidad (0 a 1)", "0.1")}
        ${input("seed", "Semilla", "1")} ${input("ms", "Milisegundos", "", "random-ms")}
      </div>
      <fieldset>
        <legend>Fallos</legend>
        <div class="permissions">
          ${kinds.map(
            ([kind]) =>
              html`<div class="check">
                <input type="checkbox" id="k-${kind}" name="kinds" value="${kind}" /><label for="k-${kind}">${kind}</label>
              </div>`,
          )}
        </div>
      </fieldset>
      <div class="actions">
        <button name="action" value="random">Activar</button>
        <button name="action" value="clear" formnovalidate>Quitar todos los fallos</button>
      </div>
    </form>`;
}

function input(name: string, label: string, value: string, id = `f-${name}`): Html {
  return html`<div class="field"><label for="${id}">${label}</label><input id="${id}" name="${name}" value="${value}" /></div>`;
}
