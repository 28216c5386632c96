"use client";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { Place } from "@/components/review/place";
import { fetchQueuePage } from "@/components/review/review-api";
import { nameOf } from "@/components/review/use-decisions";
import { Amount } from "@/components/ui/amount";
import { Button } from "@/components/ui/button";
import { inputClass } from "@/components/ui/field";
import type { QueueRow } from "@/lib/review/view";

type Props = {
  readonly place: Place;
  readonly itemId: string;
  readonly suggested: { readonly id: string; readonly order: "after" | "before" } | null;
  readonly busy: boolean;
  readonly onMerge: (other: QueueRow, order: "after" | "before") => void;
};

const shown = 8;

/** One of the last items, found by a word, whose pages are the rest of this invoice. */
export function MergeChoice({ place, itemId, suggested, busy, onMerge }: Props) {
  const t = useTranslations("review.pages");
  const [words, setWords] = useState("");
  const [chosenId, setChosenId] = useState(suggested?.id ?? null);
  const [order, setOrder] = useState<"after" | "before">(suggested?.order ?? "after");
  const filter = { bucket: "needs_me", q: words, sort: "newest" } as const;
  const query = useQuery({
    queryKey: ["merge-choice", place.company, place.environment, words],
    queryFn: ({ signal }) => fetchQueuePage(place, filter, 0, signal),
  });
  const others = (query.data?.rows ?? []).filter(({ id, state }) => id !== itemId && (state === "open" || state === "refused"));
  const rows = [...others.filter(({ id }) => id === suggested?.id), ...others.filter(({ id }) => id !== suggested?.id)].slice(0, shown);
  const chosen = rows.find(({ id }) => id === chosenId);
  return (
    <form
      className="flex flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (chosen) onMerge(chosen, order);
      }}
    >
      <h3 className="text-13 font-medium">{t("merge")}</h3>
      <p className="text-12 text-ink-2">{t("mergeHint")}</p>
      <label className="flex max-w-80 flex-col gap-1 text-12 text-ink-2">
        {t("search")}
        <input type="search" value={words} maxLength={200} onChange={(event) => setWords(event.target.value)} className={inputClass()} />
      </label>
      <fieldset className="flex flex-col">
        <legend className="sr-only">{t("merge")}</legend>
        {rows.map((row) => (
          <label key={row.id} className="control-height flex cursor-pointer items-center gap-2 rounded-sm px-1 text-13 hover:bg-hover">
            <input
              type="radio"
              name="merge-with"
              checked={chosenId === row.id}
              onChange={() => setChosenId(row.id)}
              className="accent-accent"
            />
            <span className="min-w-0 flex-1 truncate">{row.party === null ? (row.fileName ?? row.title) : nameOf(row)}</span>
            {row.party !== null && <span className="max-w-40 truncate text-12 text-ink-3">{row.fileName}</span>}
            {row.amount !== null && <Amount value={row.amount} currency={row.currency} />}
          </label>
        ))}
        {query.data !== undefined && rows.length === 0 && <p className="text-12 text-ink-3">{t("nothing")}</p>}
      </fieldset>
      <div className="flex flex-wrap items-center gap-3">
        <label className="flex items-center gap-2 text-12 whitespace-nowrap text-ink-2">
          {t("order")}
          <select
            value={order}
            onChange={(event) => setOrder(event.target.value === "before" ? "before" : "after")}
            className={inputClass()}
          >
            <option value="after">{t("after")}</option>
            <option value="before">{t("before")}</option>
          </select>
        </label>
        <Button type="submit" disabled={!chosen || busy}>
          {t("mergeNow")}
        </Button>
      </div>
    </form>
  );
}
