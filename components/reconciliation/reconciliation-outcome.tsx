"use client";
import { useTranslations } from "next-intl";
import { remainderCents } from "@/components/reconciliation/choose";
import { useReconciliationFacts } from "@/components/reconciliation/reconciliation-facts";
import { amountText } from "@/components/review/amount-list";
import type { ReconciliationPayload } from "@/lib/agents/reconciliation/model";
import { wayOf } from "@/lib/agents/reconciliation/way";
import { fromCents } from "@/lib/kernel/money";

/** What an approval will do in Holded, in words, before it does; that the API cannot take it back stands beside it. */
export function ReconciliationOutcome({ payload }: { readonly payload: ReconciliationPayload }) {
  const t = useTranslations("reconciliation.outcome");
  const { tooOldSince } = useReconciliationFacts();
  if (tooOldSince !== null) return <p className="text-needs">{t("tooOld")}</p>;
  const { choice, movement, documents } = payload;
  if (choice === "undecided") return <p>{t("undecided")}</p>;
  if (choice === "no_document") return <p>{t(payload.rememberRule ? "noDocumentAndRule" : "noDocument")}</p>;
  const way = wayOf(payload);
  if (way.way === "by_hand") return <p>{t("byHand")}</p>;
  const rest = remainderCents(payload);
  const facts = { amount: amountText(movement.amount, movement.currency), count: documents.length, account: movement.accountName };
  return (
    <p>
      {t("reconcile", facts)} {rest !== 0n && t("leaves", { amount: amountText(fromCents(rest < 0n ? -rest : rest), movement.currency) })}{" "}
      <span className="text-ink-3">{t("noWayBack")}</span>
    </p>
  );
}
