import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AuditView } from "@/app/(console)/[company]/[environment]/activity/audit-view";
import { CallsView } from "@/app/(console)/[company]/[environment]/activity/calls-view";
import { PageBody, PageHeader } from "@/components/shell/page-header";
import { Tabs } from "@/components/ui/tabs";
import { openCompany } from "@/lib/platform/http/open-company";

type Props = {
  readonly params: Promise<{ readonly company: string; readonly environment: string }>;
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
};

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("activity"))("title") };
}

export default async function ActivityPage({ params, searchParams }: Props) {
  const opened = await openCompany(params, "activity.read");
  const search = await searchParams;
  const t = await getTranslations("activity");
  const home = `/${opened.company.slug}/${opened.environment}/activity`;
  const calls = search["tab"] === "calls" && opened.can("integration.read");
  const tabs = [
    { href: home, label: t("auditTab"), current: !calls },
    ...(opened.can("integration.read") ? [{ href: `${home}?tab=calls`, label: t("callsTab"), current: calls }] : []),
  ];
  return (
    <PageBody>
      <PageHeader title={t("title")} />
      <div className="mt-3">
        <Tabs label={t("tabs")} tabs={tabs} />
      </div>
      {calls ? <CallsView opened={opened} search={search} home={home} /> : <AuditView opened={opened} search={search} home={home} />}
    </PageBody>
  );
}
