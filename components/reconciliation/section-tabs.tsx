"use client";
import { useTranslations } from "next-intl";
import Link from "next/link";
import type { Place } from "@/components/review/place";
import { sectionHref } from "@/components/shell/section-href";
import { cx } from "@/components/ui/cx";
import { TabStrip } from "@/components/ui/tab-strip";

export type ReconciliationSection = "movements" | "extract" | "close" | "statements" | "automation";

/** Those whose page there is. */
const available: readonly ReconciliationSection[] = ["movements", "extract", "close", "statements", "automation"];

/** The title of the pages about the bank and the way between them; each is an address. */
export function ReconciliationHead({ place, current }: { readonly place: Place; readonly current: ReconciliationSection }) {
  const t = useTranslations("reconciliation");
  const root = sectionHref(place.company, place.environment, "reconciliation");
  return (
    <div className="mr-auto flex min-w-0 flex-wrap items-baseline gap-x-5">
      <h1 className="text-20 font-semibold">{t("title")}</h1>
      <TabStrip label={t("tabs.label")} current={current} className="relative flex min-w-0 gap-4 overflow-x-auto [scrollbar-width:none]">
        {available.map((section) => (
          <Link
            key={section}
            href={section === "movements" ? root : `${root}/${section}`}
            aria-current={section === current ? "page" : undefined}
            className={cx(
              "control-height inline-flex shrink-0 items-center rounded-sm text-13 underline-offset-8 transition-colors focus-visible:-outline-offset-2",
              section === current ? "font-medium text-accent underline decoration-2" : "text-ink-2 hover:text-ink",
            )}
          >
            {t(`tabs.${section}`)}
          </Link>
        ))}
      </TabStrip>
    </div>
  );
}
