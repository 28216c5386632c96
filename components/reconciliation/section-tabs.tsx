"use client";
import { useTranslations } from "next-intl";
import type { Place } from "@/components/review/place";
import { sectionHref } from "@/components/shell/section-href";
import { Tabs } from "@/components/ui/tabs";

export type ReconciliationSection = "movements" | "extract" | "close" | "statements" | "automation";

/** The pages about the bank, each an address. */
export function ReconciliationTabs({ place, current }: { readonly place: Place; readonly current: ReconciliationSection }) {
  const t = useTranslations("reconciliation.tabs");
  const root = sectionHref(place.company, place.environment, "reconciliation");
  return (
    <Tabs
      label={t("label")}
      tabs={available.map((section) => ({
        href: section === "movements" ? root : `${root}/${section}`,
        label: t(section),
        current: section === current,
      }))}
    />
  );
}

/** Those whose page there is. */
const available: readonly ReconciliationSection[] = ["movements", "extract", "close"];
