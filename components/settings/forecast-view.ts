import type { PlanName } from "@/components/settings/plan-choice";

export type ShownVolumes = {
  readonly purchases: number;
  readonly movements: number;
  readonly quotes: number;
  readonly hours: number;
  readonly leads: number;
  readonly employees: number;
  readonly projects: number;
};

export type ForecastUse = "purchases" | "movements" | "quotes" | "hours" | "leads" | "looks" | "repair" | "hints" | "people" | "others";

/** Calls a month that work of these volumes causes, and whether the plan bears them. */
export type ShownForecast = {
  readonly plan: PlanName;
  readonly perMonth: number;
  readonly byUse: readonly {
    readonly use: ForecastUse;
    readonly purpose: "write" | "person" | "scheduled" | "refresh" | null;
    readonly calls: number;
  }[];
  readonly total: number;
  readonly share: number;
  readonly verdict:
    | { readonly kind: "fits" }
    | { readonly kind: "tight"; readonly because: "month" | "minute" | "reads" | "billed" }
    | { readonly kind: "needs_plan"; readonly plan: PlanName };
  readonly mostly: ForecastUse | null;
  readonly firstReading: number;
};
