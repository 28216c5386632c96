import "server-only";
import { lastMonth } from "@/lib/agents/reconciliation/month-store";
import { isMonth } from "@/lib/agents/reconciliation/month-view";
import { todayInMadrid } from "@/lib/kernel/calendar";
import { systemClock } from "@/lib/kernel/clock";
import type { CompanyScope } from "@/lib/platform/db/scope";

/** The month of the address; else that of the last movement, else this one. */
export async function monthAsked(scope: CompanyScope, asked: unknown): Promise<string> {
  if (isMonth(asked)) return asked;
  return (await scope.read((tx) => lastMonth(tx, scope))) ?? todayInMadrid(systemClock).slice(0, 7);
}
