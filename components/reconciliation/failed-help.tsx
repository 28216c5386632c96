"use client";
import { useTranslations } from "next-intl";
import { amountText } from "@/components/review/amount-list";
import { CopyId } from "@/components/ui/copy-id";
import { showDate } from "@/components/ui/date-text";
import type { ReconciliationPayload } from "@/lib/agents/reconciliation/model";
import type { FailureCode } from "@/lib/kernel/result";
import type { ItemView } from "@/lib/review/view";

type Props = { readonly item: Pick<ItemView<unknown>, "state" | "failure">; readonly payload: ReconciliationPayload };

/** Where in Holded to look when writing stopped there, with what to look for ready to be copied. */
export function FailedHelp({ item, payload }: Props) {
  const t = useTranslations("reconciliation.failed");
  const common = useTranslations("common");
  if (item.state !== "failed" || item.failure === null) return null;
  const { accountName, valueDate, amount, currency } = payload.movement;
  const date = showDate(valueDate) ?? valueDate;
  return (
    <section aria-label={t("title")} className="flex flex-col gap-1.5 rounded-md bg-refused-soft px-3 py-2.5 text-13">
      <p className="font-medium">{t("title")}</p>
      <p className="text-ink-2">{t(adviceFor(item.failure.code))}</p>
      <p className="flex flex-wrap items-center gap-x-2">
        {t("where", { account: accountName, date, amount: amountText(amount, currency) })}
        <CopyId value={amount.replace("-", "").replace(".", ",")} label={common("copy")} copiedLabel={common("copied")} />
      </p>
    </section>
  );
}

type Advice = "forced" | "locked" | "busy" | "changed" | "refused" | "other";

function adviceFor(code: FailureCode): Advice {
  switch (code) {
    case "holded.not_reconciled":
      return "forced";
    case "holded.period_locked":
      return "locked";
    case "holded.rate_limited":
      return "busy";
    case "holded.changed_meanwhile":
    case "holded.read_back_differs":
    case "holded.not_found":
      return "changed";
    case "holded.rejected":
      return "refused";
    default:
      return "other";
  }
}
