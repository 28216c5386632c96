"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useQueryStates } from "nuqs";
import { useCallback, useEffect, useRef, useState } from "react";
import { movementAddress } from "@/components/reconciliation/address";
import { MovementScreen } from "@/components/reconciliation/movement-screen";
import { movementsPerPage } from "@/components/reconciliation/movements-per-page";
import { ReconciliationFactsProvider, type ReportMistake } from "@/components/reconciliation/reconciliation-facts";
import { reconciliationView } from "@/components/reconciliation/reconciliation-view";
import { StaleBanner } from "@/components/reconciliation/stale-banner";
import { useDrafts } from "@/components/reconciliation/use-drafts";
import { useListDecisions } from "@/components/reconciliation/use-list-decisions";
import { useMovements, useRefresh } from "@/components/reconciliation/use-movements";
import type { Answer } from "@/components/review/answers";
import { focusRow } from "@/components/review/focus-row";
import { ItemGate } from "@/components/review/item-gate";
import type { Place } from "@/components/review/place";
import { attempt, type ReviewActions } from "@/components/review/review-actions";
import { UndoBar } from "@/components/review/undo-bar";
import { useDecisions } from "@/components/review/use-decisions";
import { itemKey } from "@/components/review/use-item";
import { useSentences } from "@/components/review/use-sentences";
import { useKeys } from "@/components/shell/keys";
import { useAnnouncer } from "@/components/ui/announcer";
import type { MovementFilter } from "@/lib/agents/reconciliation/list-query";
import type { MovementPage, MovementRow } from "@/lib/agents/reconciliation/list-view";
import type { ReconciliationPayload } from "@/lib/agents/reconciliation/model";
import type { ItemView, PersonRef } from "@/lib/review/view";

export type MovementConsoleProps = {
  readonly place: Place;
  readonly viewer: PersonRef;
  readonly people: readonly PersonRef[];
  readonly rights: { readonly canApprove: boolean; readonly canWrite: boolean };
  readonly undoSeconds: number;
  /** From this amount on it is typed by hand; null: never. */
  readonly typedFromCents: number | null;
  readonly actions: ReviewActions & {
    readonly lookAgain: (input: Place) => Promise<Answer<unknown>>;
    readonly reportMistake: ReportMistake;
  };
  /** The copy of Holded is too old to approve by, since then (ISO; "": never read); null: it is fresh. */
  readonly tooOldSince: string | null;
  readonly initial: {
    readonly filter: MovementFilter;
    readonly page: MovementPage;
    readonly at: number;
    readonly item: ItemView<ReconciliationPayload> | null;
  };
};

/** The list of movements and the open one. The address is the state; the server's word is the truth. */
export function MovementConsole(props: MovementConsoleProps) {
  const { place, initial, rights, actions, tooOldSince } = props;
  const client = useQueryClient();
  const t = useTranslations("reconciliation");
  const { toast } = useAnnouncer();
  const sentences = useSentences();
  const [address, setAddress] = useQueryStates(movementAddress, { history: "push", shallow: true });
  const { open, tab, ...filter } = address;
  const [range, setRange] = useState<readonly [number, number]>([0, 0]);
  const [cursor, setCursor] = useState<string | null>(open);
  const decisions = useDecisions({ place, actions, undoSeconds: props.undoSeconds });
  const drafts = useDrafts(place, actions);
  const refresh = useRefresh(place);
  const rowsNow = useRef<readonly (MovementRow | undefined)[]>([]);
  const point = useCallback((id: string) => setCursor(id), []);
  const onGone = useCallback((id: string) => {
    const rows = rowsNow.current;
    const at = rows.findIndex((row) => row?.id === id);
    const next = rows[at + 1] ?? rows[at - 1];
    setCursor(next?.id ?? null);
    if (next !== undefined) focusRow(next.id);
  }, []);
  const onBack = useCallback((id: string) => {
    setCursor(id);
    focusRow(id);
  }, []);
  const list = useListDecisions({
    place,
    actions,
    decisions,
    drafts,
    refresh,
    onGone,
    onBack,
    typedFromCents: props.typedFromCents,
  });
  const movements = useMovements({ place, filter, initial, range, hidden: list.hidden });
  const { rows } = movements;
  useEffect(() => {
    rowsNow.current = rows;
  }, [rows]);

  const onFilter = useCallback(
    (change: Partial<MovementFilter>) => {
      setRange([0, 0]);
      setCursor(null);
      // Typing a search is one step back, not one per letter.
      void setAddress(change, { history: "q" in change ? "replace" : "push" });
    },
    [setAddress],
  );
  const onOpen = useCallback(
    (id: string | null) => {
      if (id !== null) setCursor(id);
      void setAddress({ open: id, tab: null });
    },
    [setAddress],
  );
  // Only another page of rows is news: everything around the list stays as it is while it scrolls.
  const onRange = useCallback((first: number, last: number) => {
    const [from, to] = [first - (first % movementsPerPage), last - (last % movementsPerPage)];
    setRange((now) => (now[0] === from && now[1] === to ? now : [from, to]));
  }, []);
  const undo = () =>
    void list.undo().then((id) => {
      if (id === null) return;
      if (open !== null) onOpen(id);
      else onBack(id);
    });
  useKeys({ ...(decisions.stack.length > 0 ? { undo } : {}) });
  const stay = (row: MovementRow, command: () => Promise<Answer<unknown>>) => {
    list.ask(null);
    void decisions.run(row.id, command).then(() => refresh("now"));
  };
  const one = (row: MovementRow) => ({ ...place, id: row.id });
  const lookAgain = () =>
    void attempt(() => actions.lookAgain(place)).then((answer) =>
      toast(answer.ok ? { text: t("looking"), status: "waiting" } : { text: sentences.failure(answer.error), status: "refused" }),
    );
  const isClosed = tooOldSince !== null;
  const banner =
    tooOldSince === null ? null : (
      <StaleBanner since={tooOldSince} now={initial.at} onRefresh={rights.canWrite ? () => actions.lookAgain(place) : null} />
    );
  return (
    <ReconciliationFactsProvider facts={{ place, tooOldSince, reportMistake: rights.canApprove ? actions.reportMistake : null }}>
      <div className="relative">
        {open === null ? (
          <MovementScreen
            {...props}
            isClosed={isClosed}
            banner={banner}
            onLookAgain={rights.canWrite ? lookAgain : null}
            filter={filter}
            onFilter={onFilter}
            movements={movements}
            onRange={onRange}
            cursor={cursor}
            onPoint={point}
            onOpen={onOpen}
            drafts={drafts}
            decisions={list}
            deciding={(row) => ({
              approve: (typed) => list.approve(row, typed),
              reject: (reason) => list.reject(row, reason),
              snooze: (until) => list.snooze(row, until),
              wake: () => stay(row, () => actions.wake(one(row))),
              assign: (person) => stay(row, () => actions.assign({ ...one(row), personId: person?.id ?? null })),
              retry: () => stay(row, () => actions.retry(one(row))),
              sendBack: () => stay(row, () => actions.sendBack(one(row))),
              acceptDifference: (reason) => stay(row, () => actions.acceptDifference({ ...one(row), reason })),
              // What only the open item can answer is not offered in the list.
              answerDoubt: () => onOpen(row.id),
              readAgain: () => onOpen(row.id),
            })}
          />
        ) : (
          <ItemGate<ReconciliationPayload>
            {...props}
            view={reconciliationView}
            rights={{ ...rights, canApprove: rights.canApprove && !isClosed, isPaused: rights.canApprove && isClosed }}
            initial={initial}
            id={open}
            rows={rows.filter((row) => row !== undefined)}
            total={rows.length}
            tab={tab}
            onTab={(next) => void setAddress({ tab: next }, { history: "replace" })}
            onOpen={(id) => {
              void client.invalidateQueries({ queryKey: itemKey(place, open) });
              refresh();
              drafts.forget(open);
              onOpen(id);
              if (id === null) focusRow(open);
            }}
            decisions={decisions}
          />
        )}
        {decisions.stack[0] && (
          <UndoBar
            entry={decisions.stack[0]}
            more={decisions.stack.length - 1}
            busy={decisions.busy}
            overDocument={open !== null}
            hasVerbsBelow
            onUndo={undo}
          />
        )}
      </div>
    </ReconciliationFactsProvider>
  );
}
