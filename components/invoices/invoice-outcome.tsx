"use client";
import { useTranslations } from "next-intl";
import { useInvoiceFacts } from "@/components/invoices/invoice-facts";
import { amountText } from "@/components/review/amount-list";
import type { InvoicePayload } from "@/lib/agents/invoices/model";

/** What an approval will do in Holded, in words, before it does. */
export function InvoiceOutcome({ payload, environment }: { readonly payload: InvoicePayload; readonly environment: string }) {
  const t = useTranslations("invoice.outcome");
  const { approveInHolded } = useInvoiceFacts();
  const { number, total, payable, currency, supplier, docType } = payload;
  if (number === null || total === null) return <p>{t("incomplete")}</p>;
  const facts = { number, amount: amountText(total, currency), where: environment === "sandbox" ? t("sandbox") : t("live") };
  const kind = docType === "credit_note" ? "credit_note" : approveInHolded ? "approved" : "draft";
  return (
    <p>
      {t(kind, facts)} {payable !== null && payable !== total && t("payable", { amount: amountText(payable, currency) })}{" "}
      {supplier.contactId === null && supplier.name !== null && t("newContact", { name: supplier.name.replace(/\.+$/, "") })}
    </p>
  );
}
