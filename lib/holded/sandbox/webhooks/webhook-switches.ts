/** How faithfully deliveries arrive. Chances are from 0 to 1 and follow the seed, so that a run can be repeated. */
export type WebhookSwitches = {
  /** Unsigned calls were received by one integrator from a webhook made by API. */
  readonly signed: boolean;
  readonly seed: number;
  readonly duplicated: number;
  /** A delivery waits until a later one of the same webhook has gone out, or two seconds have passed. */
  readonly out_of_order: number;
  readonly lost: number;
  readonly delayed: number;
  /** How long a delayed delivery waits, in milliseconds. */
  readonly delay_ms: number;
};

export const defaultWebhookSwitches: WebhookSwitches = {
  signed: true,
  seed: 1,
  duplicated: 0,
  out_of_order: 0,
  lost: 0,
  delayed: 0,
  delay_ms: 5_000,
};

const isChance = (value: unknown): boolean => typeof value === "number" && value >= 0 && value <= 1;
const isWhole = (value: unknown): boolean => Number.isInteger(value) && Number(value) >= 0;

const allowed: { readonly [K in keyof WebhookSwitches]: (value: unknown) => boolean } = {
  signed: (value) => typeof value === "boolean",
  seed: isWhole,
  duplicated: isChance,
  out_of_order: isChance,
  lost: isChance,
  delayed: isChance,
  delay_ms: (value) => isWhole(value) && Number(value) <= 3_600_000,
};

/** Some of the settings, each possible: what is left out keeps its value. */
export function isWebhookSwitches(value: unknown): boolean {
  if (value === null || typeof value !== "object" || Array.isArray(value)) return false;
  return Object.entries(value).every(([name, setting]) => Object.hasOwn(allowed, name) && allowed[name as keyof WebhookSwitches](setting));
}
