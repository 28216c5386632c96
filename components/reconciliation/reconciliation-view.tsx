"use client";
import { useTranslations } from "next-intl";
import { MovementSource } from "@/components/reconciliation/movement-source";
import { useReconciliationFacts } from "@/components/reconciliation/reconciliation-facts";
import { ReconciliationOutcome } from "@/components/reconciliation/reconciliation-outcome";
import { ReconciliationPanel } from "@/components/reconciliation/reconciliation-panel";
import { shownStory } from "@/components/reconciliation/shown-story";
import { useMatching } from "@/components/reconciliation/use-matching";
import { useReconciliationDescribe } from "@/components/reconciliation/use-reconciliation-describe";
import type { KindView } from "@/components/review/kind-view";
import { Fold } from "@/components/ui/fold";
import type { ReconciliationPayload } from "@/lib/agents/reconciliation/model";

/** The movement as the bank printed it, and the way back that Holded's API does not have. */
function Source({ payload, id }: { readonly payload: ReconciliationPayload; readonly id: string }) {
  const t = useTranslations("reconciliation.wayBack");
  const { place } = useReconciliationFacts();
  const { option } = shownStory(payload, useMatching(place, id));
  return (
    <div className="mx-auto flex max-w-[640px] flex-col gap-8 px-4 py-6 md:px-8 md:py-10">
      <MovementSource payload={payload} option={option} isLarge />
      <div className="text-13 text-ink-2">
        <Fold title={t("title")}>
          <p className="pb-2">{t("why")}</p>
          <ol className="flex list-decimal flex-col gap-1 pl-5">
            <li>{t("step1", { account: payload.movement.accountName })}</li>
            <li>{t("step2")}</li>
            <li>{t("step3")}</li>
          </ol>
        </Fold>
      </div>
    </div>
  );
}

/** A bank movement on the review screen. */
export const reconciliationView: KindView<ReconciliationPayload> = {
  Panel: ReconciliationPanel,
  Source,
  Outcome: ReconciliationOutcome,
  needsTwo: () => false,
  useDescribe: useReconciliationDescribe,
  evidenceOf: () => [],
};
