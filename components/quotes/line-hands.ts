import type { DragEvent, KeyboardEvent } from "react";
import type { FoundItem, QuoteEdit } from "@/components/quotes/quote-edit";
import type { QuoteLine } from "@/lib/agents/quotes/model";

export type LineColumn = "item" | "quantity" | "price" | "discount" | "title";

/** What a row can do to the list it stands in. */
export type LineHands = {
  /** `field` names what is typed into; null makes a step of its own for undo. */
  readonly edit: (edit: QuoteEdit, field: string | null) => void;
  readonly take: (line: QuoteLine, found: FoundItem) => void;
  readonly swap: (line: QuoteLine, by: 1 | -1) => void;
  readonly move: (id: string, by: 1 | -1, column: LineColumn | null) => void;
  readonly focus: (index: number, column: LineColumn) => void;
  readonly onKey: (event: KeyboardEvent, line: QuoteLine, index: number) => void;
  readonly onDragStart: (event: DragEvent, id: string) => void;
  readonly onDragOver: (event: DragEvent, index: number) => void;
  readonly onDragEnd: () => void;
};
