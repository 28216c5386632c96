"use client";
import { useTranslations } from "next-intl";
import { shownFigure } from "@/components/quotes/shown-figures";
import type { QuotedItem } from "@/lib/agents/quotes/model";

/** Code, unit and stock of a thing, in one quiet line. */
export function ItemFacts({ item, hideUnit = false }: { readonly item: QuotedItem; readonly hideUnit?: boolean }) {
  const t = useTranslations("quotes.item");
  return (
    <span className="flex min-w-0 flex-wrap gap-x-2 text-12 text-ink-3">
      {item.sku !== null && <span className="font-mono">{item.sku}</span>}
      {item.unit !== null && !hideUnit && <span>{item.unit}</span>}
      {item.kind === "service" && <span>{t("service")}</span>}
      {item.stock !== null && (
        <span className={isPositive(item.stock) ? "" : "text-needs"}>
          {isPositive(item.stock) ? t("stock", { count: shownFigure(item.stock) }) : t("noStock")}
        </span>
      )}
      {!item.isActive && <span className="text-refused">{t("inactive")}</span>}
    </span>
  );
}

const isPositive = (decimal: string): boolean => /[1-9]/.test(decimal) && !decimal.startsWith("-");
