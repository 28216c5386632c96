/** Calls per minute and per calendar month, and whether documents carry custom fields there (reference 2.7). */
export const plans = {
  plus: { perMinute: 60, perMonth: 500, hardMonth: true, customFields: false },
  basico: { perMinute: 60, perMonth: 2_000, hardMonth: true, customFields: false },
  estandar: { perMinute: 120, perMonth: 7_500, hardMonth: true, customFields: false },
  avanzado: { perMinute: 120, perMonth: 30_000, hardMonth: true, customFields: true },
  /** Beyond its month calls are billed, not refused. */
  premium: { perMinute: 600, perMonth: 100_000, hardMonth: false, customFields: true },
} as const;
export type Plan = keyof typeof plans;

/** From the smallest to the largest. */
export const planNames = Object.keys(plans) as readonly Plan[];

export function isPlan(name: string): name is Plan {
  return Object.hasOwn(plans, name);
}

/** What an account has shown of its limits; null: nothing yet. */
export type ShownLimits = {
  readonly perMinute: number | null;
  readonly perMonth: number | null;
  /** `limit` of `GET /usage`: the billing ceiling, which is the plan's month where nothing more was bought. */
  readonly ceiling: number | null;
};

/**
 * The plan that an account shows. A month's limit names it; the minute's narrows it down. Among plans that fit equally the
 * one that was known is kept, else the smallest is assumed, because its windows are safe for all of them. Pure.
 */
export function detectPlan(shown: ShownLimits, known: Plan): Plan {
  const { perMinute, perMonth, ceiling } = shown;
  const ofMinute = planNames.filter((name) => perMinute === null || plans[name].perMinute === perMinute);
  const fitting = ofMinute.length > 0 ? ofMinute : planNames;
  const byMonth = fitting.find((name) => plans[name].perMonth === perMonth) ?? fitting.find((name) => plans[name].perMonth === ceiling);
  if (byMonth) return byMonth;
  if (ofMinute.includes(known)) return known;
  return ofMinute[0] ?? known;
}
