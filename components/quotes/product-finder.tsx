"use client";
import { useTranslations } from "next-intl";
import type { Ref } from "react";
import { Finder } from "@/components/quotes/finder";
import { ItemFacts } from "@/components/quotes/item-facts";
import { searchProducts } from "@/components/quotes/quote-api";
import { useQuoteFacts } from "@/components/quotes/quote-facts";
import { Amount } from "@/components/ui/amount";
import { Kbd } from "@/components/ui/kbd";
import type { QuotedItem } from "@/lib/agents/quotes/model";

type Props = {
  readonly label: string;
  /** Whose prices are shown; null: nobody's in particular. */
  readonly contactId: string | null;
  readonly first?: string;
  readonly autoFocus?: boolean;
  readonly shortcut?: string | undefined;
  readonly inputRef?: Ref<HTMLInputElement>;
  readonly onPick: (item: QuotedItem) => void;
  readonly onClose?: () => void;
};

/** The catalogue by name, code or measure; each with its code, price and stock. */
export function ProductFinder({ contactId, shortcut, onPick, ...finder }: Props) {
  const t = useTranslations("quotes.find");
  const { place } = useQuoteFacts();
  return (
    <Finder
      {...finder}
      placeholder={t("placeholder")}
      queryKey={["catalogue", place.company, place.environment, contactId]}
      search={(q, signal) => searchProducts(place, q, contactId, signal)}
      keyOf={({ item }) => item.key}
      none={(q) => t("none", { q })}
      onPick={({ item }) => onPick(item)}
      hint={shortcut === undefined ? undefined : <Kbd keys={shortcut} />}
      row={({ item, priced }) => (
        <span className="grid grid-cols-[minmax(0,1fr)_auto] items-baseline gap-x-3">
          <span className="min-w-0">
            <span className="block truncate">{item.name}</span>
            <ItemFacts item={item} />
          </span>
          <Amount value={priced.price} currency="EUR" />
        </span>
      )}
    />
  );
}
