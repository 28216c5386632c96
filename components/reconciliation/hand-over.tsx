"use client";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { amountText } from "@/components/review/amount-list";
import { CopyId } from "@/components/ui/copy-id";
import { showDate } from "@/components/ui/date-text";
import { residualKinds } from "@/lib/agents/reconciliation/engine/model";
import type { ReconciliationPayload } from "@/lib/agents/reconciliation/model";
import { handOver, wayOf, type HandOverStep } from "@/lib/agents/reconciliation/way";

/** What a person does in Holded because its API cannot: every step with the figures to copy. */
export function HandOver({ payload }: { readonly payload: ReconciliationPayload }) {
  const t = useTranslations("reconciliation.byHand");
  const steps = useMemo(() => handOver(payload), [payload]);
  const way = wayOf(payload);
  if (way.way !== "by_hand") return null;
  return (
    <section aria-label={t("title")} className="flex flex-col gap-2 rounded-md bg-needs-soft px-3 py-2.5 text-13">
      <p className="font-medium">{t("title")}</p>
      <p className="text-ink-2">{t(`because.${way.because}`)}</p>
      <ol className="flex list-decimal flex-col gap-1 pl-5">
        {steps.map((step, index) => (
          <Step key={index} step={step} />
        ))}
      </ol>
      <p className="text-12 text-ink-2">{t("after")}</p>
    </section>
  );
}

function Step({ step: { code, values } }: { readonly step: HandOverStep }) {
  const t = useTranslations("reconciliation");
  const common = useTranslations("common");
  const kind = residualKinds.find((one) => one === values["kind"]) ?? "unapplied";
  const said = {
    ...values,
    date: showDate(values["date"] ?? null) ?? "",
    amount: amountText((values["amount"] ?? "0.00").replace("-", ""), values["currency"] ?? "EUR"),
    kind: t(`residual.${kind}`),
    number: values["number"] || t("match.numberless"),
    party: values["party"] || t("match.nobody"),
  };
  const copied = plainFigures(values["amount"]);
  return (
    <li>
      {t(`byHand.step.${code}`, said)} {copied !== null && <CopyId value={copied} label={common("copy")} copiedLabel={common("copied")} />}
    </li>
  );
}

/** As a field of Holded takes it: "1234,50". */
function plainFigures(amount: string | undefined): string | null {
  return amount === undefined ? null : amount.replace("-", "").replace(".", ",");
}
