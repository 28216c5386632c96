"use client";
import { useTranslations } from "next-intl";
import { amountText } from "@/components/review/amount-list";
import { sumsOf } from "@/components/statements/ticks";
import type { StatementPayload } from "@/lib/agents/statements/model";

/** What an approval will do in Holded, in words, before it does. */
export function StatementOutcome({ payload }: { readonly payload: StatementPayload }) {
  const t = useTranslations("statements.outcome");
  const { account, movements, table } = payload;
  if (table !== null && table.mapping === null) return <p>{t("columns")}</p>;
  if (account.name === null) return <p>{t("account")}</p>;
  const { count, into, out } = sumsOf(movements.filter(({ take }) => take === "yes"));
  if (count === 0) return <p>{t("nothing")}</p>;
  const facts = { count, account: account.name, into: amountText(into, account.currency), out: amountText(out, account.currency) };
  return (
    <p>
      {t("create", facts)} <span className="text-ink-3">{t("noWayBack")}</span>
    </p>
  );
}
