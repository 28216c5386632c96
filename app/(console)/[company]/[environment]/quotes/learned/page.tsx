import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { forget, widen } from "@/app/(console)/[company]/[environment]/quotes/learned/actions";
import { AliasList } from "@/components/quotes/alias-list";
import { QuoteHead } from "@/components/quotes/quote-head";
import { Section } from "@/components/settings/facts";
import { PageBody } from "@/components/shell/page-header";
import { listAliases } from "@/lib/agents/quotes/memory/run";
import { openCompany } from "@/lib/platform/http/open-company";

type Props = { readonly params: Promise<{ readonly company: string; readonly environment: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("quotes.learned"))("title") };
}

/** What the words of customers mean, as people's changes taught it. */
export default async function LearnedPage({ params }: Props) {
  const { scope, actor, company, environment, can } = await openCompany(params, "quotes.read");
  const t = await getTranslations("quotes.learned");
  const aliases = await listAliases(scope, actor);
  if (!aliases.ok) notFound();
  const where = { company: company.slug, environment };
  return (
    <PageBody>
      <QuoteHead place={where} current="learned" />
      <div className="mt-6 max-w-[1100px]">
        <Section title={t("title")} lead={t("lead")}>
          <AliasList where={where} aliases={aliases.value} commands={can("quotes.write") ? { forget, widen } : null} />
        </Section>
      </div>
    </PageBody>
  );
}
