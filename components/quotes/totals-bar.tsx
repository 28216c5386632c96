"use client";
import { ChevronDown, ChevronUp } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { openLines } from "@/components/quotes/quote-edit";
import { marginShare, sumsByRate } from "@/components/quotes/sums-by-rate";
import { shownPercent } from "@/components/quotes/shown-figures";
import { Amount } from "@/components/ui/amount";
import { cx } from "@/components/ui/cx";
import { StatusMark } from "@/components/ui/status-mark";
import type { QuotePayload } from "@/lib/agents/quotes/model";

/** What the quote comes to while it is edited: base, each tax, total, what is left after cost, and what is still open. */
export function TotalsBar({ payload }: { readonly payload: QuotePayload }) {
  const t = useTranslations("quotes.totals");
  const [open, setOpen] = useState(false);
  const sums = sumsByRate(payload.lines);
  const { currency, totals } = payload;
  const share = totals.margin === null ? null : marginShare(totals.margin, sums.base);
  const part = cx("flex items-baseline justify-between gap-x-1.5 md:flex-col md:items-end md:justify-start", !open && "max-md:hidden");
  const name = "text-12 text-ink-3";
  return (
    <section aria-label={t("label")} className="hairline-t z-10 shrink-0 bg-paper px-4 py-2 text-13 print:hidden">
      <div className="flex flex-col gap-x-6 gap-y-1 md:flex-row md:items-end md:justify-end">
        <OpenWork payload={payload} />
        {sums.optional !== null && (
          <p className={part}>
            <span className={name}>{t("optional")}</span> <Amount value={sums.optional} currency={currency} className="text-ink-2" />
          </p>
        )}
        {totals.margin !== null && (
          <p className={part}>
            <span className={name}>{share === null ? t("margin") : t("marginOf", { percent: shownPercent(share) })}</span>{" "}
            <Amount value={totals.margin} currency={currency} className={totals.margin.startsWith("-") ? "text-refused" : "text-ink-2"} />
          </p>
        )}
        <p className={part}>
          <span className={name}>{t("base")}</span> <Amount value={sums.base} currency={currency} />
        </p>
        {sums.vat.map(({ rate, amount }) => (
          <p key={rate} className={part}>
            <span className={name}>{t("vat", { rate: shownPercent(rate) })}</span> <Amount value={amount} currency={currency} />
          </p>
        ))}
        {sums.surcharge.map(({ rate, amount }) => (
          <p key={rate} className={part}>
            <span className={name}>{t("surcharge", { rate: shownPercent(rate) })}</span> <Amount value={amount} currency={currency} />
          </p>
        ))}
        <p className="flex items-baseline justify-between gap-x-1.5 md:flex-col md:items-end">
          <button
            type="button"
            aria-expanded={open}
            onClick={() => setOpen(!open)}
            className="-my-2 -ml-1 inline-flex h-10 items-center gap-1 rounded-sm px-1 text-13 text-ink-2 md:hidden"
          >
            {t("total")} {open ? <ChevronDown size={14} aria-hidden /> : <ChevronUp size={14} aria-hidden />}
            <span className="sr-only">{open ? t("less") : t("more")}</span>
          </button>
          <span className={cx(name, "max-md:hidden")}>{t("total")}</span>
          <Amount value={sums.total} currency={currency} strong className="text-16 md:text-20" />
        </p>
      </div>
    </section>
  );
}

/** What keeps the quote from being approved, by its number. */
function OpenWork({ payload }: { readonly payload: QuotePayload }) {
  const t = useTranslations("quotes.totals");
  const open = openLines(payload.lines);
  const toChoose = open.filter(({ state }) => state === "choose").length;
  const missing = open.length - toChoose;
  if (open.length === 0) return <span className="flex-1 max-md:hidden" />;
  return (
    <p className="flex flex-1 flex-wrap gap-x-4 self-center">
      {toChoose > 0 && <StatusMark status="needs">{t("toChoose", { count: toChoose })}</StatusMark>}
      {missing > 0 && <StatusMark status="refused">{t("missing", { count: missing })}</StatusMark>}
    </p>
  );
}
