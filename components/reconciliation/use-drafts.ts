"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import { patchRow } from "@/components/reconciliation/use-movements";
import { editDraft, type EditDraft, type Seen } from "@/components/review/edit-draft";
import type { Place } from "@/components/review/place";
import { attempt, type ReviewActions } from "@/components/review/review-actions";
import type { Answer, ShownFailure } from "@/components/review/answers";
import type { ReconciliationPayload } from "@/lib/agents/reconciliation/model";
import type { Edited } from "@/lib/review/inputs";
import type { MovementRow } from "@/lib/agents/reconciliation/list-view";

type Draft = EditDraft<ReconciliationPayload>;
type Stored = { readonly seen: Seen } | { readonly failure: ShownFailure };

/**
 * What was chosen in the list and is not the server's yet. Looking at the next alternative changes nothing until it is
 * accepted; what is put together by hand is saved by itself, as everywhere.
 */
export function useDrafts(place: Place, actions: ReviewActions) {
  const client = useQueryClient();
  const drafts = useRef(new Map<string, Draft>());
  const [chosen, setChosen] = useState<ReadonlyMap<string, ReconciliationPayload>>(new Map());

  const draftOf = useCallback(
    (row: MovementRow): Draft => {
      const known = drafts.current.get(row.id);
      if (known && (known.isDirty() || known.get().saved.version >= row.version)) return known;
      const draft = editDraft<ReconciliationPayload>({
        saved: { id: row.id, version: row.version, payloadHash: row.payloadHash, payload: row.payload },
        save: (seen, payload) =>
          attempt(
            () => actions.edit({ ...place, ...seen, payload }) as Promise<Answer<Edited & { readonly payload?: ReconciliationPayload }>>,
          ),
        onSaved: ({ version, payloadHash, standing, risk, reasons }, payload) => {
          const attention = reasons.find(({ level }) => level === "block") ?? reasons.find(({ level }) => level === "doubt") ?? null;
          patchRow(client, place, row.id, { version, payloadHash, standing, risk, attention, payload });
        },
      });
      drafts.current.set(row.id, draft);
      return draft;
    },
    [actions, client, place],
  );

  const show = useCallback((id: string, payload: ReconciliationPayload) => setChosen((now) => new Map(now).set(id, payload)), []);
  const forget = useCallback((id: string) => {
    drafts.current.delete(id);
    setChosen((now) => {
      const next = new Map(now);
      return next.delete(id) ? next : now;
    });
  }, []);
  const edit = useCallback(
    (row: MovementRow, payload: ReconciliationPayload) => {
      show(row.id, payload);
      draftOf(row).edit(payload, null);
    },
    [draftOf, show],
  );
  /** Everything that stands on screen is stored; what a decision may refer to. */
  const store = useCallback(
    async (row: MovementRow): Promise<Stored> => {
      const shown = chosen.get(row.id);
      if (shown === undefined && !drafts.current.has(row.id))
        return { seen: { id: row.id, seenVersion: row.version, seenHash: row.payloadHash } };
      const draft = draftOf(row);
      if (shown !== undefined && JSON.stringify(shown) !== JSON.stringify(draft.get().history.present)) draft.edit(shown, null);
      const seen = await draft.flush();
      return seen === null ? { failure: draft.get().failure ?? { code: "internal.unexpected" } } : { seen };
    },
    [chosen, draftOf],
  );
  useEffect(() => {
    const known = drafts.current;
    const warn = (event: BeforeUnloadEvent) => {
      if ([...known.values()].some((draft) => draft.isDirty())) event.preventDefault();
    };
    window.addEventListener("beforeunload", warn);
    return () => {
      window.removeEventListener("beforeunload", warn);
      for (const draft of known.values()) if (draft.isDirty()) void draft.flush();
    };
  }, []);
  return { chosen, show, edit, store, forget };
}
