"use client";
import { useTranslations } from "next-intl";
import { inAndOutText } from "@/components/reconciliation/in-and-out-text";
import { inAndOut, type Ticks } from "@/components/reconciliation/ticks";
import { useKeyOf } from "@/components/shell/keys";
import { Bar } from "@/components/ui/bar";
import { Button } from "@/components/ui/button";

type Props = {
  readonly ticks: Ticks;
  readonly progress: { readonly done: number; readonly of: number } | null;
  readonly isClosed: boolean;
  readonly onApprove: () => void;
  readonly onClear: () => void;
};

/** Says exactly how many and how much, in and out, before it is pressed. */
export function TickBar({ ticks, progress, isClosed, onApprove, onClear }: Props) {
  const t = useTranslations("reconciliation.bulk");
  const approveKey = useKeyOf("approve");
  const count = ticks.size;
  if (progress !== null)
    return (
      <div role="status" className="hairline-t shrink-0 bg-raised px-4 py-3 text-13">
        <Bar
          value={progress.done}
          max={progress.of}
          label={t("label")}
          valueText={t("progress", progress)}
          caption={<span>{t("progress", progress)}</span>}
        />
      </div>
    );
  return (
    <div
      role="region"
      aria-label={t("label")}
      className="hairline-t flex min-h-14 shrink-0 animate-rise flex-wrap items-center gap-x-3 gap-y-2 bg-raised px-4 py-2 text-13"
    >
      <span>{t("ticked", { count })}</span>
      <span className="text-ink-3 max-md:hidden">{t("noWayBack")}</span>
      <Button tone="quiet" onClick={onClear} className="ml-auto" shortcut="Escape">
        {t("clear")}
      </Button>
      <Button tone="primary" size="lg" onClick={onApprove} disabled={isClosed} shortcut={approveKey}>
        {t("approve", { count, total: inAndOutText(inAndOut([...ticks.values()])) })}
      </Button>
    </div>
  );
}
