"use client";
import { useTranslations } from "next-intl";
import { useCallback, useState } from "react";
import type { Ticks } from "@/components/reconciliation/ticks";
import type { useDrafts } from "@/components/reconciliation/use-drafts";
import type { ShownFailure } from "@/components/review/answers";
import type { Asking } from "@/components/review/decision-bar-props";
import type { Seen } from "@/components/review/edit-draft";
import type { Place } from "@/components/review/place";
import type { ReviewActions } from "@/components/review/review-actions";
import { fetchItem } from "@/components/review/review-api";
import { nameOf, type useDecisions } from "@/components/review/use-decisions";
import { useSentences } from "@/components/review/use-sentences";
import { useAnnouncer } from "@/components/ui/announcer";
import { toCents } from "@/lib/kernel/money";
import type { MovementRow } from "@/lib/agents/reconciliation/list-view";

type Options = {
  readonly place: Place;
  readonly actions: ReviewActions;
  readonly decisions: ReturnType<typeof useDecisions>;
  readonly drafts: ReturnType<typeof useDrafts>;
  readonly refresh: (now?: "now") => void;
  /** The cursor goes on to what comes after, before the server has answered. */
  readonly onGone: (id: string) => void;
  /** A refused one comes back under the cursor. */
  readonly onBack: (id: string) => void;
  readonly typedFromCents: number | null;
};

type Verdict = "approve" | "reject" | "snooze";

/**
 * Decisions from the list: the line goes at once and comes back if the server refuses. Nothing is sent to Holded before
 * the time to undo has passed, so that this, too, can be taken back.
 */
export function useListDecisions({ place, actions, decisions, drafts, refresh, onGone, onBack, typedFromCents }: Options) {
  const t = useTranslations("reconciliation.said");
  const { toast } = useAnnouncer();
  const sentences = useSentences();
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const [asking, setAsking] = useState<Asking>(null);
  const [confirmFailed, setConfirmFailed] = useState(false);
  const [failure, setFailure] = useState<{ readonly id: string; readonly failure: ShownFailure } | null>(null);
  const [progress, setProgress] = useState<{ readonly done: number; readonly of: number } | null>(null);

  const hide = useCallback((ids: readonly string[]) => setHidden((now) => new Set([...now, ...ids])), []);
  const unhide = useCallback((ids: readonly string[]) => setHidden((now) => new Set([...now].filter((id) => !ids.includes(id)))), []);

  /** Decided by somebody else a moment ago: says who and when. */
  const explain = useCallback(
    async (row: MovementRow, refused: ShownFailure) => {
      const isTaken = refused.code === "proposal.not_open" || refused.code === "proposal.stale";
      const item = isTaken ? await fetchItem(place, row.id, AbortSignal.timeout(5_000)).catch(() => null) : null;
      const person = item?.state === "open" ? item.versions.at(-1)?.person : item?.decidedBy;
      const text =
        item && person
          ? t(item.state === "open" ? "changedBy" : "decidedBy", { name: person.name, title: nameOf(row) })
          : `${nameOf(row)}: ${sentences.failure(refused)}`;
      toast({ text, status: "refused" });
    },
    [place, sentences, t, toast],
  );

  const decide = useCallback(
    async (verdict: Verdict, row: MovementRow, send: (seen: Seen) => ReturnType<ReviewActions["approve"]>, typed?: string) => {
      setAsking(null);
      setConfirmFailed(false);
      setFailure(null);
      // What asks for more than a key stays on screen until the server has said yes.
      const isSure = verdict !== "approve" || (row.risk !== "high" && !reaches(row.amount, typedFromCents));
      if (isSure) {
        hide([row.id]);
        onGone(row.id);
      }
      const stored = await drafts.store(row);
      const refused = "failure" in stored ? stored.failure : await decisions.decide(verdict, row, () => send(stored.seen));
      refresh();
      if (refused === null) {
        if (!isSure) {
          hide([row.id]);
          onGone(row.id);
        }
        drafts.forget(row.id);
        return;
      }
      unhide([row.id]);
      onBack(row.id);
      if (refused.code === "proposal.needs_typed_confirmation") {
        setConfirmFailed(typed !== undefined);
        setAsking("confirm");
        return;
      }
      if (refused.code === "proposal.not_open" || refused.code === "proposal.stale") {
        drafts.forget(row.id);
        refresh("now");
        return explain(row, refused);
      }
      setFailure({ id: row.id, failure: refused });
    },
    [decisions, drafts, explain, hide, onBack, onGone, refresh, typedFromCents, unhide],
  );

  const key = () => ({ ...place, requestKey: crypto.randomUUID() });
  const approve = (row: MovementRow, typed?: string) =>
    void decide("approve", row, (seen) => actions.approve({ ...key(), ...seen, ...(typed === undefined ? {} : { typed }) }), typed);
  const reject = (row: MovementRow, reason: string) => void decide("reject", row, (seen) => actions.reject({ ...key(), ...seen, reason }));
  const snooze = (row: MovementRow, until: string) => void decide("snooze", row, (seen) => actions.snooze({ ...key(), ...seen, until }));

  /** `group`: identical ones whose documents a person has put in order, each approved as if it stood alone. */
  const approveMany = async (ticks: Ticks, group: readonly MovementRow[]): Promise<void> => {
    for (const row of group) approve(row);
    const rows = [...ticks.values()];
    hide(rows.map(({ id }) => id));
    for (let at = 0; at < rows.length; at += bulkLimit) {
      setProgress({ done: at, of: rows.length });
      const chunk = rows.slice(at, at + bulkLimit);
      const approved = new Set(await decisions.approveMany(chunk));
      unhide(chunk.filter(({ id }) => !approved.has(id)).map(({ id }) => id));
    }
    setProgress(null);
    refresh("now");
  };

  const undo = async (): Promise<string | null> => {
    const entry = await decisions.undoLast();
    if (entry === null) return null;
    unhide(entry.ids);
    refresh("now");
    return entry.ids[0] ?? null;
  };

  const ask = (next: Asking) => {
    setFailure(null);
    setConfirmFailed(false);
    setAsking(next);
  };
  return { hidden, asking, ask, confirmFailed, failure, progress, approve, reject, snooze, approveMany, undo };
}

function reaches(amount: string | null, limitCents: number | null): boolean {
  return amount !== null && limitCents !== null && toCents(amount.replace("-", "")) >= BigInt(limitCents);
}

/** As many as one request may carry. */
const bulkLimit = 200;
