"use client";
import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState, type KeyboardEvent } from "react";
import type { LineHands } from "@/components/quotes/line-hands";
import { LineHandle } from "@/components/quotes/line-menu";
import { useField } from "@/components/review/fields";
import type { QuoteTitle } from "@/lib/agents/quotes/model";

type Props = {
  readonly line: QuoteTitle;
  readonly index: number;
  readonly readOnly: boolean;
  readonly hands: LineHands;
};

/** A heading between the lines, as it will stand on the quote. */
export function TitleRow({ line, index, readOnly, hands }: Props) {
  const t = useTranslations("quotes.line");
  const { props } = useField(`lines.${index}.title`);
  const [typed, setTyped] = useState<string | null>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    if (!event.altKey || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
    event.preventDefault();
    hands.move(line.id, event.key === "ArrowUp" ? -1 : 1, "title");
  };
  return (
    <div
      role="group"
      aria-label={t("sectionLabel", { number: index + 1 })}
      data-line={line.id}
      onKeyDown={onKeyDown}
      onDragOver={(event) => hands.onDragOver(event, index)}
      className="group/line hairline-b flex items-center gap-2 pt-3 pb-1"
    >
      <span className="flex w-[18px] justify-center">{!readOnly && <LineHandle line={line} hands={hands} />}</span>
      <input
        {...props}
        aria-label={t("sectionTitle")}
        value={typed ?? line.title}
        readOnly={readOnly}
        maxLength={300}
        onChange={(event) => {
          const title = event.target.value;
          setTyped(title);
          // A heading without words is none: the last one stays until there is another.
          if (title.trim() !== "") hands.edit({ kind: "title", id: line.id, title }, `title.${line.id}`);
        }}
        onBlur={() => {
          props.onBlur();
          setTyped(null);
        }}
        className="h-8 min-w-0 flex-1 rounded-sm border border-transparent bg-transparent px-1 text-14 font-semibold hover:border-line focus-visible:bg-raised focus-visible:outline-1 focus-visible:-outline-offset-1 read-only:border-transparent pointer-coarse:text-16"
      />
      {!readOnly && (
        <button
          type="button"
          aria-label={t("removeSection", { title: line.title })}
          onClick={() => hands.edit({ kind: "remove", id: line.id }, null)}
          className="inline-flex size-8 items-center justify-center rounded-md text-ink-3 hover:bg-hover hover:text-ink pointer-coarse:size-10"
        >
          <X size={14} aria-hidden />
        </button>
      )}
    </div>
  );
}
