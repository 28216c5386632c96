import type { Environment } from "@/lib/review/model";

export type Section = "overview" | "invoices" | "reconciliation" | "quotes" | "activity" | "settings";

export function sectionHref(company: string, where: Environment, section: Exclude<Section, "overview">): string {
  return `/${company}/${where}/${section}`;
}
