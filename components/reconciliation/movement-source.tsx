"use client";
import { useTranslations } from "next-intl";
import { BankText } from "@/components/reconciliation/bank-text";
import { freeCents } from "@/components/reconciliation/choose";
import { marksIn } from "@/components/reconciliation/evidence-marks";
import { amountText } from "@/components/review/amount-list";
import { Amount } from "@/components/ui/amount";
import { PlainDateText } from "@/components/ui/plain-date-text";
import type { MatchOption, ReconciliationPayload } from "@/lib/agents/reconciliation/model";
import { fromCents } from "@/lib/kernel/money";

type Props = { readonly payload: ReconciliationPayload; readonly option: MatchOption | null; readonly isLarge?: boolean };

/** What the bank says, as it says it: day, account, amount and every line it printed. */
export function MovementSource({ payload, option, isLarge = false }: Props) {
  const t = useTranslations("reconciliation.source");
  const { movement } = payload;
  const { bookingDate, valueDate, currency } = movement;
  const hasPart = movement.reconciled !== "0.00";
  return (
    <section aria-label={t("label")} className="flex min-w-0 flex-col gap-2">
      <p className="flex flex-wrap gap-x-2 text-12 text-ink-3">
        <PlainDateText value={bookingDate ?? valueDate} />
        {bookingDate !== null && bookingDate !== valueDate && (
          <span>
            {t("valueDate")} <PlainDateText value={valueDate} />
          </span>
        )}
        <span className="min-w-0 truncate">{movement.accountName}</span>
      </p>
      <p className={isLarge ? "text-28" : "text-20"}>
        <Amount value={movement.amount} currency={currency} strong />
      </p>
      {movement.text === "" && movement.details.length === 0 && <p className="text-12 text-needs">{t("noText")}</p>}
      <div className={isLarge ? "flex flex-col gap-1 rounded-md border border-line bg-raised px-4 py-3" : "flex flex-col gap-0.5"}>
        {[movement.text, ...movement.details].map(
          (text, line) =>
            text !== "" && (
              <BankText key={line} text={text} marks={marksIn(option, line)} className="[overflow-wrap:anywhere] whitespace-pre-wrap" />
            ),
        )}
      </div>
      {(movement.counterpartyName !== null || movement.counterpartyIban !== null) && (
        <p className="text-12 text-ink-2">
          {movement.counterpartyName} <span className="font-mono text-ink-3">{movement.counterpartyIban}</span>
        </p>
      )}
      {hasPart && (
        <p className="text-12 text-needs">
          {t("part", { done: amountText(movement.reconciled, currency), rest: amountText(fromCents(freeCents(payload)), currency) })}
        </p>
      )}
    </section>
  );
}
