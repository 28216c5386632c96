"use client";
import { ChevronLeft, ChevronRight } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import Link from "next/link";
import { monthFrom } from "@/lib/agents/reconciliation/month-view";

type Props = { readonly month: string; readonly hrefOf: (month: string) => string };

const step = "control-height inline-flex aspect-square items-center justify-center rounded-md text-ink-2 hover:bg-hover hover:text-ink";

/** The month on screen and the way to those beside it; each is an address. */
export function MonthSteps({ month, hrefOf }: Props) {
  const t = useTranslations("reconciliation.extract");
  const name = useMonthName();
  return (
    <nav aria-label={t("month")} className="flex items-center gap-1">
      <Link href={hrefOf(monthFrom(month, -1))} aria-label={t("previous")} className={step}>
        <ChevronLeft size={16} aria-hidden />
      </Link>
      <span className="min-w-32 text-center text-14 font-medium" aria-current="date">
        {name(month)}
      </span>
      <Link href={hrefOf(monthFrom(month, 1))} aria-label={t("next")} className={step}>
        <ChevronRight size={16} aria-hidden />
      </Link>
    </nav>
  );
}

/** "noviembre de 2026" */
export function useMonthName(): (month: string) => string {
  const locale = useLocale();
  return (month) =>
    new Intl.DateTimeFormat(locale === "en" ? "en-GB" : locale, { month: "long", year: "numeric", timeZone: "UTC" }).format(
      new Date(`${month}-01T00:00:00Z`),
    );
}
