"use client";
import { ArrowDownWideNarrow, Camera, Upload } from "lucide-react";
import { useTranslations } from "next-intl";
import type { RefObject } from "react";
import { SearchBox } from "@/components/review/search-box";
import { useKeyOf } from "@/components/shell/keys";
import type { Sort } from "@/components/review/queue-address";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { Menu, MenuChoice } from "@/components/ui/menu";

const sortNames = {
  oldest: "oldest",
  newest: "newest",
  doubt: "doubt",
  "-amount": "amountDown",
  amount: "amountUp",
  party: "party",
  "-date": "dateDown",
  date: "dateUp",
} as const satisfies Record<Sort, string>;

type Props = {
  readonly title: string;
  readonly q: string;
  readonly onSearch: (q: string) => void;
  readonly sort: Sort;
  readonly onSort: (sort: Sort) => void;
  readonly searchRef: RefObject<HTMLInputElement | null>;
  readonly onPickFiles: (() => void) | null;
  readonly onTakePhoto: (() => void) | null;
};

/** Heading of the list: what it is, what to look for, in which order, and the way in for new files. */
export function QueueTools({ title, q, onSearch, sort, onSort, searchRef, onPickFiles, onTakePhoto }: Props) {
  const t = useTranslations("queue");
  const tu = useTranslations("upload");
  const uploadKey = useKeyOf("upload");
  const searchKey = useKeyOf("search");
  const order = (Object.keys(sortNames) as Sort[]).map((value) => ({ value, label: t(`sort.${sortNames[value]}`) }));
  return (
    <div className="flex shrink-0 flex-wrap items-center gap-x-2 gap-y-2 px-3 pt-3 pb-1 md:px-4">
      <h1 className="mr-auto text-20 font-semibold">{title}</h1>
      <SearchBox
        q={q}
        onSearch={onSearch}
        inputRef={searchRef}
        label={t("search")}
        placeholder={t("searchPlaceholder")}
        shortcut={searchKey}
      />
      <Menu
        align="end"
        trigger={
          <button
            type="button"
            aria-label={`${t("sortBy")}: ${t(`sort.${sortNames[sort]}`)}`}
            className="control-height inline-flex items-center gap-1.5 rounded-md px-2 text-13 text-ink-2 hover:bg-hover hover:text-ink"
          >
            <ArrowDownWideNarrow size={16} aria-hidden />
            <span className="max-lg:hidden">{t(`sort.${sortNames[sort]}`)}</span>
          </button>
        }
      >
        <MenuChoice label={t("sortBy")} value={sort} options={order} onChange={onSort} />
      </Menu>
      {onTakePhoto !== null && (
        <IconButton label={tu("camera")} onClick={onTakePhoto} className="pointer-fine:hidden">
          <Camera size={18} aria-hidden />
        </IconButton>
      )}
      {onPickFiles !== null && (
        <Button icon={<Upload size={14} aria-hidden className="shrink-0" />} shortcut={uploadKey} onClick={onPickFiles}>
          {tu("pick")}
        </Button>
      )}
    </div>
  );
}
