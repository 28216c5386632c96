import { getTranslations } from "next-intl/server";
import { pageHref, type Search } from "@/app/(console)/[company]/[environment]/activity/page-href";
import { CallTable } from "@/components/activity/call-table";
import { FilterBar, type Filter } from "@/components/activity/filter-bar";
import { purposeNames } from "@/components/activity/purpose-names";
import { Pager } from "@/components/activity/pager";
import { EmptyState } from "@/components/ui/empty-state";
import { callPage, callQuery } from "@/lib/holded/call-log";
import type { OpenedCompany } from "@/lib/platform/http/membership";

type Props = { readonly opened: OpenedCompany; readonly search: Search; readonly home: string };

export async function CallsView({ opened: { scope, company, environment }, search, home }: Props) {
  const t = await getTranslations("activity");
  const page = await callPage(scope, callQuery.parse(search));
  const filters: readonly Filter[] = [
    {
      kind: "choice",
      name: "outcome",
      label: t("status"),
      any: t("anyStatus"),
      options: [
        { value: "ok", label: t("onlyOk") },
        { value: "failed", label: t("onlyFailed") },
      ],
    },
    {
      kind: "choice",
      name: "purpose",
      label: t("purpose"),
      any: t("anyPurpose"),
      options: purposeNames.map((value) => ({ value, label: t(`purposes.${value}`) })),
    },
    { kind: "date", name: "from", label: t("from") },
    { kind: "date", name: "to", label: t("to") },
    { kind: "text", name: "text", label: t("path"), placeholder: "/purchases" },
  ];
  const filtered = filters.some(({ name }) => search[name] !== undefined);
  return (
    <>
      <p className="py-4 text-13 text-ink-2">{t("callsLead")}</p>
      <FilterBar filters={filters} />
      <div className="mt-4">
        {page.calls.length === 0 ? (
          <EmptyState title={filtered ? t("emptyFiltered") : t("emptyCalls")}>
            {filtered ? t("emptyFilteredLead") : t("emptyCallsLead")}
          </EmptyState>
        ) : (
          <CallTable rows={page.calls} invoicesHref={`/${company.slug}/${environment}/invoices`} />
        )}
        <Pager
          label={t("pages")}
          newer={pageHref(home, search, "after", page.newer)}
          older={pageHref(home, search, "before", page.older)}
        />
      </div>
    </>
  );
}
