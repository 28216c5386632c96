"use client";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { ExtractTable } from "@/components/reconciliation/extract-table";
import { MonthCalendar } from "@/components/reconciliation/month-calendar";
import { MonthSteps } from "@/components/reconciliation/month-steps";
import { ReconciliationHead } from "@/components/reconciliation/section-tabs";
import type { Place } from "@/components/review/place";
import { PageBody } from "@/components/shell/page-header";
import { sectionHref } from "@/components/shell/section-href";
import { Bar } from "@/components/ui/bar";
import { EmptyState } from "@/components/ui/empty-state";
import { Select } from "@/components/ui/select";
import type { ExtractLine, TreasuryAccount } from "@/lib/agents/reconciliation/month-view";
import type { BalancedLine } from "@/lib/agents/reconciliation/running-balance";

type Props = {
  readonly place: Place;
  readonly accounts: readonly TreasuryAccount[];
  readonly account: TreasuryAccount | null;
  readonly month: string;
  readonly lines: readonly BalancedLine[];
};

/** The account as a well-set statement: what came, what went, the balance after each, and what is reconciled. */
export function ExtractScreen({ place, accounts, account, month, lines }: Props) {
  const t = useTranslations("reconciliation.extract");
  const router = useRouter();
  const root = sectionHref(place.company, place.environment, "reconciliation");
  const hrefOf = (id: string, of: string) => `${root}/extract?${new URLSearchParams({ account: id, month: of })}`;
  const done = lines.filter(isDone).length;
  return (
    <PageBody>
      <header className="flex flex-wrap items-center gap-x-6 gap-y-3">
        <ReconciliationHead place={place} current="extract" />
        {account !== null && (
          <>
            {accounts.length > 1 && (
              <Select
                className="w-56"
                label={t("account")}
                hideLabel
                value={account.id}
                options={accounts.map(({ id, name }) => ({ value: id, label: name }))}
                onChange={(id) => router.push(hrefOf(id, month))}
              />
            )}
            <MonthSteps month={month} hrefOf={(of) => hrefOf(account.id, of)} />
          </>
        )}
      </header>
      {account === null ? (
        <EmptyState title={t("noAccounts")}>{t("noAccountsText")}</EmptyState>
      ) : lines.length === 0 ? (
        <EmptyState title={t("noMovements")}>{t("noMovementsText")}</EmptyState>
      ) : (
        <>
          <div className="grid items-end gap-x-10 gap-y-4 py-6 lg:grid-cols-[240px_1fr]">
            <Bar
              value={done}
              max={lines.length}
              label={t("share")}
              valueText={t("shareOf", { done, all: lines.length })}
              caption={
                <>
                  <span>{t("shareOf", { done, all: lines.length })}</span>
                  <span className="font-medium text-ink tabular-nums">{Math.floor((done / lines.length) * 100)} %</span>
                </>
              }
            />
            <MonthCalendar month={month} lines={lines} isDone={isDone} />
          </div>
          <ExtractTable root={root} account={account} lines={lines} />
        </>
      )}
    </PageBody>
  );
}

const isDone = ({ status, isDecided }: ExtractLine): boolean => status === "reconciled" || isDecided;
