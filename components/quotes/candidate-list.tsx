"use client";
import { Search } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ItemFacts } from "@/components/quotes/item-facts";
import { choicesOf } from "@/components/quotes/quote-edit";
import { useKeyOf } from "@/components/shell/keys";
import { Amount } from "@/components/ui/amount";
import { Button } from "@/components/ui/button";
import { cx } from "@/components/ui/cx";
import { Kbd } from "@/components/ui/kbd";
import type { LineCandidate, QuoteLine } from "@/lib/agents/quotes/model";

type Props = {
  readonly line: QuoteLine;
  readonly onTake: (candidate: LineCandidate) => void;
  readonly onFind: () => void;
};

const shownAtOnce = 4;

/** What the line could be, best first, and why; the key puts the next one in its place. */
export function CandidateList({ line, onTake, onFind }: Props) {
  const t = useTranslations("quotes.candidates");
  const [all, setAll] = useState(false);
  const swapKey = useKeyOf("swapCandidate");
  const choices = choicesOf(line);
  const isOpen = line.state !== "matched";
  const others = isOpen ? choices : choices.filter(({ item }) => item.key !== line.item?.key);
  if (!isOpen && others.length === 0) return null;
  const shown = all ? others : others.slice(0, isOpen ? shownAtOnce : shownAtOnce - 1);
  return (
    <div role="group" aria-label={t("label")} className="flex min-w-0 flex-col gap-0.5 py-1">
      <p className="flex flex-wrap items-center gap-x-2 text-12 text-ink-2">
        {t(line.state, { count: choices.length })}
        {swapKey !== undefined && choices.length > 0 && (
          <span className="inline-flex items-center gap-1 text-ink-3 pointer-coarse:hidden">
            <Kbd keys={swapKey} /> {t("next")}
          </span>
        )}
      </p>
      {shown.map((candidate, index) => (
        <button
          key={candidate.item.key}
          type="button"
          onClick={() => onTake(candidate)}
          className={cx(
            "-mx-1.5 grid grid-cols-[minmax(0,1fr)_auto] items-baseline gap-x-3 rounded-sm px-1.5 py-1 text-left text-13 hover:bg-hover focus-visible:-outline-offset-2 pointer-coarse:py-2",
            isOpen && index === 0 && "font-medium",
          )}
        >
          <span className="min-w-0">
            <span className="block [overflow-wrap:anywhere]">{candidate.item.name}</span>
            <span className="flex flex-wrap gap-x-2 font-normal">
              <ItemFacts item={candidate.item} />
              {candidate.because.length > 0 && <span className="text-12 text-ink-3">{candidate.because.slice(0, 4).join(" · ")}</span>}
            </span>
          </span>
          <Amount value={candidate.price} currency="EUR" />
        </button>
      ))}
      <div className="-ml-1.5 flex flex-wrap">
        {shown.length < others.length && (
          <Button tone="quiet" className="px-1.5! text-12!" onClick={() => setAll(true)}>
            {t("more", { count: others.length - shown.length })}
          </Button>
        )}
        {isOpen && (
          <Button tone="quiet" className="px-1.5! text-12!" icon={<Search size={13} aria-hidden />} onClick={onFind}>
            {t("find")}
          </Button>
        )}
      </div>
    </div>
  );
}
