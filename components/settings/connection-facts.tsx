import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Fact, Facts } from "@/components/settings/facts";
import type { PlanName } from "@/components/settings/plan-choice";
import type { ConnectionState } from "@/components/shell/company-line";
import { connectionStatus } from "@/components/shell/connection-status";
import { forecastOf } from "@/components/shell/quota-forecast";
import { QuotaBar } from "@/components/shell/quota-bar";
import { MomentText } from "@/components/ui/moment-text";
import { StatusMark } from "@/components/ui/status-mark";

export type ShownConnection = {
  readonly baseUrl: string;
  readonly lastFour: string;
  readonly status: ConnectionState;
  readonly plan: PlanName;
  readonly planFrom: "assumed" | "headers" | "person";
  readonly customFields: boolean;
  readonly month: { readonly used: number; readonly limit: number } | null;
  readonly checkedAt: string | null;
  readonly lastUsedAt: string | null;
};

type Props = {
  readonly connection: ShownConnection;
  readonly today: string;
  /** In place of the name of the plan where it may be changed. */
  readonly planChoice: ReactNode;
};

/** What is known of a connection; of the key only how it ends. */
export function ConnectionFacts({ connection, today, planChoice }: Props) {
  const t = useTranslations("settings");
  return (
    <Facts>
      <Fact name={t("state")}>
        <StatusMark status={connectionStatus[connection.status]}>{t(`status.${connection.status}`)}</StatusMark>
      </Fact>
      <Fact name={t("token")}>{t("tokenStored", { lastFour: connection.lastFour })}</Fact>
      <Fact name={t("address")}>
        <span className="font-mono text-12 break-all">{connection.baseUrl}</span>
      </Fact>
      <Fact name={t("plan")}>
        {planChoice ?? t(`plans.${connection.plan}`)}
        <span className="mt-1 block text-12 text-ink-3">{connection.customFields ? t("customFieldsYes") : t("customFieldsNo")}</span>
      </Fact>
      {connection.month !== null && (
        <Fact name={t("quotaMonth")}>
          <div className="max-w-80 sm:pt-1.5">
            <QuotaBar {...connection.month} expected={forecastOf(connection.month.used, today)} bare />
          </div>
        </Fact>
      )}
      <Fact name={t("lastCheck")}>{connection.checkedAt === null ? t("never") : <MomentText value={connection.checkedAt} />}</Fact>
      <Fact name={t("lastUse")}>{connection.lastUsedAt === null ? t("never") : <MomentText value={connection.lastUsedAt} />}</Fact>
    </Facts>
  );
}
