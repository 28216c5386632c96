"use client";
import { nextOf } from "@/components/reconciliation/movement-pane";
import type { Searching } from "@/components/reconciliation/match-panel";
import type { Asking } from "@/components/review/decision-bar-props";
import { focusRow } from "@/components/review/focus-row";
import { isBulkApprovable } from "@/components/review/selection";
import { useKeys, type KeyHandlers } from "@/components/shell/keys";
import type { ReconciliationPayload } from "@/lib/agents/reconciliation/model";
import type { MovementRow } from "@/lib/agents/reconciliation/list-view";

type Options = {
  readonly rows: readonly (MovementRow | undefined)[];
  readonly row: MovementRow | null;
  readonly payload: ReconciliationPayload | null;
  readonly at: number;
  readonly rights: { readonly canApprove: boolean; readonly canWrite: boolean };
  readonly isClosed: boolean;
  readonly ticked: number;
  readonly onPoint: (id: string) => void;
  readonly onOpen: (id: string) => void;
  readonly onTick: (rows: readonly MovementRow[]) => void;
  readonly onToggle: (row: MovementRow) => void;
  readonly onApprove: (row: MovementRow) => void;
  readonly onApproveMany: () => void;
  readonly onShow: (row: MovementRow, payload: ReconciliationPayload) => void;
  readonly onSearching: (searching: Searching) => void;
  readonly onAsk: (asking: Asking) => void;
  readonly onFilter: () => void;
  readonly onClear: () => void;
};

/** The list without the mouse. A key that can do nothing now is not registered, so that help and palette tell the truth. */
export function useListKeys(options: Options): void {
  const { rows, row, at, rights, isClosed, ticked } = options;
  const move = (direction: 1 | -1) => {
    const next = rows[Math.max(0, at) + (at < 0 ? 0 : direction)];
    if (next === undefined) return;
    options.onPoint(next.id);
    focusRow(next.id);
  };
  const extend = (direction: 1 | -1) => {
    const next = rows[at + direction];
    if (next === undefined || row === null) return;
    options.onTick([row, next].filter(isBulkApprovable));
    options.onPoint(next.id);
    focusRow(next.id);
  };
  const decides = rights.canApprove && row?.state === "open";
  useKeys({
    filterList: options.onFilter,
    ...(rows.length === 0 ? {} : { moveNext: () => move(1), movePrevious: () => move(-1) }),
    ...(row === null ? {} : { open: () => options.onOpen(row.id) }),
    ...(rights.canApprove && row !== null ? { extendNext: () => extend(1), extendPrevious: () => extend(-1) } : {}),
    ...(rights.canApprove && row !== null && isBulkApprovable(row) ? { select: () => options.onToggle(row) } : {}),
    ...(ticked > 0 ? { back: options.onClear } : {}),
    ...(ticked > 0 ? (isClosed ? {} : { approve: options.onApproveMany }) : decides && row ? decisionKeys(options, row) : {}),
  });
}

function decisionKeys(options: Options, row: MovementRow): KeyHandlers {
  const next = options.payload === null ? null : nextOf(options.payload, row);
  return {
    ...(options.isClosed ? {} : { approve: () => options.onApprove(row), approveTyping: () => options.onApprove(row) }),
    ...(next === null ? {} : { nextAlternative: () => options.onShow(row, next) }),
    ...(options.rights.canWrite ? { findDocument: () => options.onSearching("find"), noDocument: () => options.onSearching("none") } : {}),
    reject: () => options.onAsk("reject"),
    snooze: () => options.onAsk("snooze"),
    assign: () => options.onAsk("assign"),
  };
}
