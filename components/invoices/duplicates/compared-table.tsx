"use client";
import { useTranslations } from "next-intl";
import type { Compared } from "@/components/invoices/duplicates/compared";
import { amountText } from "@/components/review/amount-list";
import { cx } from "@/components/ui/cx";
import { showDate } from "@/components/ui/date-text";
import { StatusShape } from "@/components/ui/status-mark";

type Props = { readonly rows: readonly Compared[]; readonly currency: string; readonly theirs: string };

/** Field by field; what differs has its sign and is said to be different, not only coloured. */
export function ComparedTable({ rows, currency, theirs }: Props) {
  const t = useTranslations("invoice");
  const shown = (field: Compared["field"], value: string | null) => {
    if (value === null) return "—";
    if (field === "issueDate" || field === "dueDate") return showDate(value) ?? value;
    return /Total|total/.test(field) ? amountText(value, currency) : value;
  };
  return (
    <table className="w-full text-13">
      <thead>
        <tr className="hairline-b text-left text-12 text-ink-3">
          <th scope="col" className="py-1.5 pr-4 font-normal">
            <span className="sr-only">{t("compare.field")}</span>
          </th>
          <th scope="col" className="py-1.5 pr-4 font-normal">
            {t("compare.this")}
          </th>
          <th scope="col" className="py-1.5 font-normal break-all">
            {theirs}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ field, mine, theirs: other, differs }) => (
          <tr key={field} className={cx("hairline-b align-top", differs && "bg-needs-soft")}>
            <th scope="row" className="py-1.5 pr-4 text-left font-normal text-ink-2">
              <span className="inline-flex items-center gap-1.5">
                {t(`field.${field}`)}
                {differs && <StatusShape status="needs" />}
                <span className="sr-only">{differs ? t("compare.differs") : t("compare.same")}</span>
              </span>
            </th>
            <td className="py-1.5 pr-4 break-words tabular-nums">{shown(field, mine)}</td>
            <td className="py-1.5 break-words tabular-nums">{shown(field, other)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
