import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Fact, Facts } from "@/components/settings/facts";
import type { PlanName } from "@/components/settings/plan-choice";
import type { CallWindow } from "@/components/settings/window-text";
import { QuotaBar } from "@/components/shell/quota-bar";
import { Bar } from "@/components/ui/bar";
import { showCount } from "@/components/ui/count-text";

export type ShownQuota = {
  readonly minute: { readonly used: number; readonly limit: number } | null;
  readonly month: { readonly used: number; readonly limit: number; readonly expected: number } | null;
  readonly third: (CallWindow & { readonly used: number }) | null;
  /** By purpose: calls that waited, and calls that were put off. */
  readonly heldBack: readonly {
    readonly purpose: "write" | "person" | "scheduled" | "refresh";
    readonly waited: number;
    readonly postponed: number;
  }[];
};

type Props = {
  readonly plan: PlanName;
  readonly customFields: boolean;
  readonly quota: ShownQuota;
  /** In place of the name of the plan where it may be changed. */
  readonly planChoice: ReactNode;
  /** A limit beside those of the plan. */
  readonly ownLimit: ReactNode;
};

/** The plan and what is left of its windows. */
export function QuotaFacts({ plan, customFields, quota, planChoice, ownLimit }: Props) {
  const t = useTranslations("settings");
  const { minute, month, heldBack } = quota;
  return (
    <Facts>
      <Fact name={t("plan")}>
        {planChoice ?? t(`plans.${plan}`)}
        <span className="mt-1 block text-12 text-ink-3">{customFields ? t("customFieldsYes") : t("customFieldsNo")}</span>
      </Fact>
      {minute !== null && (
        <Fact name={t("quotaMinute")}>
          <div className="max-w-80 sm:pt-1.5">
            <Bar
              label={t("quotaMinute")}
              value={minute.used}
              max={minute.limit}
              valueText={t("quotaOf", { used: showCount(minute.used), limit: showCount(minute.limit) })}
              caption={
                <span className="tabular-nums">{t("quotaOf", { used: showCount(minute.used), limit: showCount(minute.limit) })}</span>
              }
            />
          </div>
        </Fact>
      )}
      {month !== null && (
        <Fact name={t("quotaMonth")}>
          <div className="max-w-80 sm:pt-1.5">
            <QuotaBar {...month} bare />
          </div>
          <span className="mt-1 block text-12 text-ink-3">{t("quotaExpected", { expected: showCount(month.expected) })}</span>
        </Fact>
      )}
      <Fact name={t("ownLimit.title")}>{ownLimit}</Fact>
      <Fact name={t("heldBack")}>
        {heldBack.length === 0 ? t("heldBackNone") : heldBack.map((held) => <HeldBack key={held.purpose} held={held} />)}
      </Fact>
    </Facts>
  );
}

function HeldBack({ held }: { readonly held: ShownQuota["heldBack"][number] }) {
  const t = useTranslations();
  return (
    <span className="block">
      {t("settings.heldBackOf", {
        purpose: t(`activity.purposes.${held.purpose}`),
        waited: showCount(held.waited),
        postponed: showCount(held.postponed),
      })}
    </span>
  );
}
