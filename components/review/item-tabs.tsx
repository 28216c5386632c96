"use client";
import { useTranslations } from "next-intl";
import type { KeyboardEvent } from "react";
import { itemTabs, type ItemTab } from "@/components/review/queue-address";
import { cx } from "@/components/ui/cx";

type Props = { readonly current: ItemTab; readonly comments: number; readonly edited: boolean; readonly onChange: (tab: ItemTab) => void };

/** Sections beside the document; arrows move between them as in any list of tabs. */
export function ItemTabs({ current, comments, edited, onChange }: Props) {
  const t = useTranslations("review.tabs");
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    const next = itemTabs[itemTabs.indexOf(current) + step];
    if (step === 0 || next === undefined) return;
    event.preventDefault();
    onChange(next);
    document.getElementById(`tab-${next}`)?.focus();
  };
  return (
    <div
      role="tablist"
      aria-label={t("label")}
      onKeyDown={onKeyDown}
      className="hairline-b flex h-10 shrink-0 gap-1 overflow-x-auto px-3 [scrollbar-width:none]"
    >
      {itemTabs.map((tab) => (
        <button
          key={tab}
          type="button"
          role="tab"
          id={`tab-${tab}`}
          aria-selected={tab === current}
          aria-controls="item-section"
          tabIndex={tab === current ? 0 : -1}
          onClick={() => onChange(tab)}
          className={cx(
            "-mb-px inline-flex h-10 shrink-0 items-center gap-1.5 border-b-2 px-2 text-13 transition-colors focus-visible:-outline-offset-2",
            tab === current ? "border-accent font-medium text-ink" : "border-transparent text-ink-2 hover:text-ink",
          )}
        >
          {t(tab)}
          {tab === "comments" && comments > 0 && <span className="text-12 font-normal text-ink-3">{comments}</span>}
          {tab === "versions" && edited && <span aria-hidden className="size-1.5 rounded-full bg-accent" />}
        </button>
      ))}
    </div>
  );
}
