import { getTranslations } from "next-intl/server";
import { verifyTrail } from "@/app/(console)/[company]/[environment]/activity/actions";
import { pageHref, type Search } from "@/app/(console)/[company]/[environment]/activity/page-href";
import { actionOf, auditKeys } from "@/components/activity/audit-key";
import { AuditTable } from "@/components/activity/audit-table";
import { ExportMenu } from "@/components/activity/export-menu";
import { FilterBar, type Filter } from "@/components/activity/filter-bar";
import { Pager } from "@/components/activity/pager";
import { VerifyChainButton } from "@/components/activity/verify-chain-button";
import { EmptyState } from "@/components/ui/empty-state";
import { membersOf, trailPage, trailQuery } from "@/lib/platform/audit-trail";
import type { OpenedCompany } from "@/lib/platform/http/membership";

type Props = { readonly opened: OpenedCompany; readonly search: Search; readonly home: string };

export async function AuditView({ opened: { scope, company, environment, can }, search, home }: Props) {
  const t = await getTranslations();
  const query = trailQuery.parse(search);
  const [page, members] = await Promise.all([trailPage(scope, query), membersOf(scope)]);
  const place = { company: company.slug, environment };
  const filters: readonly Filter[] = [
    {
      kind: "choice",
      name: "actor",
      label: t("activity.who"),
      any: t("activity.anyone"),
      options: [
        ...members.map(({ id, name }) => ({ value: `person:${id}`, label: name })),
        { value: "agent", label: t("activity.agents") },
        { value: "system", label: t("activity.system") },
      ],
    },
    {
      kind: "choice",
      name: "action",
      label: t("activity.action"),
      any: t("activity.anyAction"),
      options: auditKeys.map((key) => ({ value: actionOf(key), label: t(`audit.${key}`) })),
    },
    { kind: "date", name: "from", label: t("activity.from") },
    { kind: "date", name: "to", label: t("activity.to") },
    { kind: "text", name: "text", label: t("activity.text"), placeholder: t("activity.textPlaceholder") },
  ];
  const filtered = filters.some(({ name }) => search[name] !== undefined);
  return (
    <>
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 py-4">
        <p className="text-13 text-ink-2">{t("activity.auditLead")}</p>
        <div className="flex flex-wrap items-center gap-2">
          {can("audit.verify") && <VerifyChainButton verify={verifyTrail.bind(null, place)} />}
          <ExportMenu href={`/api/${company.slug}/${environment}/audit`} />
        </div>
      </div>
      <FilterBar filters={filters} />
      <div className="mt-4">
        {page.entries.length === 0 ? (
          <EmptyState title={filtered ? t("activity.emptyFiltered") : t("activity.emptyAudit")}>
            {filtered ? t("activity.emptyFilteredLead") : t("activity.emptyAuditLead")}
          </EmptyState>
        ) : (
          <AuditTable rows={page.entries} invoicesHref={`/${company.slug}/${environment}/invoices`} />
        )}
        <Pager
          label={t("activity.pages")}
          newer={pageHref(home, search, "after", page.newer)}
          older={pageHref(home, search, "before", page.older)}
        />
      </div>
    </>
  );
}
