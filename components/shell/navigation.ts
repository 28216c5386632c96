"use client";
import { ArrowLeftRight, Building2, FileText, History, MessageSquareText, SlidersHorizontal, type LucideIcon } from "lucide-react";
import { useTranslations } from "next-intl";
import type { CommandId } from "@/components/shell/keys";
import type { Place } from "@/components/shell/place";
import { sectionHref, type Section } from "@/components/shell/section-href";
import { can } from "@/lib/platform/permissions";

export type Destination = {
  readonly section: Section;
  readonly href: string;
  readonly label: string;
  readonly icon: LucideIcon;
  readonly command: CommandId;
  readonly current: boolean;
};

/** Where this person may go from here; feeds rail, top bar, palette and keys. */
export function useDestinations({ company, environment, section }: Place): readonly Destination[] {
  const t = useTranslations("shell");
  const where = environment ?? company?.environment;
  const inside: Destination[] = [];
  if (company !== null && where !== undefined) {
    const add = (name: Exclude<Section, "overview">, icon: LucideIcon, command: CommandId, allowed: boolean) => {
      if (allowed)
        inside.push({
          section: name,
          href: sectionHref(company.slug, where, name),
          label: t(name),
          icon,
          command,
          current: section === name,
        });
    };
    add("invoices", FileText, "goInvoices", can(company.role, "invoices.read"));
    add("reconciliation", ArrowLeftRight, "goReconciliation", can(company.role, "reconciliation.read"));
    add("quotes", MessageSquareText, "goQuotes", can(company.role, "quotes.read"));
    add("activity", History, "goActivity", can(company.role, "activity.read"));
    add("settings", SlidersHorizontal, "goSettings", true);
  }
  return [
    ...inside,
    { section: "overview", href: "/", label: t("overview"), icon: Building2, command: "goOverview", current: section === "overview" },
  ];
}
