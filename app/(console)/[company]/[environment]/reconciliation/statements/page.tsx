import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { StatementsPage } from "@/app/(console)/[company]/[environment]/reconciliation/statements/statements-page";
import { pageSize } from "@/components/review/page-size";
import { accountChoices } from "@/lib/agents/statements/store";
import { systemClock } from "@/lib/kernel/clock";
import { companySettings } from "@/lib/platform/company-settings";
import type { CompanyScope } from "@/lib/platform/db/scope";
import { openCompany } from "@/lib/platform/http/open-company";
import { listMembers } from "@/lib/platform/people";
import { can } from "@/lib/platform/permissions";
import { itemView } from "@/lib/review/item-view";
import { queuePage } from "@/lib/review/queue-page";
import { buckets } from "@/lib/review/view";
import "@/lib/agents/all";

type Props = {
  readonly params: Promise<{ readonly company: string; readonly environment: string }>;
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("statements");
  return { title: t("title") };
}

/** Statements of banks without a feed: those that came, or one of them. The address is the state. */
export default async function StatementsRoute({ params, searchParams }: Props) {
  const { scope, actor, person, company, environment, can: may } = await openCompany(params, "reconciliation.read");
  const asked = await searchParams;
  const bucket = z.enum(buckets).catch("needs_me").parse(asked["bucket"]);
  const filter = { kind: "statement", bucket, q: "", sort: "newest" } as const;
  const [page, item, people, settings, accounts] = await Promise.all([
    queuePage(scope, actor, { ...filter, limit: pageSize }),
    openItem(scope, asked["open"]),
    listMembers(scope),
    companySettings(scope),
    scope.read(accountChoices),
  ]);
  return (
    <StatementsPage
      place={{ company: company.slug, environment }}
      viewer={{ id: person.id, name: person.name, initials: person.initials }}
      people={people.filter(({ role }) => can(role, "reconciliation.approve")).map(({ id, name, initials }) => ({ id, name, initials }))}
      rights={{ canApprove: may("reconciliation.approve"), canWrite: may("reconciliation.write") }}
      undoSeconds={settings.undoSeconds}
      accounts={accounts}
      initial={{ filter, page, at: systemClock().getTime(), item }}
    />
  );
}

/** Null when nothing is open or it is not there: the screen then asks itself and says so. */
async function openItem(scope: CompanyScope, id: unknown) {
  const item = typeof id === "string" ? await itemView(scope, id) : null;
  return item?.ok === true && item.value.kind === "statement" ? item.value : null;
}
