"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { RefusedRead, type Answer, type ShownFailure } from "@/components/review/answers";
import type { Asking } from "@/components/review/decision-bar-props";
import type { Seen } from "@/components/review/edit-draft";
import { ItemLoading, ItemMissing } from "@/components/review/item-states";
import type { Position } from "@/components/review/item-header";
import { OpenItem, type ItemBar } from "@/components/review/open-item";
import type { ItemTab } from "@/components/review/queue-address";
import type { ReviewConsoleProps } from "@/components/review/review-console-props";
import { UnreadItem } from "@/components/review/unread-item";
import type { useDecisions } from "@/components/review/use-decisions";
import { useItem } from "@/components/review/use-item";
import { useKeys, type KeyHandlers } from "@/components/shell/keys";
import { useAnnouncer } from "@/components/ui/announcer";
import type { Decided } from "@/lib/review/inputs";
import type { ItemView, PersonRef, QueueRow } from "@/lib/review/view";

type Props<P> = Omit<ReviewConsoleProps<P>, "initial" | "title" | "samples" | "undoSeconds"> & {
  readonly initial: Pick<ReviewConsoleProps<P>["initial"], "item">;
  readonly id: string;
  readonly rows: readonly QueueRow[];
  readonly total: number;
  readonly tab: ItemTab;
  readonly onTab: (tab: ItemTab) => void;
  readonly onOpen: (id: string | null) => void;
  readonly decisions: ReturnType<typeof useDecisions>;
};

/** Loads the open item and puts the verbs on it; what was decided makes room for the next. */
export function ItemGate<P>(props: Props<P>) {
  const { place, id, initial, onOpen } = props;
  const query = useItem<P>(place, id, initial.item);
  const item = query.data;
  if (item) return <ReadyItem key={item.id} {...props} item={item} />;
  if (query.error)
    return (
      <ItemMissing
        failure={query.error instanceof RefusedRead ? query.error.failure : null}
        onBack={() => onOpen(null)}
        onRetry={() => void query.refetch()}
      />
    );
  return <ItemLoading onBack={() => onOpen(null)} />;
}

function ReadyItem<P>(props: Props<P> & { readonly item: ItemView<P> }) {
  const { place, item, rows, total, rights, viewer, people, actions, view, decisions, tab, onTab, onOpen } = props;
  const { readAgain, split, merge } = actions;
  const describe = view.useDescribe();
  const [asking, setAsking] = useState<Asking>(null);
  const [confirmFailed, setConfirmFailed] = useState(false);
  const [failure, setFailure] = useState<ShownFailure | null>(null);
  const position = usePosition(rows, total, item.id);
  const { announce } = useAnnouncer();
  const t = useTranslations("review.said");

  const settle = async (command: Promise<ShownFailure | null>, typed?: string) => {
    setConfirmFailed(false);
    setAsking(null);
    setFailure(null);
    const refused = await command;
    if (refused === null) return onOpen(nextOf(position));
    if (refused.code !== "proposal.needs_typed_confirmation") return setFailure(refused);
    setConfirmFailed(typed !== undefined);
    setAsking("confirm");
  };
  const key = () => ({ ...place, requestKey: crypto.randomUUID() });
  const stay = async <T,>(command: () => Promise<Answer<T>>, said?: string) => {
    setAsking(null);
    setFailure(null);
    const answer = await decisions.run(item.id, command);
    if (!answer.ok) setFailure(answer.error);
    else if (said !== undefined) announce(said);
  };
  const one = { ...place, id: item.id };
  const decide = {
    approve: (seen: Seen, typed?: string) =>
      void settle(
        decisions.decide("approve", item, (): Promise<Answer<Decided>> =>
          actions.approve({ ...key(), ...seen, ...(typed === undefined ? {} : { typed }) }),
        ),
        typed,
      ),
    reject: (seen: Seen, reason: string) =>
      void settle(decisions.decide("reject", item, () => actions.reject({ ...key(), ...seen, reason }))),
    snooze: (seen: Seen, until: string) =>
      void settle(decisions.decide("snooze", item, () => actions.snooze({ ...key(), ...seen, until }))),
  };
  const bar: ItemBar = {
    rights,
    asking,
    confirmFailed,
    onAsk: (next) => {
      setFailure(null);
      setConfirmFailed(false);
      setAsking(next);
    },
    busy: decisions.busy,
    failure,
    people,
    viewerId: viewer.id,
    decide,
    deciding: {
      wake: () => void stay(() => actions.wake(one)),
      retry: () => void stay(() => actions.retry(one)),
      answerDoubt: (isThere) =>
        void stay(
          () => actions.answerDoubt({ ...one, isThere, since: item.doubt?.since ?? "" }),
          isThere ? t("seenInHolded") : t("notInHolded"),
        ),
      sendBack: () => void stay(() => actions.sendBack(one)),
      readAgain: () => readAgain && void stay(() => readAgain(one)),
      acceptDifference: (reason) => void stay(() => actions.acceptDifference({ ...one, reason })),
      assign: (person: PersonRef | null) =>
        void stay(
          () => actions.assign({ ...one, personId: person?.id ?? null }),
          person === null ? t("unassigned") : t("assigned", { name: person.name }),
        ),
    },
  };
  const shared = {
    ...props,
    describe,
    position,
    tab,
    onTab,
    bar,
    onBack: () => onOpen(null),
    onMove: (direction: 1 | -1) => {
      const to = direction === 1 ? position?.next : position?.previous;
      if (to) onOpen(to.id);
    },
    onComment: rights.canWrite
      ? async (text: string) => {
          const answer = await decisions.run(item.id, () => actions.comment({ ...one, text }));
          if (!answer.ok) setFailure(answer.error);
          return answer.ok;
        }
      : null,
    onOpenOther: onOpen,
    dividing:
      rights.canWrite && split && merge
        ? {
            busy: decisions.busy,
            split: (at: readonly number[]) => void stay(() => split({ ...place, ...seenOf(item), at: [...at] }), t("split")),
            merge: (other: QueueRow, order: "after" | "before") =>
              void stay(() => merge({ ...place, ...seenOf(item), other: seenOf(other), order }), t("merged")),
          }
        : null,
  };
  useKeys(movingKeys(shared.onMove, shared.onBack, position, () => onTab("comments")));
  if (item.payload === null) return <UnreadItem {...shared} />;
  return <OpenItem {...shared} payload={item.payload} />;
}

const seenOf = ({ id, version, payloadHash }: QueueRow): Seen => ({ id, seenVersion: version, seenHash: payloadHash });

function movingKeys(move: (direction: 1 | -1) => void, back: () => void, position: Position | null, comment: () => void): KeyHandlers {
  return {
    back,
    comment,
    ...(position?.next ? { moveNext: () => move(1) } : {}),
    ...(position?.previous ? { movePrevious: () => move(-1) } : {}),
  };
}

/** Where the item stands in the list it was opened from; kept after it has left that list, so that "next" stays next. */
function usePosition(rows: readonly QueueRow[], total: number, id: string): Position | null {
  const at = rows.findIndex((row) => row.id === id);
  const found: Position | null = at < 0 ? null : { index: at, total, next: rows[at + 1] ?? null, previous: rows[at - 1] ?? null };
  const [kept, setKept] = useState(found);
  if (found !== null && !samePosition(found, kept)) setKept(found);
  return found ?? kept;
}

function samePosition(a: Position, b: Position | null): boolean {
  return b !== null && a.index === b.index && a.total === b.total && a.next?.id === b.next?.id && a.previous?.id === b.previous?.id;
}

/** After a decision: the next that can be looked at, else the one before, else back to the list. */
function nextOf(position: Position | null): string | null {
  const candidates = [position?.next, position?.previous];
  return candidates.find((row) => row && row.state !== "reading")?.id ?? null;
}
