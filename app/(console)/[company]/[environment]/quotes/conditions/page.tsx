import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { preview, remove, take } from "@/app/(console)/[company]/[environment]/quotes/conditions/actions";
import { ConditionImport } from "@/components/quotes/condition-import";
import { ConditionList } from "@/components/quotes/condition-list";
import { QuoteHead } from "@/components/quotes/quote-head";
import { Section } from "@/components/settings/facts";
import { PageBody } from "@/components/shell/page-header";
import { listConditions } from "@/lib/agents/quotes/conditions/run";
import { openCompany } from "@/lib/platform/http/open-company";

type Props = { readonly params: Promise<{ readonly company: string; readonly environment: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("quotes.conditions"))("title") };
}

/** Prices and discounts of customers that Holded does not tell: imported from a table, and what of them counts. */
export default async function ConditionsPage({ params }: Props) {
  const { scope, actor, company, environment, can } = await openCompany(params, "quotes.read");
  const t = await getTranslations("quotes.conditions");
  const conditions = await listConditions(scope, actor);
  if (!conditions.ok) notFound();
  const where = { company: company.slug, environment };
  const canWrite = can("quotes.write");
  return (
    <PageBody>
      <QuoteHead place={where} current="conditions" />
      <div className="mt-6 flex max-w-[1100px] flex-col gap-10">
        <Section title={t("title")} lead={t("lead")}>
          {canWrite ? <ConditionImport where={where} commands={{ preview, take }} /> : null}
        </Section>
        <Section title={t("now")}>
          <ConditionList where={where} {...conditions.value} remove={canWrite ? remove : null} />
        </Section>
      </div>
    </PageBody>
  );
}
