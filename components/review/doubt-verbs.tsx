"use client";
import { useTranslations } from "next-intl";
import type { DecisionBarProps } from "@/components/review/decision-bar-props";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import type { DoubtView } from "@/lib/holded/outbox/doubt";

type Props = Pick<DecisionBarProps, "rights" | "asking" | "onAsk" | "deciding" | "busy"> & { readonly doubt: DoubtView };

/** The two answers of somebody who has looked in Holded. Each says what it leads to before it is given. */
export function DoubtVerbs({ rights, asking, onAsk, deciding, busy, doubt }: Props) {
  const t = useTranslations("review.doubt");
  if (!rights.canApprove) return null;
  return (
    <>
      <Button size="lg" onClick={() => onAsk("notThere")} disabled={busy}>
        {t(`notThere.${doubt.wanted.kind}`)}
      </Button>
      <Button tone="primary" size="lg" onClick={() => onAsk("isThere")} busy={busy} busyLabel={t("answering")}>
        {t(`isThere.${doubt.wanted.kind}`)}
      </Button>
      {(asking === "isThere" || asking === "notThere") && (
        <Confirm isThere={asking === "isThere"} kind={doubt.wanted.kind} onAsk={onAsk} deciding={deciding} />
      )}
    </>
  );
}

type ConfirmProps = Pick<Props, "onAsk" | "deciding"> & { readonly isThere: boolean; readonly kind: DoubtView["wanted"]["kind"] };

function Confirm({ isThere, kind, onAsk, deciding }: ConfirmProps) {
  const t = useTranslations("review.doubt");
  const common = useTranslations("common");
  return (
    <Dialog
      open
      onOpenChange={() => onAsk(null)}
      size="sm"
      title={isThere ? t("confirm.isThere.title") : t("confirm.notThere.title")}
      description={isThere ? t(`confirm.isThere.${kind}`) : t(`confirm.notThere.${kind}`)}
      closeLabel={common("close")}
      footer={
        <>
          <Button tone="quiet" onClick={() => onAsk(null)}>
            {common("cancel")}
          </Button>
          <Button tone={isThere ? "primary" : "danger"} onClick={() => deciding.answerDoubt(isThere)}>
            {isThere ? t("confirm.isThere.action") : t(`confirm.notThere.action.${kind}`)}
          </Button>
        </>
      }
    />
  );
}
