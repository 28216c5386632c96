"use client";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { inGroups } from "@/components/invoices/booking-fields";
import { useInvoiceFacts } from "@/components/invoices/invoice-facts";
import { showAmount } from "@/components/ui/amount-text";
import { showDate } from "@/components/ui/date-text";
import type { Describe } from "@/components/review/kind-view";
import { invoiceDocType, type InvoicePayload } from "@/lib/agents/invoices/model";
import { valueAt } from "@/lib/review/changes";

const plain = [
  "docType",
  "number",
  "issueDate",
  "dueDate",
  "currency",
  "netTotal",
  "vatTotal",
  "total",
  "payable",
  "iban",
  "accountId",
  "tags",
  "projectId",
  "lines",
  "vat",
] as const;
const parties = ["name", "taxId", "contactId"] as const;
const supplierDetails = ["address", "postalCode", "city", "email", "phone"] as const;
const lineNames = ["description", "quantity", "unitPrice", "discount", "net", "vatRate", "accountId"] as const;
const vatNames = ["rate", "base", "amount", "surchargeRate", "surchargeAmount"] as const;
const withheld = ["rate", "base", "amount"] as const;

const among = <T extends string>(names: readonly T[], name: string | undefined): T | undefined => names.find((known) => known === name);

/** Names and values of the fields of an invoice, for boxes, differences and the story of an item. */
export function useInvoiceDescribe(): Describe<InvoicePayload> {
  const t = useTranslations("invoice");
  const usual = useTranslations("review.reason.usual");
  const { accounts, projects, approveInHolded } = useInvoiceFacts();
  return useMemo(() => {
    const name = (path: string): string => {
      const [head, second, third] = path.split(".");
      const reached = head === "supplier" ? among(supplierDetails, second) : undefined;
      if (reached !== undefined) return t(`field.supplier.${reached}`);
      if ((head === "supplier" || head === "customer") && second !== undefined) {
        const part = among(parties, second);
        return part === undefined ? path : t(`field.${head}.${part}`);
      }
      if (head === "lines" && second !== undefined) {
        const part = among(lineNames, third);
        return part === undefined
          ? t("path.line", { number: Number(second) + 1 })
          : t("path.lineField", { number: Number(second) + 1, field: t(`path.lineName.${part}`) });
      }
      if (head === "vat" && third !== undefined) {
        const part = among(vatNames, third);
        return part === undefined ? t("field.vat") : t(`path.vatName.${part}`);
      }
      if (head === "withholding") {
        const part = among(withheld, second);
        return part === undefined ? t("path.withholdingName.amount") : t(`path.withholdingName.${part}`);
      }
      const field = among(plain, head);
      return field === undefined ? path : t(`field.${field}`);
    };
    const value = (payload: InvoicePayload, path: string): string => {
      const found = valueAt(payload, path);
      if (typeof found !== "string" || found === "") return "";
      if (path === "docType") return t(`docType.${invoiceDocType.parse(found)}`);
      if (/date$/i.test(path)) return showDate(found) ?? found;
      if (path === "iban") return inGroups(found);
      if (path.endsWith("accountId")) return accounts.find(({ id }) => id === found)?.name ?? found;
      if (path === "projectId") return projects.find(({ id }) => id === found)?.name ?? found;
      if (/(rate|discount)$/i.test(path)) return `${decimalText(found)} %`;
      if (/(total|payable|net|base|amount|unitPrice)$/i.test(path))
        return showAmount(found, payload.currency) === null ? found : amount(found, payload.currency);
      return /quantity$/.test(path) ? decimalText(found) : found;
    };
    return {
      name,
      value,
      approve: () => (approveInHolded ? t("approveAlsoThere") : t("approve")),
      usual: [usual("notOurs"), usual("wrongAmount"), usual("notReceived"), usual("notAnInvoice")],
      duplicate: usual("duplicate"),
    };
  }, [t, usual, accounts, projects, approveInHolded]);
}

function amount(value: string, currency: string): string {
  const shown = showAmount(value, currency);
  return shown === null ? value : `${shown.figures} ${shown.symbol}`;
}

function decimalText(value: string): string {
  return value.replace(".", ",").replace("-", "−");
}
