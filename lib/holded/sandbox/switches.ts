import type { EventDates } from "./moments";
import type { NumberFormat } from "./numbers";
import { isWebhookSwitches, type WebhookSwitches } from "./webhooks/webhook-switches";

export const plans = ["plus", "basico", "estandar", "avanzado", "premium"] as const;
export type Plan = (typeof plans)[number];

/** Calls per window; null switches the window off. */
export type Windows = { readonly second: number | null; readonly minute: number | null; readonly month: number | null };

/** What each plan allows, as the developer guides say. `month` of premium is billed beyond, never refused. */
export const planWindows: Readonly<Record<Plan, { readonly minute: number; readonly month: number }>> = {
  plus: { minute: 60, month: 500 },
  basico: { minute: 60, month: 2_000 },
  estandar: { minute: 120, month: 7_500 },
  avanzado: { minute: 120, month: 30_000 },
  premium: { minute: 600, month: 100_000 },
};

/** Plans in which documents and contacts carry custom fields. Assumed: Holded's price list does not say it clearly. */
export const plansWithCustomFields: readonly Plan[] = ["avanzado", "premium"];

/** Readings of facts on which sources disagree, and circumstances a test may want. */
export type Switches = {
  readonly plan: Plan;
  readonly number_format: NumberFormat;
  readonly invalid_token_status: 401 | 403;
  /** `replace` drops lines, tags and all that is not sent again, as seen live. */
  readonly purchase_put: "replace" | "merge";
  readonly doc_date_filter: "works" | "ignored";
  /** PUT of every other document: three fields as specified, or replacing as seen live on purchases. */
  readonly document_put: "dates" | "replace";
  /** When an estimate gets its number, as no call approves it: when it is made, or when the client accepts it. */
  readonly estimate_number: "at_once" | "on_acceptance";
  /** Days in the journal: as seen live, or as specified. */
  readonly ledger_date_format: "DD/MM/YYYY" | "iso";
  /** Whether a movement can be linked to a purchase, or is only forced: two live accounts disagree. */
  readonly reconcile_purchase: "links" | "forces";
  /** Reconciling what is already paid or reconciled: refused, or passed over without effect. */
  readonly reconcile_repeat: 422 | 200;
  /** A call that reconciles a movement keeps others off it so many milliseconds: they get 423. */
  readonly lock_ms: number;
  /** Approving a sale sends its record to the tax agency, and nothing takes it back. */
  readonly verifactu: boolean;
  /** The `total` of a product is that of before for so many milliseconds after a write. */
  readonly product_total_lag_ms: number;
  /** A file in the inbox is read for so many milliseconds before it can be verified. */
  readonly inbox_scan_ms: number;
  /** Documents dated on or before this day can be neither created nor changed. */
  readonly locked_until: string | null;
  /** Windows that differ from those of the plan. */
  readonly windows: Partial<Windows>;
  /** Reads show the state so many milliseconds ago. */
  readonly read_lag_ms: number;
  /** Empty objects are answered as `[]`, as PHP writes them. */
  readonly empty_object_as_array: boolean;
  /** What happens to a tax key that the account does not have. Not documented. */
  readonly unknown_tax_key: "ignored" | "refused";
  /** `madrid`: events are read by Madrid's clock and the offset is passed over, as seen live. */
  readonly event_dates: EventDates;
  /** Dates of projects: `DD/MM/YYYY` as seen live, `iso` as specified. */
  readonly project_dates: "DD/MM/YYYY" | "iso";
  /** Where the delivery of webhooks differs from the ordinary: signed, once each, in order, at once. */
  readonly webhooks: Partial<WebhookSwitches>;
};

export const defaultSwitches: Switches = {
  plan: "avanzado",
  number_format: "es",
  invalid_token_status: 403,
  purchase_put: "replace",
  doc_date_filter: "works",
  document_put: "dates",
  estimate_number: "at_once",
  ledger_date_format: "DD/MM/YYYY",
  reconcile_purchase: "links",
  reconcile_repeat: 422,
  lock_ms: 0,
  verifactu: false,
  product_total_lag_ms: 0,
  inbox_scan_ms: 0,
  locked_until: null,
  windows: {},
  read_lag_ms: 0,
  empty_object_as_array: true,
  unknown_tax_key: "ignored",
  event_dates: "madrid",
  project_dates: "DD/MM/YYYY",
  webhooks: {},
};

const allowed: { readonly [K in keyof Switches]: (value: unknown) => boolean } = {
  plan: oneOf(plans),
  number_format: oneOf(["es", "spec", "es_everywhere"]),
  invalid_token_status: oneOf([401, 403]),
  purchase_put: oneOf(["replace", "merge"]),
  doc_date_filter: oneOf(["works", "ignored"]),
  document_put: oneOf(["dates", "replace"]),
  estimate_number: oneOf(["at_once", "on_acceptance"]),
  ledger_date_format: oneOf(["DD/MM/YYYY", "iso"]),
  reconcile_purchase: oneOf(["links", "forces"]),
  reconcile_repeat: oneOf([422, 200]),
  lock_ms: isDelay,
  verifactu: (value) => typeof value === "boolean",
  product_total_lag_ms: isDelay,
  inbox_scan_ms: isDelay,
  locked_until: (value) => value === null || (typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value)),
  windows: isWindows,
  read_lag_ms: isDelay,
  empty_object_as_array: (value) => typeof value === "boolean",
  unknown_tax_key: oneOf(["ignored", "refused"]),
  event_dates: oneOf(["madrid", "offset"]),
  project_dates: oneOf(["DD/MM/YYYY", "iso"]),
  webhooks: isWebhookSwitches,
};

/** The switches in a JSON object. @throws Error that names the one that is wrong */
export function readSwitches(value: unknown): Partial<Switches> {
  if (value === null || typeof value !== "object" || Array.isArray(value)) throw new Error("switches must be an object");
  for (const [name, setting] of Object.entries(value)) {
    if (!Object.hasOwn(allowed, name)) throw new Error(`unknown switch "${name}"; there are: ${Object.keys(allowed).join(", ")}`);
    if (!allowed[name as keyof Switches](setting)) throw new Error(`switch "${name}" cannot be ${JSON.stringify(setting)}`);
  }
  return value as Partial<Switches>;
}

/** The windows that refuse calls. The month of premium is billed beyond its calls, so it refuses only when set apart. */
export function windowsOf(switches: Switches): Windows {
  const { minute, month } = planWindows[switches.plan];
  return { second: null, minute, month: switches.plan === "premium" ? null : month, ...switches.windows };
}

function oneOf(values: readonly unknown[]): (value: unknown) => boolean {
  return (value) => values.includes(value);
}

/** Milliseconds, at most a minute. */
function isDelay(value: unknown): boolean {
  return Number.isInteger(value) && Number(value) >= 0 && Number(value) <= 60_000;
}

function isWindows(value: unknown): boolean {
  if (value === null || typeof value !== "object") return false;
  return Object.entries(value).every(
    ([name, limit]) => ["second", "minute", "month"].includes(name) && (limit === null || (Number.isInteger(limit) && Number(limit) > 0)),
  );
}
