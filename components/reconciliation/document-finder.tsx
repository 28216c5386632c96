"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useId, useState, type KeyboardEvent } from "react";
import { addDocument, remainderCents, type FoundDocument } from "@/components/reconciliation/choose";
import { fetchDocuments } from "@/components/reconciliation/movement-api";
import { amountText } from "@/components/review/amount-list";
import type { Place } from "@/components/review/place";
import { Amount } from "@/components/ui/amount";
import { cx } from "@/components/ui/cx";
import { inputClass } from "@/components/ui/field";
import { PlainDateText } from "@/components/ui/plain-date-text";
import type { ReconciliationPayload } from "@/lib/agents/reconciliation/model";
import { fromCents } from "@/lib/kernel/money";

type Props = {
  readonly place: Place;
  readonly payload: ReconciliationPayload;
  readonly onEdit: (next: ReconciliationPayload, field: string | null) => void;
  readonly onClose: () => void;
};

/** Another document by number, name or amount. Enter adds it and the search goes on; what would be left stands on each. */
export function DocumentFinder({ place, payload, onEdit, onClose }: Props) {
  const t = useTranslations("reconciliation.find");
  const id = useId();
  const [q, setQ] = useState("");
  const [at, setAt] = useState(0);
  const rest = remainderCents(payload);
  const { currency } = payload.movement;
  const restText = fromCents(rest < 0n ? -rest : rest);
  // Nothing typed yet: what is open with exactly what is missing.
  const asked = q.trim() === "" ? (rest === 0n ? "" : restText) : q.trim();
  const found = useQuery({
    queryKey: ["documents", place.company, place.environment, asked, currency],
    queryFn: ({ signal }) => fetchDocuments(place, { q: asked, currency }, signal),
    enabled: asked !== "",
    placeholderData: keepPreviousData,
    staleTime: 5_000,
  });
  const taken = new Set(payload.documents.map((document) => document.id));
  const shown = asked === "" ? [] : (found.data ?? []).filter((document) => !taken.has(document.id));
  const current = Math.min(at, Math.max(0, shown.length - 1));
  const add = (document: FoundDocument | undefined) => {
    if (document === undefined) return;
    onEdit(addDocument(payload, document), null);
    setQ("");
    setAt(0);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      setAt(Math.max(0, Math.min(shown.length - 1, current + (event.key === "ArrowDown" ? 1 : -1))));
    }
    if (event.key === "Enter" && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      if (q.trim() === "" && shown.length === 0) onClose();
      else add(shown[current]);
    }
    if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      onClose();
    }
  };
  return (
    <div className="flex flex-col gap-1.5 rounded-md border border-line bg-raised p-2">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <label htmlFor={id} className="sr-only">
          {t("label")}
        </label>
        <input
          id={id}
          // Opened by its key or its button, to type here.
          autoFocus
          type="search"
          role="combobox"
          aria-expanded={shown.length > 0}
          aria-controls={`${id}-found`}
          aria-activedescendant={shown.length > 0 ? `${id}-${current}` : undefined}
          autoComplete="off"
          value={q}
          placeholder={t("placeholder")}
          onChange={(event) => {
            setQ(event.target.value);
            setAt(0);
          }}
          onKeyDown={onKeyDown}
          className={cx(inputClass(), "min-w-48 flex-1 [&::-webkit-search-cancel-button]:hidden")}
        />
        <span role="status" className="text-13 text-ink-2 tabular-nums">
          {rest === 0n ? t("even") : t("rest", { amount: amountText(fromCents(rest), currency) })}
        </span>
      </div>
      <div id={`${id}-found`} role="listbox" aria-label={t("found")} className="flex max-h-56 flex-col overflow-y-auto empty:hidden">
        {shown.map((document, index) => {
          const left = remainderCents(addDocument(payload, document));
          return (
            <div
              key={`${document.type} ${document.id}`}
              id={`${id}-${index}`}
              role="option"
              aria-selected={index === current}
              ref={index === current ? intoSight : undefined}
              onMouseMove={() => setAt(index)}
              onClick={() => add(document)}
              className={cx(
                "grid min-h-9 cursor-default grid-cols-[minmax(0,1fr)_auto] items-center gap-x-3 rounded-sm px-2 text-13 md:grid-cols-[minmax(0,1fr)_76px_104px_minmax(96px,auto)]",
                index === current && "bg-hover",
              )}
            >
              <span className="flex min-w-0 gap-2">
                <span className="max-w-[60%] shrink-0 truncate font-medium">{document.number}</span>
                <span className="min-w-0 truncate text-ink-2">{document.partyName}</span>
              </span>
              <span className="text-12 text-ink-3 max-md:hidden">{document.date !== null && <PlainDateText value={document.date} />}</span>
              <span className="text-right">
                <Amount value={document.pending} currency={document.currency} />
              </span>
              <span className="text-right text-12 text-ink-3 tabular-nums max-md:hidden">
                {left === 0n ? t("wouldBeEven") : t("wouldLeave", { amount: amountText(fromCents(left), currency) })}
              </span>
            </div>
          );
        })}
      </div>
      {shown.length === 0 && !found.isFetching && (
        <p className="px-2 text-12 text-ink-3">{q.trim() === "" ? t("hint") : t("none", { q: q.trim() })}</p>
      )}
    </div>
  );
}

function intoSight(option: HTMLElement | null): void {
  option?.scrollIntoView({ block: "nearest" });
}
