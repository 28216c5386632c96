import { getTranslations } from "next-intl/server";
import { redirect } from "next/navigation";
import { loadOverview } from "@/app/(console)/(overview)/load-overview";
import { CompanyRow } from "@/components/shell/company-card";
import { PageBody, PageHeader } from "@/components/shell/page-header";
import { EmptyState } from "@/components/ui/empty-state";
import { todayInMadrid } from "@/lib/kernel/calendar";
import { systemClock } from "@/lib/kernel/clock";
import { currentPerson } from "@/lib/platform/auth/session";

export default async function OverviewPage() {
  const person = await currentPerson();
  if (!person) redirect("/sign-in");
  const t = await getTranslations("overview");
  const companies = await loadOverview(person);
  const waiting = companies.reduce((sum, company) => sum + (company.counts?.needs_me ?? 0), 0);
  const today = todayInMadrid(systemClock);
  return (
    <PageBody>
      <div className="mx-auto max-w-[960px]">
        <PageHeader title={t("title")} lead={companies.length > 0 ? t("lead", { n: waiting }) : undefined} />
        {companies.length === 0 ? (
          <EmptyState title={t("empty")}>{t("emptyLead")}</EmptyState>
        ) : (
          <ul className="hairline-t mt-6">
            {companies.map((company) => (
              <CompanyRow key={company.slug} company={company} today={today} />
            ))}
          </ul>
        )}
      </div>
    </PageBody>
  );
}
