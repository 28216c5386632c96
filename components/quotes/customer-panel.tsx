"use client";
import { useQuery } from "@tanstack/react-query";
import { Copy } from "lucide-react";
import { useTranslations } from "next-intl";
import { fetchCustomerPanel } from "@/components/quotes/quote-api";
import { useQuoteFacts } from "@/components/quotes/quote-facts";
import { shownPercent } from "@/components/quotes/shown-figures";
import { Amount } from "@/components/ui/amount";
import { IconButton } from "@/components/ui/icon-button";
import { PlainDateText } from "@/components/ui/plain-date-text";
import { Skeleton } from "@/components/ui/skeleton";
import type { QuotePayload } from "@/lib/agents/quotes/model";
import type { CustomerPanel as Panel } from "@/lib/agents/quotes/query-run";

/** What was agreed with the customer, and what they were quoted before. */
export function CustomerPanel({ payload: { customer } }: { readonly payload: QuotePayload }) {
  const { place } = useQuoteFacts();
  const t = useTranslations("quotes.panel");
  const contactId = customer.mode === "known" ? customer.contactId : null;
  const panel = useQuery({
    queryKey: ["quote-customer", place.company, place.environment, contactId],
    queryFn: ({ signal }) => fetchCustomerPanel(place, contactId ?? "", signal),
    enabled: contactId !== null,
    staleTime: 60_000,
  });
  if (contactId === null) return null;
  return (
    <section aria-label={t("label")} className="flex flex-col gap-4 text-13">
      <h2 className="text-14 font-semibold">{t("label")}</h2>
      {panel.isPending && (
        <div className="flex flex-col gap-2" aria-busy="true">
          <Skeleton className="h-3 w-3/5" />
          <Skeleton className="h-3 w-2/5" />
        </div>
      )}
      {panel.isError && <p className="text-refused">{t("unreachable")}</p>}
      {panel.data && (
        <>
          <Conditions panel={panel.data} />
          <LastQuotes panel={panel.data} />
        </>
      )}
    </section>
  );
}

function Conditions({ panel }: { readonly panel: Panel }) {
  const t = useTranslations("quotes.panel");
  const { email, phone, address, dueDays, categoryDiscounts, agreed, references, customer } = panel;
  const { priceList, discount, regime } = customer;
  const rows: readonly (readonly [string, string])[] = [
    ...(email === null && phone === null ? [] : [[t("reach"), [email, phone].filter(Boolean).join(" · ")] as const]),
    [t("priceList"), priceList ?? t("basePrices")],
    [t("discount"), /[1-9]/.test(discount) ? shownPercent(discount) : t("noDiscount")],
    ...categoryDiscounts.map(({ category, percent }) => [t("onCategory", { category }), shownPercent(percent)] as const),
    ...(agreed === 0 ? [] : [[t("agreed"), t("agreedCount", { count: agreed })] as const]),
    ...(references === 0 ? [] : [[t("references"), t("agreedCount", { count: references })] as const]),
    ...(dueDays === null ? [] : [[t("payment"), t("dueDays", { count: dueDays })] as const]),
    ...(address === null ? [] : [[t("address"), address] as const]),
    ...(regime === "general" ? [] : [[t("regime"), t(`regimes.${regime}`)] as const]),
  ];
  return (
    <dl className="grid grid-cols-[minmax(96px,auto)_minmax(0,1fr)] gap-x-4 gap-y-1">
      {rows.map(([name, value]) => (
        <div key={name} className="contents">
          <dt className="text-ink-3">{name}</dt>
          <dd className="[overflow-wrap:anywhere]">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function LastQuotes({ panel: { lastQuotes } }: { readonly panel: Panel }) {
  const t = useTranslations("quotes.panel");
  const { canWrite, duplicate } = useQuoteFacts();
  if (lastQuotes.length === 0) return <p className="text-ink-3">{t("noQuotes")}</p>;
  return (
    <div>
      <h3 className="pb-1 text-12 text-ink-3">{t("lastQuotes")}</h3>
      <ul className="hairline-t">
        {lastQuotes.map((quote) => (
          <li key={quote.holdedId} className="hairline-b flex min-h-9 items-center gap-x-3">
            <span className="min-w-0 flex-1 truncate">
              <span className="font-medium">{quote.number ?? t("noNumber")}</span>{" "}
              <PlainDateText value={quote.date} className="text-12 text-ink-3" />
            </span>
            <span className="text-12 text-ink-2">{t(`state.${quote.state}`)}</span>
            <Amount value={quote.total} currency="EUR" />
            {canWrite && quote.id !== null && (
              <IconButton label={t("duplicate", { number: quote.number ?? "" })} onClick={() => void duplicate(quote.id ?? "")}>
                <Copy size={14} aria-hidden />
              </IconButton>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
