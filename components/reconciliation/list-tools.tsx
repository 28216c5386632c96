"use client";
import { ArrowDownWideNarrow, RefreshCw } from "lucide-react";
import { useTranslations } from "next-intl";
import type { RefObject } from "react";
import { SearchBox } from "@/components/review/search-box";
import { useKeyOf } from "@/components/shell/keys";
import { IconButton } from "@/components/ui/icon-button";
import { Menu, MenuChoice } from "@/components/ui/menu";
import { movementSorts, type MovementSort } from "@/lib/agents/reconciliation/list-query";

const sortNames = { date: "date", "-date": "dateDown", "-amount": "amountDown", party: "party", doubt: "doubt" } as const satisfies Record<
  MovementSort,
  string
>;

type Props = {
  readonly q: string;
  readonly onSearch: (q: string) => void;
  readonly sort: MovementSort;
  readonly onSort: (sort: MovementSort) => void;
  readonly searchRef: RefObject<HTMLInputElement | null>;
  /** Reads movements and documents from Holded again; null for those who only look. */
  readonly onLookAgain: (() => void) | null;
};

/** Heading of the list: what it is, what to look for, and in which order. */
export function ListTools({ q, onSearch, sort, onSort, searchRef, onLookAgain }: Props) {
  const t = useTranslations("reconciliation");
  const filterKey = useKeyOf("filterList");
  const order = movementSorts.map((value) => ({ value, label: t(`sort.${sortNames[value]}`) }));
  return (
    // One line of its own on a phone, whose height belongs to the movements.
    <div className="flex min-w-0 items-center gap-x-2 max-sm:w-full">
      <SearchBox
        q={q}
        onSearch={onSearch}
        inputRef={searchRef}
        label={t("search")}
        placeholder={t("searchPlaceholder")}
        shortcut={filterKey}
      />
      {onLookAgain !== null && (
        <IconButton className="shrink-0 max-sm:order-last" label={t("lookAgain")} onClick={onLookAgain}>
          <RefreshCw size={15} aria-hidden />
        </IconButton>
      )}
      <Menu
        align="end"
        trigger={
          <button
            type="button"
            aria-label={`${t("sortBy")}: ${t(`sort.${sortNames[sort]}`)}`}
            className="control-height inline-flex shrink-0 items-center gap-1.5 rounded-md px-2 text-13 text-ink-2 hover:bg-hover hover:text-ink max-sm:order-last"
          >
            <ArrowDownWideNarrow size={16} aria-hidden />
            <span className="max-lg:hidden">{t(`sort.${sortNames[sort]}`)}</span>
          </button>
        }
      >
        <MenuChoice label={t("sortBy")} value={sort} options={order} onChange={onSort} />
      </Menu>
    </div>
  );
}
