"use client";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { shownFigure, shownPercent } from "@/components/quotes/shown-figures";
import { amountText } from "@/components/review/amount-list";
import type { Describe } from "@/components/review/kind-view";
import { showDate } from "@/components/ui/date-text";
import type { QuoteLine, QuotePayload } from "@/lib/agents/quotes/model";
import { valueAt } from "@/lib/review/changes";

const plain = [
  "validUntil",
  "deliveryDate",
  "deliveryPlace",
  "paymentTerms",
  "notes",
  "answer",
  "date",
  "customer",
  "lines",
  "totals",
] as const;
const parts = ["quantity", "name", "item", "description", "isOptional", "state", "title", "priced", "remember"] as const;

/** Names and values of what a person decides of a quote, for differences and the story of an item. */
export function useQuoteDescribe(): Describe<QuotePayload> {
  const t = useTranslations("quotes");
  return useMemo(() => {
    const name = (path: string): string => {
      const [head = "", index, part = ""] = path.split(".");
      if (head === "lines" && index !== undefined) {
        const known = parts.find((one) => one === part);
        const number = Number(index) + 1;
        return known === undefined ? t("path.line", { number }) : t("path.part", { number, part: t(`path.of.${known}`) });
      }
      const known = plain.find((one) => one === head);
      return known === undefined ? path : t(`field.${known}`);
    };
    const value = (payload: QuotePayload, path: string): string => {
      const [head = "", index, part = ""] = path.split(".");
      if (head === "lines" && index !== undefined) {
        const line = payload.lines[Number(index)];
        if (line === undefined) return "";
        if (line.type === "title") return line.title;
        return lineValue(line, part);
      }
      if (head === "customer") return payload.customer.mode === "choose" ? t("customer.choose") : payload.customer.name;
      if (head === "totals") return amountText(payload.totals.total, payload.currency);
      const found = valueAt(payload, path);
      return typeof found === "string" ? (showDate(found) ?? found) : "";
    };
    const lineValue = (line: QuoteLine, part: string): string => {
      switch (part) {
        case "quantity":
          return shownFigure(line.quantity);
        case "item":
        case "name":
          return part === "name" ? line.name : (line.item?.name ?? "");
        case "description":
          return line.description ?? "";
        case "isOptional":
          return t(line.isOptional ? "yes" : "no");
        case "state":
          return t(`line.state.${line.state}`);
        case "remember":
          return t(`remember.${line.remember}`);
        case "priced":
          return line.priced === null ? "" : `${amountText(line.priced.price, "EUR")} −${shownPercent(line.priced.discount)}`;
        default:
          return [shownFigure(line.quantity), line.item?.name ?? line.name].join(" × ");
      }
    };
    return {
      name,
      value,
      approve: (payload) => t(`verb.${payload.revises === null ? "create" : "update"}`),
      usual: [t("usual.notARequest"), t("usual.notSold"), t("usual.answered"), t("usual.duplicate")],
      duplicate: null,
    };
  }, [t]);
}
