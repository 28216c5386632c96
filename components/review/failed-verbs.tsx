"use client";
import { useTranslations } from "next-intl";
import type { DecisionBarProps } from "@/components/review/decision-bar-props";
import { DoubtVerbs } from "@/components/review/doubt-verbs";
import { ReasonPopover } from "@/components/review/reason-popover";
import { useKeyOf } from "@/components/shell/keys";
import { Button } from "@/components/ui/button";

/** A sending that stopped: another try, what is accepted as it is, the way back; or what only a person can find out. */
export function FailedVerbs(props: DecisionBarProps) {
  return props.item.doubt === null ? <UsualVerbs {...props} /> : <DoubtVerbs {...props} doubt={props.item.doubt} />;
}

function UsualVerbs({ item, rights, asking, onAsk, deciding, busy }: DecisionBarProps) {
  const t = useTranslations("review.bar");
  const retryKey = useKeyOf("retry");
  if (!rights.canApprove) return null;
  const differs = item.failure?.code === "holded.read_back_differs";
  return (
    <>
      <Button size="lg" tone="quiet" onClick={deciding.sendBack} disabled={busy}>
        {t("sendBack")}
      </Button>
      {differs && (
        <ReasonPopover
          open={asking === "difference"}
          onOpenChange={(open) => onAsk(open ? "difference" : null)}
          title={t("differenceTitle")}
          action={t("acceptDifference")}
          usual={[]}
          onGive={deciding.acceptDifference}
          anchor={
            <Button size="lg" onClick={() => onAsk("difference")} disabled={busy}>
              {t("acceptDifference")}
            </Button>
          }
        />
      )}
      <Button tone="primary" size="lg" shortcut={retryKey} onClick={deciding.retry} busy={busy} busyLabel={t("retrying")}>
        {t("retry")}
      </Button>
    </>
  );
}
