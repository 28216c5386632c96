"use client";
import { useCallback, useEffect, useMemo, useRef, type DragEvent, type KeyboardEvent, type RefObject } from "react";
import type { LineColumn, LineHands } from "@/components/quotes/line-hands";
import { editQuoteLines, foundOf, nextCandidate, type QuoteEdit } from "@/components/quotes/quote-edit";
import type { QuoteLine, QuotePayload } from "@/lib/agents/quotes/model";

type Lines = QuotePayload["lines"];
type Options = {
  readonly box: RefObject<HTMLElement | null>;
  readonly onLines: (change: (now: Lines) => Lines, field: string | null) => void;
  /** Whose words are learned when a person gives a line another thing. */
  readonly learnsFor: QuoteLine["remember"];
};

/** What the rows can do, the same object as long as the list stands: rows that did not change are not drawn again. */
export function useLineHands({ box, onLines, learnsFor }: Options): LineHands {
  const learns = useRef(learnsFor);
  const dragged = useRef<string | null>(null);
  useEffect(() => {
    learns.current = learnsFor;
  });
  const edit = useCallback(
    (change: QuoteEdit, field: string | null) => onLines((now) => [...editQuoteLines(now, change)], field),
    [onLines],
  );
  const focus = useCallback(
    (index: number, column: LineColumn) => {
      requestAnimationFrame(() => box.current?.querySelector<HTMLElement>(`[data-field="lines.${index}.${column}"]`)?.focus());
    },
    [box],
  );
  return useMemo(() => {
    const take: LineHands["take"] = (line, found) => {
      edit({ kind: "item", id: line.id, found, remember: line.asked === null ? "no" : learns.current }, null);
    };
    const swap: LineHands["swap"] = (line, by) => {
      const next = nextCandidate(line, by);
      if (next !== null) take(line, foundOf(next));
    };
    const move: LineHands["move"] = (id, by, column) => {
      onLines((now) => {
        const to = now.findIndex((line) => line.id === id) + by;
        if (column !== null && to >= 0 && to < now.length) focus(to, column);
        return [...editQuoteLines(now, { kind: "move", id, to })];
      }, null);
    };
    const goTo = (index: number, column: LineColumn, by: 1 | -1) => {
      // Headings have no such column: the next line that has it.
      const cells = [...(box.current?.querySelectorAll<HTMLElement>(`[data-field$=".${column}"]`) ?? [])];
      const at = cells.findIndex((cell) => cell.dataset["field"] === `lines.${index}.${column}`);
      cells[at + by]?.focus();
    };
    return {
      edit,
      take,
      swap,
      move,
      focus,
      onKey: (event, line, index) => onLineKey(event, line, index, { edit, swap, move, goTo }),
      onDragStart: (event: DragEvent, id: string) => {
        dragged.current = id;
        event.dataTransfer.effectAllowed = "move";
        event.dataTransfer.setData("text/plain", "");
      },
      onDragOver: (event: DragEvent, index: number) => {
        const id = dragged.current;
        if (id === null) return;
        event.preventDefault();
        onLines((now) => (now[index]?.id === id ? now : [...editQuoteLines(now, { kind: "move", id, to: index })]), `drag.${id}`);
      },
      onDragEnd: () => {
        dragged.current = null;
      },
    };
  }, [box, edit, focus, onLines]);
}

type Acts = Pick<LineHands, "edit" | "swap" | "move"> & { readonly goTo: (index: number, column: LineColumn, by: 1 | -1) => void };

/** In a figure no letter can be meant to be typed: there the letters act on the line. */
function onLineKey(event: KeyboardEvent, line: QuoteLine, index: number, { edit, swap, move, goTo }: Acts): void {
  if (event.defaultPrevented) return;
  const target = event.target instanceof HTMLElement ? event.target : null;
  const path = target?.closest("[data-field]")?.getAttribute("data-field") ?? "";
  const column = (["item", "quantity", "price", "discount"] as const).find((name) => path.endsWith(`.${name}`)) ?? null;
  if (column === null) return;
  const isFigure = target instanceof HTMLInputElement;
  const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
  const handled = () => event.preventDefault();
  if (step !== 0 && event.altKey) {
    handled();
    return move(line.id, step, column);
  }
  if ((event.ctrlKey || event.metaKey) && event.key === "Delete") {
    handled();
    return edit({ kind: "remove", id: line.id }, null);
  }
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (step !== 0 || (event.key === "Enter" && isFigure)) {
    handled();
    return goTo(index, column, step === 0 ? 1 : step);
  }
  if (!isFigure) return;
  if (event.key.toLowerCase() === "s") {
    handled();
    return swap(line, event.shiftKey ? -1 : 1);
  }
  if (event.key.toLowerCase() === "o") {
    handled();
    edit({ kind: "optional", id: line.id }, null);
  }
}
