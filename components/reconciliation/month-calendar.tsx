"use client";
import { useTranslations } from "next-intl";
import { cx } from "@/components/ui/cx";
import { showDate } from "@/components/ui/date-text";
import { daysOf, type ExtractLine } from "@/lib/agents/reconciliation/month-view";

type Props = { readonly month: string; readonly lines: readonly ExtractLine[]; readonly isDone: (line: ExtractLine) => boolean };

/** The month filling up: each day as full as its movements are done. */
export function MonthCalendar({ month, lines, isDone }: Props) {
  const t = useTranslations("reconciliation.extract");
  return (
    <ol aria-label={t("calendar")} className="flex flex-wrap gap-0.5 lg:justify-end">
      {daysOf(month).map((day) => {
        const ofDay = lines.filter(({ date }) => date === day);
        const done = ofDay.filter(isDone).length;
        const said = showDate(day) ?? day;
        const label = ofDay.length === 0 ? t("dayEmpty", { day: said }) : t("day", { day: said, done, all: ofDay.length });
        return (
          <li key={day}>
            <span
              role="img"
              aria-label={label}
              title={label}
              className={cx(
                "relative flex size-6 items-center justify-center overflow-hidden rounded-sm text-12 tabular-nums",
                ofDay.length === 0 ? "text-ink-3" : "border border-line-strong text-ink",
              )}
            >
              {ofDay.length > 0 && (
                <span
                  aria-hidden
                  className="absolute inset-x-0 bottom-0 bg-accent-soft"
                  style={{ height: `${(done / ofDay.length) * 100}%` }}
                />
              )}
              <span aria-hidden className={cx("relative", done > 0 && done === ofDay.length && "font-semibold text-accent")}>
                {Number(day.slice(8))}
              </span>
            </span>
          </li>
        );
      })}
    </ol>
  );
}
