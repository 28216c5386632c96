"use client";
import { ArrowDownWideNarrow, Camera, Search, Upload } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState, type RefObject } from "react";
import { useKeyOf } from "@/components/shell/keys";
import type { Sort } from "@/components/review/queue-address";
import { Button } from "@/components/ui/button";
import { cx } from "@/components/ui/cx";
import { IconButton } from "@/components/ui/icon-button";
import { Kbd } from "@/components/ui/kbd";
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
  const order = (Object.keys(sortNames) as Sort[]).map((value) => ({ value, label: t(`sort.${sortNames[value]}`) }));
  return (
    <div className="flex shrink-0 flex-wrap items-center gap-x-2 gap-y-2 px-3 pt-3 pb-1 md:px-4">
      <h1 className="mr-auto text-20 font-semibold">{title}</h1>
      <SearchBox q={q} onSearch={onSearch} inputRef={searchRef} />
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

const quietMs = 220;

function SearchBox({
  q,
  onSearch,
  inputRef,
}: {
  readonly q: string;
  readonly onSearch: (q: string) => void;
  readonly inputRef: RefObject<HTMLInputElement | null>;
}) {
  const t = useTranslations("queue");
  const [typed, setTyped] = useState(q);
  const [given, setGiven] = useState(q);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const searchKey = useKeyOf("search");
  // Back and forward change the address under the box.
  if (given !== q) {
    setGiven(q);
    setTyped(q);
  }
  useEffect(() => () => clearTimeout(timer.current), []);
  const change = (text: string) => {
    setTyped(text);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      setGiven(text.trim());
      onSearch(text.trim());
    }, quietMs);
  };
  return (
    <label className="relative block w-64 max-sm:order-last max-sm:w-full">
      <span className="sr-only">{t("search")}</span>
      <Search size={14} aria-hidden className="pointer-events-none absolute inset-y-0 left-2 my-auto text-ink-3" />
      <input
        ref={inputRef}
        type="search"
        value={typed}
        onChange={(event) => change(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== "Escape") return;
          if (typed !== "") change("");
          event.currentTarget.blur();
        }}
        placeholder={t("searchPlaceholder")}
        className="control-height w-full rounded-md border border-line bg-raised pr-8 pl-7 text-13 placeholder:text-ink-3 hover:border-line-strong focus-visible:outline-offset-0 pointer-coarse:text-16 [&::-webkit-search-cancel-button]:hidden"
      />
      {searchKey !== undefined && (
        <span className={cx("pointer-events-none absolute inset-y-0 right-2 flex items-center", typed !== "" && "hidden")}>
          <Kbd keys={searchKey} />
        </span>
      )}
    </label>
  );
}
