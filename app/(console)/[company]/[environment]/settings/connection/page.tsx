import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import {
  acceptUnsignedNotices,
  choosePlan,
  dropOldToken,
  goBackToOldToken,
  keepVolumes,
  readAgain,
  reckonVolumes,
  registerNotices,
  removeNotices,
  rotateNotices,
  setOwnLimit,
  storeNoticeSecret,
  storeToken,
  switchAgent,
  tryConnection,
} from "@/app/(console)/[company]/[environment]/settings/connection/actions";
import { loadConnectionPage } from "@/app/(console)/[company]/[environment]/settings/connection/load-connection";
import { shownPermissions } from "@/app/(console)/[company]/[environment]/settings/connection/shown-permissions";
import { SettingsFrame } from "@/app/(console)/[company]/[environment]/settings/settings-frame";
import { AgentSwitches } from "@/components/settings/agent-switches";
import { CapabilityTable } from "@/components/settings/capability-table";
import { ConnectionFacts } from "@/components/settings/connection-facts";
import { EnvironmentTabs } from "@/components/settings/environment-tabs";
import { Section } from "@/components/settings/facts";
import { ForecastPanel } from "@/components/settings/forecast-panel";
import { MirrorTable } from "@/components/settings/mirror-table";
import { OldToken } from "@/components/settings/old-token";
import { OwnLimit } from "@/components/settings/own-limit";
import { PlanChoice } from "@/components/settings/plan-choice";
import { QuotaFacts } from "@/components/settings/quota-facts";
import { TokenForm } from "@/components/settings/token-form";
import { WebhookPanel } from "@/components/settings/webhook-panel";
import { openCompany } from "@/lib/platform/http/open-company";

type Props = { readonly params: Promise<{ readonly company: string; readonly environment: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settings"))("connection") };
}

export default async function ConnectionPage({ params }: Props) {
  const opened = await openCompany(params, "settings.read");
  const { company, environment, can } = opened;
  const t = await getTranslations("settings");
  const { environments, connection, agents, webhooks, mirror, quota, volumes, forecast } = await loadConnectionPage(opened);
  const where = { company: company.slug, environment };
  const mayWrite = can("settings.write");
  return (
    <SettingsFrame opened={opened} current="connection">
      <EnvironmentTabs company={company.slug} current={environment} states={environments} />
      <Section
        id="token"
        title={connection ? t("connection") : t("notConnectedTitle")}
        lead={connection ? t("connectionLead") : t("notConnectedLead")}
      >
        {connection && <ConnectionFacts connection={connection.facts} />}
        <div className="mt-5 flex flex-col gap-5">
          {mayWrite ? (
            <TokenForm where={where} hasToken={connection !== null} save={storeToken} test={tryConnection} />
          ) : (
            <p className="text-13 text-ink-2">{t("readOnly")}</p>
          )}
          {connection?.oldToken && (
            <OldToken
              old={connection.oldToken}
              where={where}
              commands={mayWrite ? { retire: dropOldToken, goBack: goBackToOldToken } : null}
            />
          )}
        </div>
      </Section>
      {connection && (
        <Section id="permissions" title={t("capabilities")} lead={t("capabilitiesLead")}>
          <p className="pb-3 text-13">{t("capabilitiesSum", connection.sums)}</p>
          <CapabilityTable permissions={await shownPermissions(connection.permissions)} />
        </Section>
      )}
      <Section id="agents" title={t("agents.title")} lead={t("agents.lead")}>
        <AgentSwitches agents={agents} where={where} set={mayWrite ? switchAgent : null} />
      </Section>
      {connection && (
        <Section id="quota" title={t("quotaTitle")} lead={t("quotaLead")}>
          <QuotaFacts
            plan={connection.plan}
            customFields={connection.customFields}
            quota={quota}
            planChoice={
              mayWrite ? (
                <PlanChoice plan={connection.plan} hint={t(`planFrom.${connection.planFrom}`)} where={where} choose={choosePlan} />
              ) : null
            }
            ownLimit={<OwnLimit window={quota.third} where={where} save={mayWrite ? setOwnLimit : null} />}
          />
        </Section>
      )}
      {/* Before a company is connected too: whether its work fits a plan is asked first. */}
      <Section id="forecast" title={t("forecast.title")} lead={t("forecast.lead")}>
        <ForecastPanel
          where={where}
          volumes={volumes.said}
          measured={volumes.measured}
          forecast={forecast}
          reckon={reckonVolumes}
          save={mayWrite ? keepVolumes : null}
        />
      </Section>
      {connection && (
        <>
          <Section id="webhooks" title={t("webhooks.title")} lead={t("webhooks.lead")}>
            <WebhookPanel
              webhooks={webhooks}
              where={where}
              commands={
                mayWrite
                  ? {
                      register: registerNotices,
                      rotate: rotateNotices,
                      remove: removeNotices,
                      setSecret: storeNoticeSecret,
                      acceptUnsigned: acceptUnsignedNotices,
                    }
                  : null
              }
            />
          </Section>
          <Section id="mirror" title={t("mirror.title")} lead={t("mirror.lead")}>
            <MirrorTable resources={mirror} where={where} refresh={mayWrite ? readAgain : null} />
          </Section>
        </>
      )}
    </SettingsFrame>
  );
}
