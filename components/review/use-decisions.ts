"use client";
import { useQueryClient, type QueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useCallback, useEffect, useState } from "react";
import type { Answer, ShownFailure } from "@/components/review/answers";
import type { Seen } from "@/components/review/edit-draft";
import type { Place } from "@/components/review/place";
import { attempt, type ReviewActions } from "@/components/review/review-actions";
import { bulkSummary } from "@/components/review/selection";
import { dropUndo, pushUndo, stillOpen, type Undoable, type UndoStack } from "@/components/review/undo-stack";
import { itemKey } from "@/components/review/use-item";
import { queueKey, refreshQueue } from "@/components/review/use-queue";
import { useSentences } from "@/components/review/use-sentences";
import { useAnnouncer } from "@/components/ui/announcer";
import type { Decided } from "@/lib/review/inputs";
import type { QueuePage, QueueRow } from "@/lib/review/view";

export type Subject = Pick<QueueRow, "id" | "title" | "party" | "amount" | "currency">;
type Approvable = Subject & Pick<QueueRow, "version" | "payloadHash">;

type Options = { readonly place: Place; readonly actions: ReviewActions; readonly undoSeconds: number };

/**
 * Sends decisions and remembers what can be taken back. Nothing here is optimistic: a row leaves the list when the
 * server has said so.
 */
export function useDecisions({ place, actions, undoSeconds }: Options) {
  const client = useQueryClient();
  const t = useTranslations("review.said");
  const { announce, toast } = useAnnouncer();
  const sentences = useSentences();
  const [stack, setStack] = useState<UndoStack>([]);
  const [busy, setBusy] = useState(false);

  useRunningOut(stack, setStack);

  const remember = useCallback(
    (verdict: Undoable["verdict"], subjects: readonly Subject[], undoable: boolean) => {
      const [first] = subjects;
      if (!undoable || !first || undoSeconds === 0) return;
      const total = bulkTotal(subjects);
      const durationMs = undoSeconds * 1000;
      setStack((now) =>
        pushUndo(now, {
          ids: subjects.map(({ id }) => id),
          verdict,
          title: nameOf(first),
          ...total,
          endsAt: performance.now() + durationMs,
          durationMs,
        }),
      );
    },
    [undoSeconds],
  );

  /** Runs one command about one item; lists and item are asked for again whatever came of it. */
  const run = useCallback(
    async <T>(id: string, command: () => Promise<Answer<T>>): Promise<Answer<T>> => {
      setBusy(true);
      const answer = await attempt(command);
      setBusy(false);
      void client.invalidateQueries({ queryKey: itemKey(place, id) });
      void refreshQueue(client, place);
      return answer;
    },
    [client, place],
  );

  const decide = useCallback(
    async (verdict: Undoable["verdict"], subject: Subject, command: () => Promise<Answer<Decided>>): Promise<ShownFailure | null> => {
      const answer = await run(subject.id, command);
      if (!answer.ok) return answer.error;
      if (answer.value.needsSecondPerson) {
        toast({ text: t("signed", { title: nameOf(subject) }), status: "clear" });
        return null;
      }
      removeRows(client, place, new Set([subject.id]));
      remember(verdict, [subject], answer.value.undoUntil !== null);
      announce(t(verdict, { title: nameOf(subject) }));
      return null;
    },
    [announce, client, place, remember, run, t, toast],
  );

  /** Null when there was nothing to undo, or it was too late. */
  const undoLast = useCallback(async (): Promise<Undoable | null> => {
    const [entry] = stack;
    if (!entry) return null;
    setBusy(true);
    const answers = await Promise.all(entry.ids.map((id) => attempt(() => actions.undo({ ...place, id }))));
    setBusy(false);
    setStack((now) => entry.ids.reduce(dropUndo, now));
    for (const id of entry.ids) void client.invalidateQueries({ queryKey: itemKey(place, id) });
    void refreshQueue(client, place);
    const failed = answers.find((answer) => !answer.ok);
    if (failed && !failed.ok) {
      toast({ text: sentences.failure(failed.error), status: "refused" });
      return null;
    }
    announce(t("undone", { title: entry.title }));
    return entry;
  }, [actions, announce, client, place, sentences, stack, t, toast]);

  const approveMany = useCallback(
    async (rows: readonly Approvable[]) => {
      setBusy(true);
      const approved: Approvable[] = [];
      const refused: { row: Approvable; failure: ShownFailure }[] = [];
      for (const chunk of chunks(rows, bulkLimit)) {
        const items = chunk.map(seenOf);
        const answer = await attempt(() => actions.approveMany({ ...place, requestKey: crypto.randomUUID(), items }));
        for (const row of chunk) {
          const result = answer.ok ? answer.value.results.find(({ id }) => id === row.id)?.result : answer;
          if (result?.ok) approved.push(row);
          else refused.push({ row, failure: result?.error ?? { code: "internal.unexpected" } });
        }
      }
      setBusy(false);
      removeRows(client, place, new Set(approved.map(({ id }) => id)));
      void refreshQueue(client, place);
      remember("approve", approved, true);
      if (approved.length > 0) announce(t("approvedMany", { count: approved.length }));
      for (const { row, failure } of refused.slice(0, 3))
        toast({ text: `${nameOf(row)}: ${sentences.failure(failure)}`, status: "refused" });
      if (refused.length > 3) toast({ text: t("moreRefused", { count: refused.length - 3 }), status: "refused" });
      return approved.map(({ id }) => id);
    },
    [actions, announce, client, place, remember, sentences, t, toast],
  );

  return { stack, busy, run, decide, undoLast, approveMany };
}

/** As many as one request may carry. */
const bulkLimit = 200;

export function nameOf({ party, title }: Pick<QueueRow, "party" | "title">): string {
  // Without a number the agent titles an invoice with a dash.
  if (party !== null && (title === party || title === "–")) return party;
  return party === null ? title : `${party} · ${title}`;
}

function seenOf(row: Approvable): Seen {
  return { id: row.id, seenVersion: row.version, seenHash: row.payloadHash };
}

function bulkTotal(subjects: readonly Subject[]): { amount: string | null; currency: string | null } {
  const rows = subjects.map((subject) => ({ ...subject, state: "open", payloadHash: "", risk: "low" }) as QueueRow);
  const { totals } = bulkSummary(rows, new Set(subjects.map(({ id }) => id)));
  return totals.length === 1 && totals[0] ? totals[0] : { amount: null, currency: null };
}

/** Takes decided rows out of the lists that are shown, before the next refresh does. */
function removeRows(client: QueryClient, place: Place, ids: ReadonlySet<string>): void {
  client.setQueriesData<QueuePage>({ queryKey: queueKey(place) }, (page) => {
    const rows = page?.rows.filter((row) => !ids.has(row.id));
    if (!page || !rows || rows.length === page.rows.length) return page;
    return { ...page, rows, total: page.total - (page.rows.length - rows.length) };
  });
}

function useRunningOut(stack: UndoStack, setStack: (change: (now: UndoStack) => UndoStack) => void): void {
  useEffect(() => {
    const soonest = Math.min(...stack.map(({ endsAt }) => endsAt));
    if (!Number.isFinite(soonest)) return;
    const timer = setTimeout(() => setStack((now) => stillOpen(now, performance.now())), Math.max(0, soonest - performance.now()) + 20);
    return () => clearTimeout(timer);
  }, [stack, setStack]);
}

function chunks<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) => items.slice(index * size, (index + 1) * size));
}
