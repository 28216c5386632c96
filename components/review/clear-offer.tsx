"use client";
import { useTranslations } from "next-intl";
import { amountList } from "@/components/review/amount-list";
import { bulkSummary, isPreTicked } from "@/components/review/selection";
import { Button } from "@/components/ui/button";
import { StatusShape } from "@/components/ui/status-mark";
import type { QueueRow } from "@/lib/review/view";

type Props = { readonly rows: readonly QueueRow[]; readonly onTick: (ids: ReadonlySet<string>) => void };

/** Offers to tick what the agent calls clear. Ticking sends nothing: the bar that follows says what would. */
export function ClearOffer({ rows, onTick }: Props) {
  const t = useTranslations("queue.clear");
  const ids = new Set(rows.filter(isPreTicked).map((row) => row.id));
  if (ids.size < 2) return null;
  const { totals } = bulkSummary(rows, ids);
  return (
    <div className="hairline-b flex shrink-0 flex-wrap items-center gap-x-2 gap-y-1 px-4 py-1.5 text-13 text-ink-2">
      <StatusShape status="clear" />
      <span className="mr-auto">{t("offer", { count: ids.size, total: amountList(totals) })}</span>
      <Button tone="quiet" onClick={() => onTick(ids)} className="text-accent!">
        {t("tick", { count: ids.size })}
      </Button>
    </div>
  );
}
