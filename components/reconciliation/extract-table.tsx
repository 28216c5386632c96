"use client";
import { useTranslations } from "next-intl";
import Link from "next/link";
import { BankText } from "@/components/reconciliation/bank-text";
import { Amount } from "@/components/ui/amount";
import { cx } from "@/components/ui/cx";
import { PlainDateText } from "@/components/ui/plain-date-text";
import { StatusMark, type Status } from "@/components/ui/status-mark";
import { Table, Td, Th, THead, Tr } from "@/components/ui/table";
import type { ExtractLine, TreasuryAccount } from "@/lib/agents/reconciliation/month-view";
import type { BalancedLine } from "@/lib/agents/reconciliation/running-balance";
import { addAmounts } from "@/lib/kernel/money";

/** On a phone there is room for one column of figures: the amount, and the balance below it. */
const wide = "max-md:hidden";
const narrow = "md:hidden";

/** "03/11" */
const shortDay = (day: string): string => `${day.slice(8, 10)}/${day.slice(5, 7)}`;

/** The lines of a month with the balance after each. */
export function ExtractTable({
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
  const amounts = lines.map(({ amount }) => amount);
  const into = addAmounts(amounts.filter((amount) => !amount.startsWith("-")));
  const out = addAmounts(amounts.filter((amount) => amount.startsWith("-")));
  return (
    <Table label={`${t("title")} · ${account.name}`}>
      <THead>
        <tr>
          <Th>{t("date")}</Th>
          <Th>{t("concept")}</Th>
          <Th>
            <span className="max-md:sr-only">{t("state")}</span>
          </Th>
          <Th numeric className={wide}>
            {t("in")}
          </Th>
          <Th numeric className={wide}>
            {t("out")}
          </Th>
          <Th numeric className={wide}>
            {t("balance")}
          </Th>
          <Th numeric className={narrow}>
            {t("amountAndBalance")}
          </Th>
        </tr>
      </THead>
      <tbody>
        {opening !== null && (
          <Tr>
            <Td colSpan={3} className="text-ink-2">
              {t("opening")}
            </Td>
            <Td className={wide} />
            <Td className={wide} />
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
          <Td numeric className={wide}>
            <Amount value={into} currency={account.currency} strong />
          </Td>
          <Td numeric className={wide}>
            <Amount value={out} currency={account.currency} strong />
          </Td>
          <Td numeric>
            <span className={cx("block", narrow)}>
              <Amount value={into} currency={account.currency} />
            </span>
            <span className={cx("block", narrow)}>
              <Amount value={out} currency={account.currency} />
            </span>
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
  const mark = (
    <StatusMark status={state.status} className="max-md:[&>span]:sr-only">
      {t(`status.${state.word}`)}
    </StatusMark>
  );
  const balance =
    line.isReckoned && line.running !== null ? (
      <span title={t("note")}>
        (<Amount value={line.running} currency={line.currency} />)
      </span>
    ) : (
      <Amount value={line.running} currency={line.currency} />
    );
  return (
    <Tr className="[contain-intrinsic-block-size:40px] [content-visibility:auto]">
      <Td className="whitespace-nowrap text-ink-2">
        <span className="max-md:hidden">
          <PlainDateText value={line.date} />
        </span>
        <span className="tabular-nums md:hidden">{shortDay(line.date)}</span>
      </Td>
      <Td className="max-w-[34rem] min-w-48 max-md:w-full max-md:max-w-0 max-md:min-w-0">
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
      <Td numeric className={wide}>
        {isIn && <Amount value={line.amount} currency={line.currency} />}
      </Td>
      <Td numeric className={wide}>
        {!isIn && <Amount value={line.amount} currency={line.currency} />}
      </Td>
      <Td numeric className={cx("text-ink-2", wide)}>
        {balance}
      </Td>
      <Td numeric className={narrow}>
        <Amount value={line.amount} currency={line.currency} />
        <span className="block text-12 text-ink-3">{balance}</span>
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
