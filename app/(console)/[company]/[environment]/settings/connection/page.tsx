import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import Link from "next/link";
import { choosePlan, storeToken, tryConnection } from "@/app/(console)/[company]/[environment]/settings/actions";
import { SettingsFrame } from "@/app/(console)/[company]/[environment]/settings/settings-frame";
import { CapabilityTable } from "@/components/settings/capability-table";
import { ConnectionFacts, type ShownConnection } from "@/components/settings/connection-facts";
import { Section } from "@/components/settings/facts";
import { PlanChoice } from "@/components/settings/plan-choice";
import { TokenForm } from "@/components/settings/token-form";
import { EnvironmentWord } from "@/components/shell/environment-word";
import { connectionView } from "@/lib/holded/connection";
import type { ConnectionView } from "@/lib/holded/connection-view";
import { todayInMadrid } from "@/lib/kernel/calendar";
import { systemClock } from "@/lib/kernel/clock";
import { openCompany } from "@/lib/platform/http/open-company";

type Props = { readonly params: Promise<{ readonly company: string; readonly environment: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settings"))("connection") };
}

export default async function ConnectionPage({ params }: Props) {
  const opened = await openCompany(params, "settings.read");
  const { scope, company, environment, can } = opened;
  const t = await getTranslations("settings");
  const connection = await connectionView(scope);
  const where = { company: company.slug, environment };
  const other = environment === "sandbox" ? "live" : "sandbox";
  const mayWrite = can("settings.write");
  const title = (
    <span className="flex items-baseline gap-3">
      {connection === null ? t("notConnectedTitle") : t("connection")} <EnvironmentWord environment={environment} />
    </span>
  );
  return (
    <SettingsFrame opened={opened} current="connection">
      <Section title={title} lead={connection === null ? t("notConnectedLead") : t("connectionLead")}>
        {connection !== null && (
          <ConnectionFacts
            connection={shown(connection)}
            today={todayInMadrid(systemClock)}
            planChoice={
              mayWrite ? (
                <PlanChoice plan={connection.plan} hint={t(`planFrom.${connection.planFrom}`)} where={where} choose={choosePlan} />
              ) : null
            }
          />
        )}
        <div className="mt-5 flex flex-col gap-5">
          {mayWrite ? (
            <TokenForm where={where} hasToken={connection !== null} save={storeToken} test={tryConnection} />
          ) : (
            <p className="text-13 text-ink-2">{t("readOnly")}</p>
          )}
          <p className="text-13">
            <Link
              href={`/${company.slug}/${other}/settings/connection`}
              className="text-ink-2 underline decoration-line-strong underline-offset-3 hover:decoration-accent"
            >
              {other === "live" ? t("otherEnvironmentLive") : t("otherEnvironmentSandbox")}
            </Link>
          </p>
        </div>
      </Section>
      {connection !== null && (
        <Section title={t("capabilities")}>
          <CapabilityTable capabilities={connection.permissions} />
        </Section>
      )}
    </SettingsFrame>
  );
}

function shown(connection: ConnectionView): ShownConnection {
  const { baseUrl, lastFour, status, plan, planFrom, customFields, usage, checkedAt, lastUsedAt } = connection;
  return { baseUrl, lastFour, status, plan, planFrom, customFields, month: usage?.month ?? null, checkedAt, lastUsedAt };
}
