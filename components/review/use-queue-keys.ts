"use client";
import type { QueueScreenProps } from "@/components/review/queue-screen-props";
import { focusRow } from "@/components/review/focus-row";
import { extend, isBulkApprovable, moved, toggle, type BulkSummary, type Selection } from "@/components/review/selection";
import { useKeys } from "@/components/shell/keys";

type Options = Pick<QueueScreenProps, "queue" | "selection" | "onSelection" | "onOpen" | "rights" | "onApproveMany" | "approving"> & {
  readonly summary: BulkSummary;
  readonly onPickFiles: (() => void) | null;
  readonly onSearch: () => void;
  readonly onClearTicks: () => void;
};

/** The list without the mouse. A key that can do nothing now is not registered, so that help and palette tell the truth. */
export function useQueueKeys({
  queue,
  selection,
  onSelection,
  onOpen,
  rights,
  summary,
  approving,
  onApproveMany,
  onPickFiles,
  onSearch,
  onClearTicks,
}: Options): void {
  const rows = queue.loaded;
  const cursor = rows.find((row) => row.id === selection.cursor) ?? rows[0];
  const move = (direction: 1 | -1) => {
    const next = moved(rows, cursor?.id ?? null, direction);
    if (next === null) return;
    onSelection((now) => ({ ...now, cursor: next }));
    focusRow(next);
  };
  const extendBy = (direction: 1 | -1) => {
    const next = onlyApprovable(extend({ ...selection, cursor: cursor?.id ?? null }, rows, direction));
    onSelection(() => next);
    if (next.cursor !== null) focusRow(next.cursor);
  };
  const onlyApprovable = (next: Selection): Selection => {
    const allowed = new Set(rows.filter(isBulkApprovable).map((row) => row.id));
    return { ...next, ids: new Set([...next.ids].filter((id) => allowed.has(id))) };
  };
  const hasTicks = selection.ids.size > 0;
  useKeys({
    search: onSearch,
    ...(onPickFiles === null ? {} : { upload: onPickFiles }),
    ...(rows.length === 0 ? {} : { moveNext: () => move(1), movePrevious: () => move(-1) }),
    ...(cursor ? { open: () => onOpen(cursor.id) } : {}),
    ...(rights.canApprove && rows.length > 0 ? { extendNext: () => extendBy(1), extendPrevious: () => extendBy(-1) } : {}),
    ...(rights.canApprove && cursor && isBulkApprovable(cursor)
      ? { select: () => onSelection((now) => toggle({ ...now, cursor: cursor.id }, cursor.id)) }
      : {}),
    ...(hasTicks ? { back: onClearTicks } : {}),
    ...(hasTicks && summary.rows.length > 0 && !approving ? { approve: () => onApproveMany(summary.rows) } : {}),
  });
}
