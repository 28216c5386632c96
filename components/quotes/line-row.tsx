"use client";
import { useTranslations } from "next-intl";
import { memo, useState } from "react";
import { CandidateList } from "@/components/quotes/candidate-list";
import { ItemFacts } from "@/components/quotes/item-facts";
import { LineFigures } from "@/components/quotes/line-figures";
import { LineHandle, LineMenu } from "@/components/quotes/line-menu";
import type { LineSentence } from "@/components/quotes/line-sentences";
import { LineNotes, PriceWords } from "@/components/quotes/line-notes";
import type { LineHands } from "@/components/quotes/line-hands";
import { ProductFinder } from "@/components/quotes/product-finder";
import { foundOf } from "@/components/quotes/quote-edit";
import { useField } from "@/components/review/fields";
import { cx } from "@/components/ui/cx";
import { StatusShape } from "@/components/ui/status-mark";
import type { QuotedItem, QuoteLine } from "@/lib/agents/quotes/model";

type Props = {
  readonly line: QuoteLine;
  readonly index: number;
  readonly contactId: string | null;
  readonly isActive: boolean;
  /** What the server says about it. */
  readonly sentences: readonly LineSentence[];
  readonly readOnly: boolean;
  readonly hands: LineHands;
};

export const lineGrid =
  "grid grid-cols-[18px_minmax(0,1fr)_minmax(0,1.1fr)_minmax(0,0.8fr)_minmax(0,1.2fr)] gap-x-2 @min-[600px]:grid-cols-[18px_minmax(0,1fr)_64px_88px_60px_92px_28px]";

const marks = { matched: "clear", choose: "needs", not_found: "refused" } as const;

/** One line of the quote: what it is and how sure that is, how much, what it costs and why. */
export const LineRow = memo(function LineRow({ line, index, contactId, isActive, sentences, readOnly, hands }: Props) {
  const t = useTranslations("quotes.line");
  const [finding, setFinding] = useState(false);
  const whole = useField(`lines.${index}`);
  const take = (item: QuotedItem) => {
    setFinding(false);
    hands.take(line, { item, counted: null });
  };
  const isOpen = line.state !== "matched";
  return (
    <div
      role="group"
      aria-label={t("label", { number: index + 1, state: t(`state.${line.state}`) })}
      data-line={line.id}
      data-tab-first={whole.props["data-tab-first"]}
      onKeyDown={(event) => hands.onKey(event, line, index)}
      onDragOver={(event) => hands.onDragOver(event, index)}
      className={cx(
        "group/line hairline-b relative py-2",
        lineGrid,
        isActive && "bg-hover/50",
        line.isOptional && "border-dashed",
        isOpen && "before:absolute before:inset-y-0 before:-left-2 before:w-0.5",
        line.state === "choose" && "before:bg-needs",
        line.state === "not_found" && "before:bg-refused",
      )}
    >
      <span className="relative flex flex-col items-center pt-1.5" title={t(`state.${line.state}`)}>
        <StatusShape status={marks[line.state]} />
        <span className="sr-only">{t(`state.${line.state}`)}</span>
        {!readOnly && <LineHandle line={line} hands={hands} />}
      </span>
      <div className="col-span-4 flex min-w-0 flex-col @max-[599px]:pr-9 @min-[600px]:col-span-1">
        <LineName line={line} index={index} readOnly={readOnly} onFind={() => setFinding(true)} />
        {line.item !== null && <ItemFacts item={line.item} hideUnit />}
      </div>
      <span aria-hidden className="@min-[600px]:hidden" />
      <LineFigures line={line} index={index} readOnly={readOnly} hands={hands} />
      {!readOnly && <LineMenu line={line} index={index} hands={hands} onFind={() => setFinding(true)} />}
      <div className="col-[2/-1] flex min-w-0 flex-col gap-1 empty:hidden">
        <PriceWords line={line} readOnly={readOnly} hands={hands} />
        <LineNotes line={line} sentences={sentences} readOnly={readOnly} hands={hands} />
        {finding && (
          <ProductFinder
            autoFocus
            contactId={contactId}
            label={t("find")}
            first={line.asked?.words ?? line.name}
            onPick={take}
            onClose={() => {
              setFinding(false);
              hands.focus(index, "item");
            }}
          />
        )}
        {!readOnly && !finding && (isOpen || isActive) && (
          <CandidateList line={line} onTake={(candidate) => hands.take(line, foundOf(candidate))} onFind={() => setFinding(true)} />
        )}
      </div>
    </div>
  );
});

type NameProps = { readonly line: QuoteLine; readonly index: number; readonly readOnly: boolean; readonly onFind: () => void };

/** The thing of the catalogue, or the customer's own words while nobody knows which it is. */
function LineName({ line, index, readOnly, onFind }: NameProps) {
  const t = useTranslations("quotes.line");
  const { props } = useField(`lines.${index}.item`);
  const isOpen = line.state !== "matched";
  const words = (
    <>
      {isOpen ? <q className="text-ink">{line.asked?.words ?? line.name}</q> : <span className="font-medium">{line.name}</span>}
      {line.isOptional && <span className="ml-2 rounded-sm border border-line-strong px-1 text-12 text-ink-2">{t("optional")}</span>}
    </>
  );
  if (readOnly) return <p className="min-h-7 pt-1 text-13 [overflow-wrap:anywhere]">{words}</p>;
  return (
    <button
      type="button"
      {...props}
      onClick={onFind}
      aria-label={isOpen ? t("findFor", { words: line.asked?.words ?? line.name }) : t("change", { name: line.name })}
      className="-mx-1 min-h-7 rounded-sm px-1 pt-1 text-left text-13 [overflow-wrap:anywhere] hover:bg-hover"
    >
      {words}
    </button>
  );
}
