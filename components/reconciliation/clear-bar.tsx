"use client";
import { useTranslations } from "next-intl";
import { inAndOutText } from "@/components/reconciliation/in-and-out-text";
import { Button } from "@/components/ui/button";
import { StatusShape } from "@/components/ui/status-mark";
import type { MovementPage } from "@/lib/agents/reconciliation/list-view";

type Props = { readonly clear: MovementPage["clear"]; readonly busy: boolean; readonly onTick: () => void };

/** Offers to tick what is clear, wherever in the list it stands. Ticking sends nothing: the bar that follows says what would. */
export function ClearBar({ clear, busy, onTick }: Props) {
  const t = useTranslations("reconciliation.clear");
  if (clear.count < 2) return null;
  return (
    <div className="flex shrink-0 items-center gap-x-2 py-1 text-13 text-ink-2 max-md:basis-full max-md:px-1">
      <StatusShape status="clear" />
      <span className="tabular-nums max-md:mr-auto">{t("offer", { count: clear.count, total: inAndOutText(clear.totals) })}</span>
      <Button tone="quiet" onClick={onTick} busy={busy} className="text-accent!">
        {t("tick", { count: clear.count })}
      </Button>
    </div>
  );
}
