import { plans, type Switches } from "../switches";
import { defaultWebhookSwitches, type WebhookSwitches } from "../webhooks/webhook-switches";
import { flag, html, type Html } from "./html";

type Field = {
  readonly label: string;
  readonly hint?: string;
} & (
  | { readonly kind: "choice"; readonly values: readonly (string | number)[] }
  | { readonly kind: "check" }
  | { readonly kind: "number" }
  | { readonly kind: "date" }
);

type Simple = Exclude<keyof Switches, "windows" | "webhooks">;

const choice = (label: string, values: readonly (string | number)[], hint?: string): Field => ({
  kind: "choice",
  label,
  values,
  ...(hint === undefined ? {} : { hint }),
});
const milliseconds = (label: string, hint?: string): Field => ({ kind: "number", label, ...(hint === undefined ? {} : { hint }) });

/** Every switch that stands alone, as the form shows it. */
const fields: { readonly [K in Simple]: Field } = {
  plan: choice("Plan", plans, "límites y campos propios"),
  number_format: choice("Números", ["es", "spec", "es_everywhere"], "es: 1.234,56 en documentos y 1234.56 en bancos"),
  invalid_token_status: choice("Token desconocido", [403, 401]),
  purchase_put: choice("PUT de compras", ["replace", "merge"], "replace: lo que no se envía se pierde"),
  document_put: choice("PUT de otros documentos", ["dates", "replace"]),
  estimate_number: choice("Número de presupuestos", ["at_once", "on_acceptance"]),
  doc_date_filter: choice("Filtro por fechas", ["works", "ignored"]),
  ledger_date_format: choice("Fechas del diario", ["DD/MM/YYYY", "iso"]),
  project_dates: choice("Fechas de proyectos", ["DD/MM/YYYY", "iso"]),
  event_dates: choice("Horas de eventos", ["madrid", "offset"], "madrid: el desfase enviado no cuenta"),
  reconcile_purchase: choice("Conciliar con una compra", ["links", "forces"]),
  reconcile_repeat: choice("Conciliar otra vez", [422, 200]),
  lock_ms: milliseconds("Bloqueo al conciliar (ms)", "otras llamadas reciben 423"),
  read_lag_ms: milliseconds("Retraso de lectura (ms)"),
  product_total_lag_ms: milliseconds("Retraso del total de productos (ms)"),
  inbox_scan_ms: milliseconds("Lectura de la bandeja (ms)"),
  locked_until: { kind: "date", label: "Período cerrado hasta" },
  unknown_tax_key: choice("Impuesto desconocido", ["ignored", "refused"]),
  empty_object_as_array: { kind: "check", label: "Objetos vacíos como []" },
  verifactu: { kind: "check", label: "Veri*factu" },
};

const windowNames = { second: "Llamadas por segundo", minute: "Llamadas por minuto", month: "Llamadas al mes" } as const;

const webhookFields: { readonly [K in keyof WebhookSwitches]: string } = {
  signed: "Avisos firmados",
  duplicated: "Repetidos (0 a 1)",
  out_of_order: "Desordenados (0 a 1)",
  delayed: "Retrasados (0 a 1)",
  delay_ms: "Retraso (ms)",
  lost: "Perdidos (0 a 1)",
  seed: "Semilla del azar",
};

/** All switches of an account, as fields of a form. */
export function switchFields(switches: Switches): Html {
  return html`<div class="fields">
      ${names.map((name) => fieldOf(name, fields[name], switches[name]))}
      ${Object.entries(windowNames).map(([name, label]) => {
        const limit = switches.windows[name as keyof typeof windowNames];
        const value = limit === undefined ? "" : (limit ?? "sin límite");
        return text(`windows.${name}`, label, String(value), "vacío: el del plan; «sin límite»: ninguno");
      })}
    </div>
    <h3>Avisos (webhooks)</h3>
    <div class="fields">
      ${Object.entries(webhookFields).map(([name, label]) => {
        const value = { ...defaultWebhookSwitches, ...switches.webhooks }[name as keyof WebhookSwitches];
        return typeof value === "boolean" ? check(`webhooks.${name}`, label, value) : text(`webhooks.${name}`, label, String(value));
      })}
    </div>`;
}

const names = Object.keys(fields) as readonly Simple[];

function fieldOf(name: string, field: Field, value: unknown): Html {
  if (field.kind === "check") return check(name, field.label, value === true);
  if (field.kind !== "choice") return text(name, field.label, String(value ?? ""), field.hint, field.kind);
  return html`<div class="field">
    <label for="s-${name}">${field.label}</label>
    <select id="s-${name}" name="${name}">
      ${field.values.map((one) => html`<option value="${one}" ${flag("selected", one === value)}>${one}</option>`)}
    </select>
    <small>${field.hint}</small>
  </div>`;
}

function text(name: string, label: string, value: string, hint?: string, type: "text" | "number" | "date" = "text"): Html {
  return html`<div class="field">
    <label for="s-${name}">${label}</label>
    <input id="s-${name}" name="${name}" type="${type}" value="${value}" />
    <small>${hint}</small>
  </div>`;
}

function check(name: string, label: string, on: boolean): Html {
  return html`<div class="check">
    <input id="s-${name}" name="${name}" type="checkbox" value="on" ${flag("checked", on)} />
    <label for="s-${name}">${label}</label>
  </div>`;
}

/** What the form asks for; whether it is possible is judged where every change of switches is. */
export function switchesFrom(form: URLSearchParams): Readonly<Record<string, unknown>> {
  const change: Record<string, unknown> = {};
  for (const name of names) change[name] = valueOf(fields[name], form.get(name) ?? "");
  const windows: Record<string, number | null> = {};
  for (const name of Object.keys(windowNames)) {
    const given = (form.get(`windows.${name}`) ?? "").trim();
    if (given !== "") windows[name] = /^\d+$/.test(given) ? Number(given) : null;
  }
  const webhooks: Record<string, unknown> = {};
  for (const name of Object.keys(webhookFields)) {
    const given = form.get(`webhooks.${name}`);
    webhooks[name] = name === "signed" ? given === "on" : Number(given?.replace(",", "."));
  }
  return { ...change, windows, webhooks };
}

function valueOf(field: Field, given: string): unknown {
  if (field.kind === "check") return given === "on";
  if (field.kind === "number") return Number(given);
  if (field.kind === "date") return given === "" ? null : given;
  return field.values.find((one) => String(one) === given) ?? given;
}
