"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useReconciliationFacts } from "@/components/reconciliation/reconciliation-facts";
import { WayBackSteps } from "@/components/reconciliation/way-back";
import { itemKey } from "@/components/review/use-item";
import { ConfirmButton } from "@/components/settings/confirm-button";
import { useAnnouncer } from "@/components/ui/announcer";
import type { ItemView, TimelineEvent } from "@/lib/review/view";

type Props = {
  readonly item: Pick<ItemView<unknown>, "id" | "state" | "decidedBy" | "events">;
  readonly accountName: string;
};

const last = (events: readonly TimelineEvent[], kind: string): TimelineEvent | undefined => events.findLast((one) => one.kind === kind);

/** What a rule wrote without a person: where it was wrong, a person says so, and is told how it is undone in Holded. */
export function RuleMistake({ item, accountName }: Props) {
  const t = useTranslations("reconciliation.mistake");
  const { place, reportMistake } = useReconciliationFacts();
  const { toast } = useAnnouncer();
  const client = useQueryClient();
  const isWritten = item.state === "settled" || item.state === "sending" || item.state === "failed";
  if (!isWritten || item.decidedBy !== null || !last(item.events, "approved_by_rule")) return null;
  const report = last(item.events, "mistake_reported");
  const send = async () => {
    if (reportMistake === null) throw new Error("nobody may report it here");
    const answer = await reportMistake({ ...place, proposalId: item.id });
    void client.invalidateQueries({ queryKey: itemKey(place, item.id) });
    if (answer.ok && answer.value.hasEnded) toast({ status: "needs", text: t("ended", { count: answer.value.takenBack }) });
    return answer;
  };
  return (
    <section aria-label={t("title")} className="flex flex-col items-start gap-2 rounded-md bg-sunken px-3 py-2.5 text-13">
      <p className="font-medium">{t(report ? "reported" : "title")}</p>
      <p className="text-ink-2">{t(report ? "reportedText" : "text")}</p>
      {report && <WayBackSteps account={accountName} />}
      {!report && reportMistake !== null && (
        <ConfirmButton
          tone="danger"
          title={t("confirmTitle")}
          body={t("confirmBody")}
          confirm={t("action")}
          done={t("done")}
          command={send}
        >
          {t("action")}
        </ConfirmButton>
      )}
    </section>
  );
}
