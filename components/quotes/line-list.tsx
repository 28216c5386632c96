"use client";
import { Heading } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMemo, useRef } from "react";
import { newLineId } from "@/components/quotes/line-menu";
import { lineGrid, LineRow } from "@/components/quotes/line-row";
import { sentencesByLine, type LineSentence } from "@/components/quotes/line-sentences";
import { ProductFinder } from "@/components/quotes/product-finder";
import { TitleRow } from "@/components/quotes/title-row";
import { useLineHands } from "@/components/quotes/use-line-hands";
import { GroupMark, useActivePath } from "@/components/review/fields";
import { useSentences } from "@/components/review/use-sentences";
import { useKeyOf, useKeys } from "@/components/shell/keys";
import { Button } from "@/components/ui/button";
import { cx } from "@/components/ui/cx";
import type { QuotePayload } from "@/lib/agents/quotes/model";
import type { Reason } from "@/lib/kernel/evidence";

type Props = {
  readonly payload: QuotePayload;
  readonly reasons: readonly Reason[];
  readonly readOnly: boolean;
  readonly onLines: (change: (now: QuotePayload["lines"]) => QuotePayload["lines"], field: string | null) => void;
};

/** The lines as a sheet: Enter and arrows move between them, letters act on the one in focus. */
export function LineList({ payload, reasons, readOnly, onLines }: Props) {
  const t = useTranslations("quotes.line");
  const box = useRef<HTMLDivElement>(null);
  const search = useRef<HTMLInputElement>(null);
  const findKey = useKeyOf("findProduct");
  const { lines, customer } = payload;
  const contactId = customer.mode === "known" ? customer.contactId : null;
  const hands = useLineHands({ box, onLines, learnsFor: customer.mode === "known" ? "customer" : "no" });
  const active = Number(/^lines\.(\d+)/.exec(useActivePath() ?? "")?.[1] ?? "-1");
  const current = lines[active] ?? lines.find((line) => line.type === "item" && line.state !== "matched");
  const item = current?.type === "item" ? current : null;
  useKeys({
    ...(readOnly ? {} : { findProduct: () => search.current?.focus() }),
    ...(readOnly || item === null
      ? {}
      : { swapCandidate: () => hands.swap(item, 1), optionalLine: () => hands.edit({ kind: "optional", id: item.id }, null) }),
  });
  const sentence = useSentences().reason;
  const sentences = useMemo(() => sentencesByLine(reasons, sentence), [reasons, sentence]);
  const headings = ["quantity", "price", "discount", "net"] as const;
  return (
    <section aria-label={t("list")} className="flex flex-col">
      <GroupMark path="lines" />
      <div aria-hidden className={cx("hairline-b h-7 items-end pb-1 text-12 text-ink-3 @max-[599px]:hidden!", lineGrid)}>
        <span />
        <span>{t("what")}</span>
        {headings.map((name) => (
          <span key={name} className={cx("text-right", name !== "net" && "pr-1.5")}>
            {t(name)}
          </span>
        ))}
      </div>
      <div ref={box} onDrop={(event) => event.preventDefault()}>
        {lines.map((line, index) =>
          line.type === "title" ? (
            <TitleRow key={line.id} line={line} index={index} readOnly={readOnly} hands={hands} />
          ) : (
            <LineRow
              key={line.id}
              line={line}
              index={index}
              contactId={contactId}
              isActive={index === active}
              readOnly={readOnly}
              sentences={sentences.get(index) ?? none}
              hands={hands}
            />
          ),
        )}
      </div>
      {lines.length === 0 && <p className="py-4 text-13 text-ink-2">{t("none")}</p>}
      {!readOnly && (
        <div className="flex flex-col gap-2 pt-3 @min-[600px]:flex-row @min-[600px]:items-start">
          <div className="min-w-0 flex-1">
            <ProductFinder
              label={t("add")}
              contactId={contactId}
              shortcut={findKey}
              inputRef={search}
              onPick={(found) => hands.edit({ kind: "add", id: newLineId(), found: { item: found, counted: null } }, null)}
            />
          </div>
          <Button
            tone="quiet"
            icon={<Heading size={14} aria-hidden className="shrink-0" />}
            onClick={() => hands.edit({ kind: "section", id: newLineId(), title: t("newSection"), before: null }, null)}
          >
            {t("addSection")}
          </Button>
        </div>
      )}
    </section>
  );
}

const none: readonly LineSentence[] = [];
