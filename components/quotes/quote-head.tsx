"use client";
import { useTranslations } from "next-intl";
import Link from "next/link";
import type { Place } from "@/components/review/place";
import { sectionHref } from "@/components/shell/section-href";
import { cx } from "@/components/ui/cx";
import { TabStrip } from "@/components/ui/tab-strip";

const sections = ["requests", "conditions", "learned"] as const;
type QuoteSection = (typeof sections)[number];

/** The title of the pages about quotes and the way between them; each is an address. */
export function QuoteHead({ place, current }: { readonly place: Place; readonly current: QuoteSection }) {
  const t = useTranslations("quotes");
  const root = sectionHref(place.company, place.environment, "quotes");
  return (
    <div className="mr-auto flex min-w-0 flex-wrap items-baseline gap-x-5">
      <h1 className="text-20 font-semibold">{t("title")}</h1>
      <TabStrip label={t("tabs.label")} current={current} className="relative flex min-w-0 gap-4 overflow-x-auto [scrollbar-width:none]">
        {sections.map((section) => (
          <Link
            key={section}
            href={section === "requests" ? root : `${root}/${section}`}
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
