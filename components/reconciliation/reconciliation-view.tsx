"use client";
import { useTranslations } from "next-intl";
import { MovementSource } from "@/components/reconciliation/movement-source";
import { useReconciliationFacts } from "@/components/reconciliation/reconciliation-facts";
import { ReconciliationOutcome } from "@/components/reconciliation/reconciliation-outcome";
import { ReconciliationPanel } from "@/components/reconciliation/reconciliation-panel";
import { shownStory } from "@/components/reconciliation/shown-story";
import { useMatching } from "@/components/reconciliation/use-matching";
import { useReconciliationDescribe } from "@/components/reconciliation/use-reconciliation-describe";
import { WayBackSteps } from "@/components/reconciliation/way-back";
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
          <WayBackSteps account={payload.movement.accountName} />
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
