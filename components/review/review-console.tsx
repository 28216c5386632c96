"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useQueryStates } from "nuqs";
import { useCallback, useEffect, useState } from "react";
import { openPdf } from "@/components/review/evidence/pdf-engine";
import { ItemGate } from "@/components/review/item-gate";
import { apiPath, type Place } from "@/components/review/place";
import { queueAddress } from "@/components/review/queue-address";
import { QueueScreen } from "@/components/review/queue-screen";
import type { QueueFilter } from "@/components/review/review-api";
import type { ReviewConsoleProps } from "@/components/review/review-console-props";
import { keepPresent, noSelection, type Selection } from "@/components/review/selection";
import { UndoBar } from "@/components/review/undo-bar";
import { useUploads } from "@/components/review/upload/use-uploads";
import { useDecisions } from "@/components/review/use-decisions";
import { prefetchItem, itemKey } from "@/components/review/use-item";
import { useQueue, type QueueData } from "@/components/review/use-queue";
import { useKeys } from "@/components/shell/keys";
import type { ItemView, QueueRow } from "@/lib/review/view";

/** The list and the open item of one kind. The address is the state; the server's word is the truth. */
export function ReviewConsole<P>(props: ReviewConsoleProps<P>) {
  const { place, initial, rights, actions } = props;
  const [address, setAddress] = useQueryStates(queueAddress, { history: "push", shallow: true });
  const filter: QueueFilter = { bucket: address.bucket, q: address.q, sort: address.sort };
  const uploads = useUploads(place);
  const [pages, setPages] = useState(1);
  const queue = useQueue({ place, filter, initial, pages, expecting: uploads.entries.some(({ state }) => state !== "refused") });
  const [selection, setSelection] = useState<Selection>(noSelection);
  const decisions = useDecisions({ place, actions, undoSeconds: props.undoSeconds });

  const onFilter = useCallback(
    (change: Partial<QueueFilter>) => {
      setPages(1);
      setSelection(noSelection);
      // Typing a search is one step back, not one per letter.
      void setAddress(change, { history: "q" in change ? "replace" : "push" });
    },
    [setAddress],
  );
  const onOpen = useCallback((id: string | null) => void setAddress({ open: id, tab: null }), [setAddress]);
  const onReach = useCallback((reached: number) => setPages((now) => Math.max(now, reached)), []);

  useSettledUploads(queue, uploads.queue.settle);
  usePresentSelection(queue, setSelection);
  useNextReady(place, queue.loaded, address.open);
  const undo = () =>
    void decisions.undoLast().then((entry) => {
      // Taken back while another item is open: the one it was about comes back on screen.
      const [id, ...others] = entry?.ids ?? [];
      if (address.open !== null && id !== undefined && others.length === 0) onOpen(id);
    });
  useKeys({ ...(decisions.stack.length > 0 && !decisions.busy ? { undo } : {}) });

  return (
    <div className="relative">
      {address.open === null ? (
        <QueueScreen
          title={props.title}
          filter={filter}
          onFilter={onFilter}
          queue={queue}
          onReach={onReach}
          selection={selection}
          onSelection={setSelection}
          onOpen={onOpen}
          rights={rights}
          uploads={uploads}
          samples={props.samples}
          approving={decisions.busy}
          onApproveMany={(rows) => void decisions.approveMany(rows).then(() => setSelection((now) => ({ ...now, ids: new Set() })))}
        />
      ) : (
        <ItemGate
          {...props}
          id={address.open}
          rows={queue.loaded}
          total={queue.total}
          tab={address.tab}
          onTab={(tab) => void setAddress({ tab }, { history: "replace" })}
          onOpen={(id) => {
            if (id !== null) setSelection((now) => ({ ...now, cursor: id }));
            onOpen(id);
          }}
          decisions={decisions}
        />
      )}
      {decisions.stack[0] && (
        <UndoBar
          entry={decisions.stack[0]}
          more={decisions.stack.length - 1}
          busy={decisions.busy}
          overDocument={address.open !== null}
          onUndo={undo}
        />
      )}
    </div>
  );
}

/** A file that stands in the list needs no line of its own above it. */
function useSettledUploads(queue: QueueData, settle: (listed: ReadonlySet<string>) => void): void {
  const { loaded } = queue;
  useEffect(() => settle(new Set(loaded.map(({ id }) => id))), [loaded, settle]);
}

function usePresentSelection(queue: QueueData, setSelection: (change: (now: Selection) => Selection) => void): void {
  const { loaded, isLoading } = queue;
  useEffect(() => {
    if (!isLoading) setSelection((now) => keepPresent(now, loaded));
  }, [loaded, isLoading, setSelection]);
}

/** The item that comes next is fetched, and its document opened, while this one is being read. */
function useNextReady(place: Place, rows: readonly QueueRow[], open: string | null): void {
  const client = useQueryClient();
  const at = rows.findIndex(({ id }) => id === open);
  const next = open === null ? rows[0] : rows[at + 1];
  const nextId = next?.state === "reading" ? undefined : next?.id;
  useEffect(() => {
    if (nextId === undefined) return;
    let left = false;
    const timer = setTimeout(() => {
      void prefetchItem(client, place, nextId).then(() => {
        const item = client.getQueryData<ItemView<unknown>>(itemKey(place, nextId));
        if (left || item?.document?.mediaType !== "application/pdf") return;
        // A document that does not open says so when it is looked at.
        openPdf(apiPath(place, "documents", item.document.id)).catch(() => undefined);
      });
    }, 400);
    return () => {
      left = true;
      clearTimeout(timer);
    };
  }, [client, place, nextId]);
}
