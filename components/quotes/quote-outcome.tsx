"use client";
import { useTranslations } from "next-intl";
import { openLines } from "@/components/quotes/quote-edit";
import { sumsByRate } from "@/components/quotes/sums-by-rate";
import { amountText } from "@/components/review/amount-list";
import type { QuotePayload } from "@/lib/agents/quotes/model";

/** What an approval will do in Holded, in words, before it does. */
export function QuoteOutcome({ payload }: { readonly payload: QuotePayload }) {
  const t = useTranslations("quotes.outcome");
  const { customer, lines, revises, currency } = payload;
  const matched = lines.filter((line) => line.type === "item" && line.state === "matched").length;
  const toChoose = openLines(lines).filter(({ state }) => state === "choose").length;
  if (customer.mode === "choose") return <p>{t("chooseCustomer")}</p>;
  if (toChoose > 0) return <p>{t("chooseLines", { count: toChoose })}</p>;
  if (matched === 0) return <p>{t("noLines")}</p>;
  const facts = { name: customer.name, count: matched, total: amountText(sumsByRate(lines).total, currency) };
  return (
    <p>
      {revises === null ? t("create", facts) : t("update", { ...facts, number: revises.number ?? "" })}{" "}
      {customer.mode === "new" && revises === null && t("newContact")} <span className="text-ink-3">{t("notSent")}</span>
    </p>
  );
}
