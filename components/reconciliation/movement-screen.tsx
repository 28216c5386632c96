"use client";
import { useTranslations } from "next-intl";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { ClearBar } from "@/components/reconciliation/clear-bar";
import { FilterBar } from "@/components/reconciliation/filter-bar";
import { ListBody } from "@/components/reconciliation/list-body";
import { ListTools } from "@/components/reconciliation/list-tools";
import type { Searching } from "@/components/reconciliation/match-panel";
import { fetchClear } from "@/components/reconciliation/movement-api";
import { MovementPane } from "@/components/reconciliation/movement-pane";
import type { MovementScreenProps } from "@/components/reconciliation/movement-screen-props";
import { ReconciliationHead } from "@/components/reconciliation/section-tabs";
import { TickBar } from "@/components/reconciliation/tick-bar";
import { tick, toggleTick, untick, type Ticks } from "@/components/reconciliation/ticks";
import { oldestFirst, twinsOf } from "@/components/reconciliation/twins";
import { useListKeys } from "@/components/reconciliation/use-list-keys";
import { isBulkApprovable } from "@/components/review/selection";
import { focusRow } from "@/components/review/focus-row";
import { BucketTabs } from "@/components/review/bucket-tabs";
import type { ReconciliationPayload } from "@/lib/agents/reconciliation/model";
import type { MovementRow } from "@/lib/agents/reconciliation/list-view";

/** Three hundred movements on a Monday: each with its explanation, decided with one key, the next one under the cursor. */
export function MovementScreen(props: MovementScreenProps) {
  const { place, filter, onFilter, movements, rights, isClosed, decisions, drafts, cursor, onPoint, onOpen } = props;
  const t = useTranslations("reconciliation");
  const q = useTranslations("queue");
  const search = useRef<HTMLInputElement>(null);
  const [allTicks, setTicks] = useState<Ticks>(new Map());
  // What is decided leaves the list, and its tick with it.
  const ticks = useMemo(() => untick(allTicks, decisions.hidden), [allTicks, decisions.hidden]);
  const [twins, setTwins] = useState<ReadonlySet<string>>(new Set());
  const [searching, setOpen] = useState<Searching>(null);
  const [busy, setBusy] = useState(false);
  const { rows } = movements;
  const at = rows.findIndex((row) => row?.id === cursor);
  const row = rows[at] ?? rows[0] ?? null;
  const payload = row === null ? null : (drafts.chosen.get(row.id) ?? row.payload);
  const readOnly = !rights.canWrite || row?.state !== "open";

  // What stood open belonged to the movement before.
  const rowId = row?.id ?? null;
  const [shownFor, setShownFor] = useState(rowId);
  if (shownFor !== rowId) {
    setShownFor(rowId);
    setOpen(null);
  }

  const setSearching = (next: Searching) => {
    setOpen(next);
    // What closes gives the keys back to the line it was about.
    if (next === null && rowId !== null) focusRow(rowId);
  };
  const clearTicks = () => {
    setTicks(new Map());
    setTwins(new Set());
  };
  // The rows in sight are drawn anew only when they change: what they call must not.
  const now = useRef({ rows, cursor });
  useEffect(() => {
    now.current = { rows, cursor };
  }, [rows, cursor]);
  const onTick = useCallback((id: string, through: boolean) => {
    const { rows, cursor } = now.current;
    const to = rows.findIndex((one) => one?.id === id);
    const target = rows[to];
    if (target === undefined) return;
    const from = rows.findIndex((one) => one?.id === cursor);
    const between = through && from >= 0 ? rows.slice(Math.min(from, to), Math.max(from, to) + 1) : null;
    setTicks((ticked) => (between === null ? toggleTick(ticked, target) : tick(ticked, between.filter(isTickable))));
  }, []);
  const { show: showDraft } = drafts;
  const onTwins = useCallback(
    (head: MovementRow) => {
      const group = twinsOf(now.current.rows, head);
      for (const [id, next] of oldestFirst(group)) showDraft(id, next);
      setTicks((ticked) => tick(ticked, group));
      setTwins((chosen) => new Set([...chosen, ...group.map(({ id }) => id)]));
    },
    [showDraft],
  );
  const tickClear = async () => {
    setBusy(true);
    const clear = await fetchClear(place, filter).catch(() => null);
    setBusy(false);
    if (clear !== null) setTicks((now) => tick(now, clear));
    else movements.refetch();
  };
  const approveTicked = () => {
    const known = new Map(rows.flatMap((one) => (one === undefined ? [] : [[one.id, one] as const])));
    const group = [...twins].flatMap((id) => (ticks.has(id) ? (known.get(id) ?? []) : []));
    const rest = untick(ticks, new Set(group.map(({ id }) => id)));
    clearTicks();
    void decisions.approveMany(rest, group);
  };
  const edit = (next: ReconciliationPayload) => row && drafts.edit(row, next);
  const show = (one: MovementRow, next: ReconciliationPayload) => drafts.show(one.id, next);
  useListKeys({
    rows,
    row,
    payload,
    at,
    rights,
    isClosed,
    ticked: ticks.size,
    onPoint,
    onOpen,
    onTick: (some) => setTicks((now) => tick(now, some)),
    onToggle: (one) => setTicks((now) => toggleTick(now, one)),
    onApprove: (one) => (payload?.choice === "undecided" ? setSearching("find") : decisions.approve(one)),
    onApproveMany: approveTicked,
    onShow: show,
    onSearching: setSearching,
    onAsk: decisions.ask,
    onFilter: () => search.current?.focus(),
    onClear: clearTicks,
  });
  return (
    <div className="flex h-[calc(100dvh-var(--bar-top,0px))] min-h-0 flex-col md:h-dvh">
      <div className="flex shrink-0 flex-wrap items-center gap-x-2 gap-y-1 px-3 pt-2 md:px-4">
        <ReconciliationHead place={place} current="movements" />
        <ListTools
          q={filter.q}
          onSearch={(text) => onFilter({ q: text })}
          sort={filter.sort}
          onSort={(sort) => onFilter({ sort })}
          searchRef={search}
          onLookAgain={props.onLookAgain}
        />
      </div>
      {props.banner}
      <BucketTabs current={filter.bucket} counts={movements.counts} onChange={(bucket) => onFilter({ bucket })} />
      {movements.facets !== null && (
        <div className="hairline-b flex shrink-0 flex-wrap items-center gap-x-4 px-2 md:px-3">
          <FilterBar value={filter} facets={movements.facets} onChange={onFilter} />
          {rights.canApprove && ticks.size === 0 && filter.bucket === "needs_me" && (
            <ClearBar clear={movements.clear} busy={busy} onTick={() => void tickClear()} />
          )}
        </div>
      )}
      <ListBody
        place={place}
        filter={filter}
        onFilter={onFilter}
        movements={movements}
        canWrite={rights.canWrite}
        ticks={ticks}
        cursor={row?.id ?? null}
        canApprove={rights.canApprove}
        chosen={drafts.chosen}
        onOpen={onOpen}
        onTick={onTick}
        onTwins={onTwins}
        onPoint={onPoint}
        onRange={props.onRange}
      />
      {ticks.size > 0 || decisions.progress !== null ? (
        <TickBar ticks={ticks} progress={decisions.progress} isClosed={isClosed} onApprove={approveTicked} onClear={clearTicks} />
      ) : (
        row !== null &&
        payload !== null && (
          <MovementPane
            place={place}
            row={row}
            payload={payload}
            searching={searching}
            onSearching={setSearching}
            readOnly={readOnly}
            onEdit={edit}
            onShow={(next) => show(row, next)}
            bar={{
              rights: { ...rights, canApprove: rights.canApprove && !isClosed, isPaused: rights.canApprove && isClosed },
              asking: decisions.asking,
              confirmFailed: decisions.confirmFailed,
              onAsk: decisions.ask,
              busy: false,
              failure: decisions.failure?.id === row.id ? decisions.failure.failure : null,
              people: props.people,
              viewerId: props.viewer.id,
              deciding: props.deciding(row),
            }}
          />
        )
      )}
      <p className="sr-only" role="status">
        {movements.isLoading ? "" : t("announceCount", { count: rows.length, bucket: q(`bucket.${filter.bucket}`) })}
      </p>
    </div>
  );
}

const isTickable = (row: MovementRow | undefined): row is MovementRow => row !== undefined && isBulkApprovable(row);
