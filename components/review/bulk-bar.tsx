"use client";
import { useTranslations } from "next-intl";
import { amountList } from "@/components/review/amount-list";
import type { BulkSummary } from "@/components/review/selection";
import { useKeyOf } from "@/components/shell/keys";
import { Button } from "@/components/ui/button";

type Props = {
  readonly summary: BulkSummary;
  readonly ticked: number;
  readonly busy: boolean;
  readonly onApprove: () => void;
  readonly onClear: () => void;
};

/** Says exactly how many and how much before it is pressed. */
export function BulkBar({ summary, ticked, busy, onApprove, onClear }: Props) {
  const t = useTranslations("queue.bulk");
  const approveKey = useKeyOf("approve");
  const count = summary.rows.length;
  return (
    <div
      role="region"
      aria-label={t("label")}
      className="hairline-t flex shrink-0 animate-rise flex-wrap items-center gap-x-3 gap-y-2 bg-raised px-4 py-2.5 text-13"
    >
      <span>{t("ticked", { count: ticked })}</span>
      {summary.leftOut > 0 && <span className="text-needs">{t("leftOut", { count: summary.leftOut })}</span>}
      <Button tone="quiet" onClick={onClear} className="ml-auto" shortcut="Escape">
        {t("clear")}
      </Button>
      <Button
        tone="primary"
        size="lg"
        busy={busy}
        busyLabel={t("approving", { count })}
        disabled={count === 0}
        onClick={onApprove}
        shortcut={approveKey}
      >
        {t("approve", { count, total: amountList(summary.totals) })}
      </Button>
    </div>
  );
}
