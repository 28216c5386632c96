import { Download } from "lucide-react";
import { getTranslations } from "next-intl/server";
import Link from "next/link";
import { replayStep } from "@/app/(console)/[company]/[environment]/activity/actions";
import { pageHref, type Search } from "@/app/(console)/[company]/[environment]/activity/page-href";
import { CallTable } from "@/components/activity/call-table";
import { proposalName } from "@/components/activity/call-view";
import { FilterBar, type Filter } from "@/components/activity/filter-bar";
import { Pager } from "@/components/activity/pager";
import { purposeNames } from "@/components/activity/purpose-names";
import { buttonClass } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { callMethods, callOutcomes, callPage, callQuery, loggedPermissions, statusClasses } from "@/lib/holded/call-log";
import { replayViews } from "@/lib/holded/outbox/replay-view";
import type { OpenedCompany } from "@/lib/platform/http/membership";

type Props = { readonly opened: OpenedCompany; readonly search: Search; readonly home: string };

/** Names of the filters in the address, beside which only the page and the tab stand there. */
const filterNames = ["outcome", "status", "method", "purpose", "permission", "proposal", "from", "to", "text"] as const;

export async function CallsView({ opened: { scope, company, environment, can }, search, home }: Props) {
  const t = await getTranslations("activity");
  const [page, permissions] = await Promise.all([callPage(scope, callQuery.parse(search)), loggedPermissions(scope)]);
  const { operations } = page;
  const replays = await replayViews(
    scope,
    operations.flatMap(({ proposal }) => (proposal === null ? [] : [proposal.id])),
  );
  const place = { company: company.slug, environment };
  const links = {
    invoices: `/${company.slug}/${environment}/invoices`,
    calls: `${home}?tab=calls`,
    api: `/api/${company.slug}/${environment}/calls`,
  };
  const filtered = filterNames.some((name) => search[name] !== undefined);
  const isFirstPage = search["before"] === undefined && search["after"] === undefined;
  const subject = search["proposal"] === undefined ? undefined : operations[0]?.proposal;
  return (
    <>
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 py-4">
        <p className="text-13 text-ink-2">{t("callsLead")}</p>
        <a href={`${links.api}?${filtersOf(search)}`} download className={buttonClass("secondary")}>
          <Download size={15} aria-hidden />
          {t("exportCsv")}
        </a>
      </div>
      <FilterBar filters={filters(t, permissions)} />
      {subject && (
        <p className="flex flex-wrap gap-x-4 pt-4 text-13">
          <span className="font-medium">{t("ofProposal", { title: proposalName(subject) })}</span>
          <Link href={links.calls} className="text-ink-2 underline decoration-line-strong underline-offset-3 hover:decoration-accent">
            {t("allCalls")}
          </Link>
        </p>
      )}
      <div className="mt-2">
        {operations.length === 0 ? (
          <EmptyState title={filtered ? t("emptyFiltered") : t("emptyCalls")}>
            {filtered ? t("emptyFilteredLead") : t("emptyCallsLead")}
          </EmptyState>
        ) : (
          <CallTable
            calls={operations}
            replays={replays}
            links={links}
            where={place}
            retry={can("invoices.approve") ? replayStep : null}
            newerHref={isFirstPage ? `${links.api}/newer?${filtersOf(search, { after: operations[0]?.id ?? "0" })}` : null}
          />
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

function filtersOf(search: Search, more: Readonly<Record<string, string>> = {}): URLSearchParams {
  const query = new URLSearchParams(more);
  for (const name of filterNames) {
    const value = search[name];
    if (typeof value === "string") query.set(name, value);
  }
  return query;
}

type Words = Awaited<ReturnType<typeof getTranslations<"activity">>>;

function filters(t: Words, permissions: readonly string[]): readonly Filter[] {
  const outcomes = { ok: t("onlyOk"), failed: t("onlyFailed"), retried: t("onlyRetried") };
  return [
    {
      kind: "choice",
      name: "outcome",
      label: t("outcome"),
      any: t("anyOutcome"),
      options: callOutcomes.map((value) => ({ value, label: outcomes[value] })),
    },
    {
      kind: "choice",
      name: "status",
      label: t("statusClass"),
      any: t("anyStatus"),
      options: statusClasses.map((value) => ({ value, label: t(`statusClasses.${value}`) })),
    },
    {
      kind: "choice",
      name: "method",
      label: t("method"),
      any: t("anyMethod"),
      options: callMethods.map((value) => ({ value, label: value })),
    },
    {
      kind: "choice",
      name: "purpose",
      label: t("purpose"),
      any: t("anyPurpose"),
      options: purposeNames.map((value) => ({ value, label: t(`purposes.${value}`) })),
    },
    {
      kind: "choice",
      name: "permission",
      label: t("permission"),
      any: t("anyPermission"),
      options: permissions.map((value) => ({ value, label: value })),
    },
    { kind: "date", name: "from", label: t("from") },
    { kind: "date", name: "to", label: t("to") },
    { kind: "text", name: "text", label: t("path"), placeholder: "/purchases" },
  ];
}
