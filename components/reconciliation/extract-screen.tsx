"use client";
import { useTranslations } from "next-intl";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { BankText } from "@/components/reconciliation/bank-text";
import { MonthCalendar } from "@/components/reconciliation/month-calendar";
import { MonthSteps } from "@/components/reconciliation/month-steps";
import { ReconciliationHead } from "@/components/reconciliation/section-tabs";
import type { Place } from "@/components/review/place";
import { PageBody } from "@/components/shell/page-header";
import { sectionHref } from "@/components/shell/section-href";
import { Amount } from "@/components/ui/amount";
import { Bar } from "@/components/ui/bar";
import { EmptyState } from "@/components/ui/empty-state";
import { PlainDateText } from "@/components/ui/plain-date-text";
import { Select } from "@/components/ui/select";
import { StatusMark, type Status } from "@/components/ui/status-mark";
import { Table, Td, Th, THead, Tr } from "@/components/ui/table";
import type { ExtractLine, TreasuryAccount } from "@/lib/agents/reconciliation/month-view";
import type { BalancedLine } from "@/lib/agents/reconciliation/running-balance";
import { addAmounts } from "@/lib/kernel/money";

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
          <Lines root={root} account={account} lines={lines} />
        </>
      )}
    </PageBody>
  );
}

const isDone = ({ status, isDecided }: ExtractLine): boolean => status === "reconciled" || isDecided;

function Lines({
  root,
  account,
  lines,
}: {
  readonly root: string;
  readonly account: TreasuryAccount;
  readonly lines: readonly BalancedLine[];
}) {
  const t = useTranslations("reconciliation.extract");
  const first = lines[0];
  const opening = first?.running == null ? null : addAmounts([first.running, negated(first.amount)]);
  const total = (wants: (amount: string) => boolean) => addAmounts(lines.map(({ amount }) => amount).filter(wants));
  return (
    <Table label={`${t("title")} · ${account.name}`}>
      <THead>
        <tr>
          <Th>{t("date")}</Th>
          <Th>{t("concept")}</Th>
          <Th>{t("state")}</Th>
          <Th numeric>{t("in")}</Th>
          <Th numeric>{t("out")}</Th>
          <Th numeric>{t("balance")}</Th>
        </tr>
      </THead>
      <tbody>
        {opening !== null && (
          <Tr>
            <Td colSpan={5} className="text-ink-2">
              {t("opening")}
            </Td>
            <Td numeric>
              <Amount value={opening} currency={account.currency} />
            </Td>
          </Tr>
        )}
        {lines.map((line) => (
          <Line key={line.id} root={root} line={line} />
        ))}
        <Tr>
          <Td colSpan={3} className="font-medium">
            {t("totals")}
          </Td>
          <Td numeric>
            <Amount value={total((amount) => !amount.startsWith("-"))} currency={account.currency} strong />
          </Td>
          <Td numeric>
            <Amount value={total((amount) => amount.startsWith("-"))} currency={account.currency} strong />
          </Td>
          <Td numeric>
            <Amount value={lines.at(-1)?.running ?? null} currency={account.currency} strong />
          </Td>
        </Tr>
      </tbody>
    </Table>
  );
}

function Line({ root, line }: { readonly root: string; readonly line: BalancedLine }) {
  const t = useTranslations("reconciliation.extract");
  const isIn = !line.amount.startsWith("-");
  const state = stateOf(line);
  const mark = <StatusMark status={state.status}>{t(`status.${state.word}`)}</StatusMark>;
  return (
    <Tr className="[contain-intrinsic-block-size:40px] [content-visibility:auto]">
      <Td className="whitespace-nowrap text-ink-2">
        <PlainDateText value={line.date} />
      </Td>
      <Td className="max-w-[34rem] min-w-48">
        <span className="block truncate" title={line.text}>
          <BankText text={line.text} marks={[]} />
        </span>
        {line.isBroken && <span className="block text-12 text-needs">{t("breaks")}</span>}
      </Td>
      <Td>
        {line.proposalId === null ? (
          mark
        ) : (
          <Link
            href={`${root}?open=${line.proposalId}`}
            aria-label={`${t("open")}: ${t(`status.${state.word}`)}, ${line.text}`}
            className="inline-flex min-h-6 items-center underline-offset-4 hover:underline"
          >
            {mark}
          </Link>
        )}
      </Td>
      <Td numeric>{isIn && <Amount value={line.amount} currency={line.currency} />}</Td>
      <Td numeric>{!isIn && <Amount value={line.amount} currency={line.currency} />}</Td>
      <Td numeric className="text-ink-2">
        {line.isReckoned && line.running !== null ? (
          <span title={t("note")}>
            (<Amount value={line.running} currency={line.currency} />)
          </span>
        ) : (
          <Amount value={line.running} currency={line.currency} />
        )}
      </Td>
    </Tr>
  );
}

type Word = "reconciled" | "partial" | "pending" | "forced_reconciled" | "decided" | "other";

function stateOf({ status, isDecided }: ExtractLine): { readonly status: Status; readonly word: Word } {
  if (isDecided) return { status: "clear", word: "decided" };
  switch (status) {
    case "reconciled":
      return { status: "clear", word: "reconciled" };
    case "partial":
      return { status: "needs", word: "partial" };
    case "forced_reconciled":
      return { status: "refused", word: "forced_reconciled" };
    case "pending":
      return { status: "waiting", word: "pending" };
    default:
      return { status: "waiting", word: "other" };
  }
}

const negated = (amount: string): string => (amount.startsWith("-") ? amount.slice(1) : `-${amount}`);
