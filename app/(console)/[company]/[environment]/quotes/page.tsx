import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { QuotePageConsole } from "@/app/(console)/[company]/[environment]/quotes/quote-page-console";
import { requestSamples } from "@/app/(console)/[company]/[environment]/quotes/request-samples";
import { pageSize } from "@/components/review/page-size";
import { systemClock } from "@/lib/kernel/clock";
import { companySettings } from "@/lib/platform/company-settings";
import type { CompanyScope } from "@/lib/platform/db/scope";
import { openCompany } from "@/lib/platform/http/open-company";
import { listMembers } from "@/lib/platform/people";
import { can } from "@/lib/platform/permissions";
import { queueQuery } from "@/lib/review/inputs";
import { itemView } from "@/lib/review/item-view";
import { queuePage } from "@/lib/review/queue-page";
import "@/lib/agents/all";

type Props = {
  readonly params: Promise<{ readonly company: string; readonly environment: string }>;
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("quotes"))("title") };
}

/** The requests of customers and the quotes made of them: the list, or one of them. The address is the state. */
export default async function QuotesPage({ params, searchParams }: Props) {
  const { scope, actor, person, company, environment, can: may } = await openCompany(params, "quotes.read");
  const asked = await searchParams;
  const filter = readFilter(asked);
  const [page, item, people, settings] = await Promise.all([
    queuePage(scope, actor, { ...filter, limit: pageSize }),
    openItem(scope, asked["open"]),
    listMembers(scope),
    companySettings(scope),
  ]);
  return (
    <QuotePageConsole
      place={{ company: company.slug, environment }}
      viewer={{ id: person.id, name: person.name, initials: person.initials }}
      people={people.filter(({ role }) => can(role, "quotes.approve")).map(({ id, name, initials }) => ({ id, name, initials }))}
      rights={{ canApprove: may("quotes.approve"), canWrite: may("quotes.write") }}
      undoSeconds={settings.undoSeconds}
      marginLimit={settings.marginLimit}
      samples={environment === "sandbox" ? requestSamples : []}
      initial={{ filter, page, at: systemClock().getTime(), item }}
    />
  );
}

const asked = queueQuery.pick({ bucket: true, q: true, sort: true });

/** What cannot be read in an address has its default: a mangled link still opens the page. */
function readFilter(given: Record<string, unknown>) {
  const shape = z.object({
    bucket: asked.shape.bucket.catch("needs_me"),
    q: asked.shape.q.catch(""),
    sort: asked.shape.sort.catch("oldest"),
  });
  return { kind: "quote" as const, ...shape.parse(given) };
}

/** Null when nothing is open or it is not there: the screen then asks itself and says so. */
async function openItem(scope: CompanyScope, id: unknown) {
  const item = typeof id === "string" ? await itemView(scope, id) : null;
  return item?.ok === true && item.value.kind === "quote" ? item.value : null;
}
