"use client";
import { useTranslations } from "next-intl";
import type { MouseEvent } from "react";
import { cx } from "@/components/ui/cx";
import { buckets, type Bucket, type QueuePage } from "@/lib/review/view";

type Props = {
  /** Of the tabs, where it is not invoices that wait. */
  readonly label?: string;
  readonly current: Bucket;
  readonly counts: QueuePage["counts"] | null;
  readonly onChange: (bucket: Bucket) => void;
};

/** On a phone not all tabs fit: the current one is brought into sight. */
function intoSight(tab: HTMLElement | null): void {
  tab?.scrollIntoView({ block: "nearest", inline: "nearest" });
}

/** Where items wait. Each is an address, so that it opens in a new window too; a plain click stays on the page. */
export function BucketTabs({ label, current, counts, onChange }: Props) {
  const t = useTranslations("queue");
  const go = (event: MouseEvent, bucket: Bucket) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    onChange(bucket);
  };
  return (
    <nav aria-label={label ?? t("buckets")} className="hairline-b flex shrink-0 gap-1 overflow-x-auto px-2 [scrollbar-width:none] md:px-3">
      {buckets.map((bucket) => (
        <a
          key={bucket}
          ref={bucket === current ? intoSight : undefined}
          href={`?bucket=${bucket}`}
          aria-current={bucket === current ? "page" : undefined}
          onClick={(event) => go(event, bucket)}
          className={cx(
            "-mb-px inline-flex h-10 shrink-0 items-center gap-1.5 border-b-2 px-2 text-13 whitespace-nowrap transition-colors focus-visible:-outline-offset-2",
            bucket === current ? "border-accent font-medium text-ink" : "border-transparent text-ink-2 hover:text-ink",
          )}
        >
          {t(`bucket.${bucket}`)}
          <span
            className={cx("min-w-4 text-12 font-normal", bucket === "failed" && (counts?.failed ?? 0) > 0 ? "text-refused" : "text-ink-3")}
          >
            {counts === null ? "" : counts[bucket]}
          </span>
        </a>
      ))}
    </nav>
  );
}
