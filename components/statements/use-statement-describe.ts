"use client";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { amountText } from "@/components/review/amount-list";
import type { Describe } from "@/components/review/kind-view";
import { showDate } from "@/components/ui/date-text";
import type { StatementPayload } from "@/lib/agents/statements/model";

/** Names and values of what a person decides of a statement, for differences and its story. */
export function useStatementDescribe(): Describe<StatementPayload> {
  const t = useTranslations("statements");
  return useMemo(
    () => ({
      name: (path) => {
        const [head, index] = path.split(".");
        if (head === "movements" && index !== undefined) return t("field.movement", { number: Number(index) + 1 });
        if (head === "movements" || head === "account" || head === "opening" || head === "table") return t(`field.${head}`);
        return t("field.other");
      },
      value: (payload, path) => {
        const [head, index] = path.split(".");
        if (head === "account") return payload.account.name ?? "";
        if (head === "opening") return amountText(payload.opening, payload.account.currency);
        const line = head === "movements" && index !== undefined ? payload.movements[Number(index)] : undefined;
        if (line === undefined) return "";
        return `${showDate(line.valueDate) ?? line.valueDate} ${amountText(line.amount, payload.account.currency)}: ${t(`take.${line.take}`)}`;
      },
      approve: ({ movements, account }) => {
        if (account.id === null) return t("approve.notYet");
        const count = movements.filter(({ take }) => take === "yes").length;
        return count === 0 ? t("approve.nothing") : t("approve.create", { count });
      },
      usual: [t("usual.wrongAccount"), t("usual.wrongFile"), t("usual.feed")],
      duplicate: null,
    }),
    [t],
  );
}
