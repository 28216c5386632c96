import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { InvoiceConsole } from "@/app/(console)/[company]/[environment]/invoices/invoice-console";
import { samples } from "@/app/(console)/[company]/[environment]/invoices/samples";
import { pageSize } from "@/components/review/page-size";
import { mirroredProjects } from "@/lib/holded/mirror/read-people";
import { mirroredExpenseAccounts } from "@/lib/holded/store";
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
  const t = await getTranslations("queue");
  return { title: t("title") };
}

/** The review of supplier invoices: the list, or one item of it. The address is the state. */
export default async function InvoicesPage({ params, searchParams }: Props) {
  const { scope, actor, person, company, environment, can: may } = await openCompany(params, "invoices.read");
  const asked = await searchParams;
  const filter = readFilter(asked);
  const [page, item, people, settings, accounts, projects] = await Promise.all([
    queuePage(scope, actor, { ...filter, limit: pageSize }),
    openItem(scope, asked["open"]),
    listMembers(scope),
    companySettings(scope),
    scope.read(mirroredExpenseAccounts),
    scope.read((tx) => mirroredProjects(tx)),
  ]);
  const t = await getTranslations("queue");
  return (
    <InvoiceConsole
      title={t("title")}
      place={{ company: company.slug, environment }}
      viewer={{ id: person.id, name: person.name, initials: person.initials }}
      people={people.filter(({ role }) => can(role, "invoices.approve")).map(({ id, name, initials }) => ({ id, name, initials }))}
      rights={{ canApprove: may("invoices.approve"), canWrite: may("invoices.write") }}
      undoSeconds={settings.undoSeconds}
      samples={samples}
      initial={{ filter, page, at: systemClock().getTime(), item }}
      facts={{
        accounts: accounts.map(({ id, number, name }) => ({ id, number, name })),
        projects: projects.map(({ id, name }) => ({ id, name })),
        defaultAccountId: settings.defaultExpenseAccountId,
        approveInHolded: settings.approveInHolded,
      }}
    />
  );
}

const asked = queueQuery.pick({ bucket: true, q: true, sort: true });

/** What cannot be read in an address has its default: a mangled link still opens the page. */
function readFilter(given: Record<string, unknown>): z.infer<typeof asked> {
  const shape = z.object({
    bucket: asked.shape.bucket.catch("needs_me"),
    q: asked.shape.q.catch(""),
    sort: asked.shape.sort.catch("oldest"),
  });
  return shape.parse(given);
}

/** Null when nothing is open or it is not there: the screen then asks itself and says so. */
async function openItem(scope: CompanyScope, id: unknown) {
  const item = typeof id === "string" ? await itemView(scope, id) : null;
  return item?.ok === true ? item.value : null;
}
