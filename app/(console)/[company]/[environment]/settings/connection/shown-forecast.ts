import type { ShownForecast } from "@/components/settings/forecast-view";
import { plans } from "@/lib/holded/quota";
import type { Forecast } from "@/lib/holded/quota/forecast";

/** A forecast as the page shows it, with the month of its plan. */
export function shownForecast({ plan, byUse, total, share, verdict, mostly, firstReading }: Forecast): ShownForecast {
  return { plan, byUse, total, share, verdict, mostly, firstReading, perMonth: plans[plan].perMonth };
}
