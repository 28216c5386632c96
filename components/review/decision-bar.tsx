"use client";
import { useTranslations } from "next-intl";
import { AssignPopover } from "@/components/review/assign-popover";
import { ConfirmPopover } from "@/components/review/confirm-popover";
import type { Asking, DecisionBarProps } from "@/components/review/decision-bar-props";
import { FailedVerbs } from "@/components/review/failed-verbs";
import { ReasonPopover } from "@/components/review/reason-popover";
import { SnoozePopover } from "@/components/review/snooze-popover";
import { StateSummary } from "@/components/review/state-summary";
import { useSentences } from "@/components/review/use-sentences";
import { useKeyOf } from "@/components/shell/keys";
import { Button } from "@/components/ui/button";

/** The one bar where things are decided: what will happen on the left, the verbs with their keys on the right. */
export function DecisionBar(props: DecisionBarProps) {
  const { item, failure, outcome } = props;
  const t = useTranslations("review.bar");
  const sentences = useSentences();
  return (
    <footer
      aria-label={t("label")}
      role="region"
      className="hairline-t z-20 flex min-h-14 shrink-0 items-center gap-x-3 gap-y-2 bg-raised px-4 py-2 max-xl:flex-col max-xl:items-stretch print:hidden"
    >
      <div className="min-w-0 flex-1 text-13 max-md:text-12">
        {failure !== null ? (
          <p role="alert" className="text-refused">
            {sentences.failure(failure)}
          </p>
        ) : item.state === "open" ? (
          <div className="text-ink-2">{outcome}</div>
        ) : (
          <StateSummary item={item} />
        )}
      </div>
      <div className="flex shrink-0 items-center justify-end gap-2 empty:hidden max-md:flex-wrap max-md:gap-1.5 max-md:*:min-w-[23%] max-md:*:flex-1 max-md:*:px-1.5">
        <Verbs {...props} />
      </div>
    </footer>
  );
}

function Verbs(props: DecisionBarProps) {
  switch (props.item.state) {
    case "open":
      return <OpenVerbs {...props} />;
    case "failed":
      return <FailedVerbs {...props} />;
    case "refused":
      return <RefusedVerbs {...props} />;
    case "snoozed":
      return <SnoozedVerbs {...props} />;
    case "reading":
    case "approved":
    case "sending":
    case "settled":
    case "rejected":
    case "withdrawn":
    case "joined":
      return null;
  }
}

function OpenVerbs({
  item,
  rights,
  asking,
  confirmFailed,
  onAsk,
  deciding,
  busy,
  approveLabel,
  usual,
  duplicate,
  confirmReasons,
  people,
  viewerId,
}: DecisionBarProps) {
  const t = useTranslations("review.bar");
  const keys = {
    approve: useKeyOf("approve"),
    duplicate: useKeyOf("duplicate"),
    reject: useKeyOf("reject"),
    snooze: useKeyOf("snooze"),
    assign: useKeyOf("assign"),
  };
  const toggle = (what: Exclude<Asking, null>) => (open: boolean) => onAsk(open ? what : null);
  if (rights.isPaused) return null;
  if (!rights.canApprove) return <p className="text-13 text-ink-3">{t("readOnly")}</p>;
  return (
    <>
      <AssignPopover
        open={asking === "assign"}
        onOpenChange={toggle("assign")}
        people={people}
        viewerId={viewerId}
        assignedTo={item.assignedTo}
        onAssign={deciding.assign}
        anchor={
          <Button tone="quiet" shortcut={keys.assign} onClick={() => onAsk("assign")}>
            {t("assign")}
          </Button>
        }
      />
      <SnoozePopover
        open={asking === "snooze"}
        onOpenChange={toggle("snooze")}
        onSnooze={deciding.snooze}
        anchor={
          <Button tone="quiet" shortcut={keys.snooze} onClick={() => onAsk("snooze")}>
            {t("snooze")}
          </Button>
        }
      />
      <ReasonPopover
        open={asking === "reject"}
        onOpenChange={toggle("reject")}
        title={t("rejectTitle")}
        action={t("reject")}
        usual={usual}
        onGive={deciding.reject}
        anchor={
          <Button size="lg" shortcut={keys.reject} onClick={() => onAsk("reject")} disabled={busy}>
            {t("reject")}
          </Button>
        }
      />
      {duplicate !== null && (
        <Button size="lg" shortcut={keys.duplicate} onClick={() => deciding.reject(duplicate)} disabled={busy}>
          {t("duplicate")}
        </Button>
      )}
      <ConfirmPopover
        open={asking === "confirm"}
        onOpenChange={toggle("confirm")}
        reasons={confirmReasons}
        action={approveLabel}
        failed={confirmFailed}
        onConfirm={deciding.approve}
        anchor={
          <Button
            tone="primary"
            size="lg"
            shortcut={keys.approve}
            onClick={() => deciding.approve()}
            busy={busy}
            busyLabel={t("approving")}
            className="max-md:order-first max-md:basis-full!"
          >
            {approveLabel}
          </Button>
        }
      />
    </>
  );
}

function RefusedVerbs({ rights, asking, onAsk, deciding, busy }: DecisionBarProps) {
  const t = useTranslations("review.bar");
  const usual = useTranslations("review.reason.usual");
  const keys = { retry: useKeyOf("retry"), reject: useKeyOf("reject") };
  if (!rights.canApprove) return null;
  return (
    <>
      <ReasonPopover
        open={asking === "reject"}
        onOpenChange={(open) => onAsk(open ? "reject" : null)}
        title={t("discardTitle")}
        action={t("discard")}
        usual={[usual("notAnInvoice"), usual("askedForCopy"), usual("enteredByHand")]}
        onGive={deciding.reject}
        anchor={
          <Button size="lg" shortcut={keys.reject} onClick={() => onAsk("reject")} disabled={busy}>
            {t("discard")}
          </Button>
        }
      />
      <Button tone="primary" size="lg" shortcut={keys.retry} onClick={deciding.readAgain} busy={busy} busyLabel={t("readingAgain")}>
        {t("readAgain")}
      </Button>
    </>
  );
}

function SnoozedVerbs({ rights, deciding, busy }: DecisionBarProps) {
  const t = useTranslations("review.bar");
  if (!rights.canApprove) return null;
  return (
    <Button tone="primary" size="lg" onClick={deciding.wake} busy={busy} busyLabel={t("waking")}>
      {t("wake")}
    </Button>
  );
}
