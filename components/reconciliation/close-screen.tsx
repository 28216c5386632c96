"use client";
import { useTranslations } from "next-intl";
import Link from "next/link";
import { inAndOutText } from "@/components/reconciliation/in-and-out-text";
import { MonthSteps, useMonthName } from "@/components/reconciliation/month-steps";
import { ReconciliationHead } from "@/components/reconciliation/section-tabs";
import type { Place } from "@/components/review/place";
import { PageBody } from "@/components/shell/page-header";
import { sectionHref } from "@/components/shell/section-href";
import { Bar } from "@/components/ui/bar";
import { EmptyState } from "@/components/ui/empty-state";
import { StatusShape, type Status } from "@/components/ui/status-mark";
import { leftReasons, type LeftReason, type MonthOfAccount } from "@/lib/agents/reconciliation/month-view";

type Props = { readonly place: Place; readonly month: string; readonly accounts: readonly MonthOfAccount[] };

/** What is left of a month: per account how far it is, and why each of the rest is not done, a click from doing it. */
export function CloseScreen({ place, month, accounts }: Props) {
  const t = useTranslations("reconciliation.close");
  const name = useMonthName()(month);
  const root = sectionHref(place.company, place.environment, "reconciliation");
  const left = accounts.reduce((sum, { all, done }) => sum + all - done, 0);
  return (
    <PageBody>
      <header className="flex flex-wrap items-center gap-x-6 gap-y-3">
        <ReconciliationHead place={place} current="close" />
        <MonthSteps month={month} hrefOf={(of) => `${root}/close?month=${of}`} />
      </header>
      {accounts.length === 0 ? (
        <EmptyState title={t("none", { month: name })}>{t("noneText")}</EmptyState>
      ) : (
        <div className="flex max-w-[920px] flex-col gap-8 py-6">
          {left === 0 ? (
            <p className="flex items-start gap-2 rounded-md bg-clear-soft px-3 py-2.5 text-14">
              <span className="pt-1">
                <StatusShape status="clear" />
              </span>
              <span>
                <span className="font-medium">{t("done")}.</span> {t("doneText", { month: name })}
              </span>
            </p>
          ) : (
            <p className="text-14 text-ink-2">{t("lead", { month: name })}</p>
          )}
          {accounts.map((account) => (
            <Account key={account.account.id} root={root} month={month} of={account} />
          ))}
          <p className="text-13 text-ink-3">{t("lock")}</p>
        </div>
      )}
    </PageBody>
  );
}

function Account({ root, month, of }: { readonly root: string; readonly month: string; readonly of: MonthOfAccount }) {
  const t = useTranslations("reconciliation.close");
  const x = useTranslations("reconciliation.extract");
  const { account, all, done, leftIn, leftOut, reasons } = of;
  const ordered = leftReasons.flatMap((reason) => reasons.find((one) => one.reason === reason) ?? []);
  return (
    <section aria-label={account.name} className="flex flex-col gap-3">
      <div className="flex flex-wrap items-baseline gap-x-4 gap-y-1">
        <h2 className="text-16 font-semibold">
          <Link
            href={`${root}/extract?${new URLSearchParams({ account: account.id, month })}`}
            className="underline-offset-4 hover:underline"
          >
            {account.name}
          </Link>
        </h2>
        {all > done && (
          <span className="text-13 text-ink-2 tabular-nums">
            {t("left")} {all - done} · {inAndOutText([{ currency: account.currency, moneyIn: leftIn, moneyOut: leftOut }])}
          </span>
        )}
      </div>
      <Bar
        value={done}
        max={all}
        label={t("share")}
        valueText={x("shareOf", { done, all })}
        caption={
          <>
            <span>{x("shareOf", { done, all })}</span>
            <span className="font-medium text-ink tabular-nums">{Math.floor((done / Math.max(1, all)) * 100)} %</span>
          </>
        }
      />
      {ordered.length > 0 && (
        <ul aria-label={t("byReason")} className="flex flex-col">
          {ordered.map(({ reason, count }) => (
            <Reason key={reason} href={hrefFor(root, reason, account.id, month)} reason={reason} count={count} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Reason({ href, reason, count }: { readonly href: string; readonly reason: LeftReason; readonly count: number }) {
  const t = useTranslations("reconciliation.close");
  return (
    <li className="hairline-b flex min-h-row items-center gap-3 text-13 last:border-b-0">
      <StatusShape status={marks[reason]} />
      <span className="min-w-0 flex-1">
        {t(`reason.${reason}`)}
        {reason === "forced" && <span className="block text-12 text-ink-3">{t("forcedHint")}</span>}
      </span>
      <Link
        href={href}
        className="inline-flex min-h-8 items-center rounded-sm px-2 text-accent tabular-nums underline-offset-4 hover:underline"
      >
        {t("see", { count })}
      </Link>
    </li>
  );
}

const marks: Readonly<Record<LeftReason, Status>> = {
  clear: "clear",
  needs_review: "needs",
  no_document: "needs",
  undecided: "needs",
  waiting: "waiting",
  snoozed: "waiting",
  sending: "waiting",
  failed: "refused",
  forced: "refused",
  unseen: "waiting",
};

/** Where those stand: in the list with its filters set, or in the account where there is no proposal to decide. */
function hrefFor(root: string, reason: LeftReason, account: string, month: string): string {
  if (reason === "forced" || reason === "unseen") return `${root}/extract?${new URLSearchParams({ account, month })}`;
  const isTab = reason === "waiting" || reason === "snoozed" || reason === "sending" || reason === "failed";
  return `${root}?${new URLSearchParams({ ...(isTab ? { bucket: reason } : { standing: reason }), account, month })}`;
}
