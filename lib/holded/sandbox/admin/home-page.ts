import type { Core } from "../core";
import type { AccountState } from "../sandbox-control";
import { planWindows } from "../switches";
import { callTable } from "./calls-page";
import { latestDocuments } from "./document-page";
import { html, pageOf, shownCount, type Frame, type Html } from "./html";

/** The accounts with what they hold, and what happened last. */
export function homePage(core: Core, frame: Omit<Frame, "title">): string {
  const { accounts, ownMistakes, faults, randomFaults } = core.state();
  const waiting = faults.length + randomFaults.length;
  return pageOf(
    { ...frame, title: "Holded de prácticas" },
    html`<h1>Holded de prácticas</h1>
      <p class="quiet">Un Holded local para probar integraciones. Nada de lo que ocurre aquí llega a Holded ni a Hacienda.</p>
      ${ownMistakes.length > 0 ? html`<p class="bad">${ownMistakes.length} errores propios. El último: ${ownMistakes.at(-1)}</p>` : html``}
      ${waiting > 0 ? html`<p><a href="/-/faults">${waiting} fallos preparados</a></p>` : html``}
      ${accounts.map((account) => accountSection(core, account))}
      <h2>Últimas llamadas</h2>
      ${callTable(core.calls().slice(-15).reverse())}
      <p><a href="/-/calls">Todas las llamadas</a></p>
      ${
        frame.canAct
          ? html`<h2>Empezar de nuevo</h2>
              <form method="post" action="/">
                <p class="quiet">Datos, conmutadores, fallos, consumo y registros vuelven al primer día.</p>
                <button name="action" value="reset">Borrar todo lo hecho</button>
              </form>`
          : html``
      }`,
  );
}

function accountSection(core: Core, account: AccountState): Html {
  const count = (kind: string): string => shownCount(account.objects[kind] ?? 0);
  return html`<section>
    <h2><a href="/${account.key}">${account.name}</a> <span class="quiet">${account.taxId}</span></h2>
    <p class="quiet">
      ${count("contacts")} contactos · ${count("purchases")} compras · ${count("invoices")} facturas · ${count("leads")} oportunidades ·
      ${shownCount(account.usage.total)} de ${shownCount(account.switches.windows.month ?? planWindows[account.switches.plan].month)}
      llamadas este mes · plan
      ${account.switches.plan}${account.switches.locked_until ? ` · cerrado hasta ${account.switches.locked_until}` : ""}
    </p>
    ${latestDocuments(core, account.key, 5)}
  </section>`;
}
