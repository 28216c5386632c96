import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ReconciliationConsole } from "@/app/(console)/[company]/[environment]/reconciliation/reconciliation-console";
import { movementsPerPage } from "@/components/reconciliation/movements-per-page";
import { decisiveResources } from "@/lib/agents/reconciliation/looked-at";
import { copyAge } from "@/lib/holded/mirror/copy-age";
import { movementPage } from "@/lib/agents/reconciliation/list-page-run";
import { readMovementFilter } from "@/lib/agents/reconciliation/list-query";
import { systemClock } from "@/lib/kernel/clock";
import { companySettings } from "@/lib/platform/company-settings";
import type { CompanyScope } from "@/lib/platform/db/scope";
import { openCompany } from "@/lib/platform/http/open-company";
import { listMembers } from "@/lib/platform/people";
import { can } from "@/lib/platform/permissions";
import { itemView } from "@/lib/review/item-view";
import "@/lib/agents/all";

type Props = {
  readonly params: Promise<{ readonly company: string; readonly environment: string }>;
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("reconciliation");
  return { title: t("title") };
}

/** The bank movements that wait, each with its explanation: the list, or one of them. The address is the state. */
export default async function ReconciliationPage({ params, searchParams }: Props) {
  const { scope, actor, person, company, environment, can: may } = await openCompany(params, "reconciliation.read");
  const asked = await searchParams;
  const filter = readMovementFilter(asked);
  const now = systemClock();
  const [page, item, people, settings, age] = await Promise.all([
    movementPage(scope, actor, { ...filter, limit: movementsPerPage, offset: 0 }),
    openItem(scope, asked["open"]),
    listMembers(scope),
    companySettings(scope),
    scope.read((tx) => copyAge(tx, scope, decisiveResources, now)),
  ]);
  return (
    <ReconciliationConsole
      place={{ company: company.slug, environment }}
      viewer={{ id: person.id, name: person.name, initials: person.initials }}
      people={people.filter(({ role }) => can(role, "reconciliation.approve")).map(({ id, name, initials }) => ({ id, name, initials }))}
      rights={{ canApprove: may("reconciliation.approve"), canWrite: may("reconciliation.write") }}
      undoSeconds={settings.undoSeconds}
      typedFromCents={settings.typedReconciliationCents}
      tooOldSince={age.isTooOld ? (age.since?.toISOString() ?? "") : null}
      initial={{ filter, page, at: now.getTime(), item }}
    />
  );
}

/** Null when nothing is open or it is not there: the screen then asks itself and says so. */
async function openItem(scope: CompanyScope, id: unknown) {
  const item = typeof id === "string" ? await itemView(scope, id) : null;
  return item?.ok === true && item.value.kind === "reconciliation" ? item.value : null;
}
