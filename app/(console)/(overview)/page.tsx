import { getTranslations } from "next-intl/server";
import { redirect } from "next/navigation";
import { loadOverview } from "@/app/(console)/(overview)/load-overview";
import { CompanyList } from "@/components/shell/company-list";
import { PageBody, PageHeader } from "@/components/shell/page-header";
import { EmptyState } from "@/components/ui/empty-state";
import { currentPerson } from "@/lib/platform/auth/session";

export default async function OverviewPage() {
  const person = await currentPerson();
  if (!person) redirect("/sign-in");
  const t = await getTranslations("overview");
  const lines = await loadOverview(person);
  const waiting = lines.flatMap(({ queues }) => queues).reduce((sum, { needsMe }) => sum + needsMe, 0);
  return (
    <PageBody>
      <div className="mx-auto max-w-[1180px]">
        <PageHeader title={t("title")} lead={lines.length > 0 ? t("lead", { n: waiting }) : undefined} />
        {lines.length === 0 ? <EmptyState title={t("empty")}>{t("emptyLead")}</EmptyState> : <CompanyList lines={lines} />}
      </div>
    </PageBody>
  );
}
