"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore, type KeyboardEvent } from "react";
import type { Answer } from "@/components/review/answers";
import type { DecisionBarProps, Deciding } from "@/components/review/decision-bar-props";
import { DoubtPanel } from "@/components/review/doubt-panel";
import { editDraft, type EditDraft, type Seen } from "@/components/review/edit-draft";
import { FieldsProvider, marksOf } from "@/components/review/fields";
import { ItemScreen, type ItemScreenProps } from "@/components/review/item-screen";
import type { Step } from "@/components/review/item-steps";
import type { KindView } from "@/components/review/kind-view";
import type { Place } from "@/components/review/place";
import { GoodReasons, WholeReasons } from "@/components/review/reason-list";
import type { ReviewActions } from "@/components/review/review-actions";
import { attempt } from "@/components/review/review-actions";
import { SecondPerson } from "@/components/review/second-person";
import { StaleNotice } from "@/components/review/stale-notice";
import { nextStop, stopsIn } from "@/components/review/tab-order";
import { applyEdited } from "@/components/review/use-item";
import { useDecisionKeys } from "@/components/review/use-decision-keys";
import { useSentences } from "@/components/review/use-sentences";
import { useKeys } from "@/components/shell/keys";
import type { Edited } from "@/lib/review/inputs";
import type { ItemView } from "@/lib/review/view";

export type ItemBar = Omit<
  DecisionBarProps,
  "item" | "outcome" | "deciding" | "approveLabel" | "usual" | "duplicate" | "confirmReasons"
> & {
  readonly deciding: Omit<Deciding, "approve" | "reject" | "snooze">;
  /** Decisions about what was seen; `seen` is what the last save stored. */
  readonly decide: {
    readonly approve: (seen: Seen, typed?: string) => void;
    readonly reject: (seen: Seen, reason: string) => void;
    readonly snooze: (seen: Seen, until: string) => void;
  };
};

type Props<P> = ItemScreenProps<P> & {
  readonly view: KindView<P>;
  readonly payload: P;
  readonly actions: ReviewActions;
  readonly bar: ItemBar;
  readonly onOpenOther: (id: string) => void;
};

/** An item that was understood: its fields can be edited and decided upon. Mounted anew for each item. */
export function OpenItem<P>(props: Props<P>) {
  const { place, item, describe, view, payload, actions, bar, onTab, onOpenOther } = props;
  const sentences = useSentences();
  const panel = useRef<HTMLDivElement>(null);
  const draft = useDraft(place, item, payload, actions, view.isCompletedBySaving === true);
  const state = useSyncExternalStore(draft.subscribe, draft.get, draft.get);
  const now = state.history.present;
  const [activePath, setActivePath] = useState<string | null>(null);
  const steps = useStepsOf(view);
  const [step, setStep] = useState<Step>("fields");
  const readOnly = item.state !== "open" || !bar.rights.canWrite;

  const marks = useMemo(() => marksOf(item.reasons, sentences.reason), [item.reasons, sentences]);
  const [tabFirst] = useState(() => new Set(marks.keys()));
  const boxes = useMemo(
    () =>
      view.evidenceOf(item, now).map(({ path, page, box }) => {
        const value = describe.value(now, path);
        return {
          path,
          page,
          box,
          label: value === "" ? describe.name(path) : `${describe.name(path)}: ${value}`,
          doubtful: marks.has(path),
        };
      }),
    [view, item, now, describe, marks],
  );
  const fields = useMemo(
    () => ({ marks, tabFirst, activePath, onActivate: setActivePath, onLeave: draft.leaveField }),
    [marks, tabFirst, activePath, draft],
  );

  const focusField = useCallback(
    (path: string) => {
      onTab("data");
      setStep("fields");
      // The section may only now be drawn.
      requestAnimationFrame(() => focusControl(panel.current?.querySelector(`[data-field="${CSS.escape(path)}"]`)));
    },
    [onTab],
  );
  const withSeen = (then: (seen: Seen) => void) => () => void draft.flush().then((seen) => seen !== null && then(seen));
  const deciding: Deciding = {
    ...bar.deciding,
    approve: (typed) => withSeen((seen) => bar.decide.approve(seen, typed))(),
    reject: (reason) => withSeen((seen) => bar.decide.reject(seen, reason))(),
    snooze: (until) => withSeen((seen) => bar.decide.snooze(seen, until))(),
  };
  useFocusOnIncomplete(bar.failure?.code === "proposal.incomplete" ? String(bar.failure.detail?.["fields"] ?? "") : null, focusField);

  const isForeign =
    state.status !== "saving" &&
    item.payload !== null &&
    item.version > state.saved.version &&
    item.payloadHash !== state.saved.payloadHash;
  const theirs = item.payload;
  const adopt = (keepMine: boolean) => {
    if (theirs === null) return;
    const saved = { id: item.id, version: item.version, payloadHash: item.payloadHash, payload: theirs };
    if (keepMine) draft.rebase(saved);
    else draft.adopt(saved);
  };
  const firstDoubt = [...marks.keys()][0];
  useKeys({ ...(readOnly ? {} : { edit: () => (firstDoubt === undefined ? focusFirst(panel.current) : focusField(firstDoubt)) }) });
  useDecisionKeys({ item, rights: bar.rights, busy: bar.busy, deciding, onAsk: bar.onAsk, duplicate: describe.duplicate });

  return (
    <FieldsProvider value={fields}>
      <div className="contents" onKeyDown={(event) => onItemKeys(event, panel.current, readOnly ? null : draft)}>
        <ItemScreen
          {...props}
          header={{
            saving: readOnly
              ? null
              : {
                  status: state.status,
                  savedAt: state.savedAt,
                  canUndo: state.history.past.length > 0,
                  canRedo: state.history.future.length > 0,
                },
            onUndoEdit: draft.undo,
            onRedoEdit: draft.redo,
          }}
          notice={
            isForeign ? (
              <StaleNotice
                shown={state.saved.payload}
                item={item}
                describe={describe}
                hasOwn={draft.isDirty()}
                onAdopt={() => adopt(false)}
                onKeepMine={() => adopt(true)}
              />
            ) : null
          }
          source={
            view.Source === undefined ? null : (
              <view.Source payload={now} id={item.id} state={item.state} activePath={activePath} onPick={focusField} />
            )
          }
          foot={view.Foot === undefined ? null : <view.Foot payload={now} />}
          steps={steps && { names: steps, current: step, onChange: setStep }}
          boxes={boxes}
          activePath={activePath}
          onPickBox={focusField}
          bar={{
            ...bar,
            item,
            deciding,
            failure: bar.failure ?? state.failure,
            outcome: <view.Outcome payload={now} environment={place.environment} />,
            approveLabel: describe.approve(now),
            usual: describe.usual,
            duplicate: describe.duplicate,
            confirmReasons: item.reasons.filter(({ level }) => level === "doubt").map(sentences.reason),
          }}
        >
          <div ref={panel} className="@container flex flex-col gap-6 pt-3">
            {item.doubt !== null && <DoubtPanel doubt={item.doubt} />}
            <SecondPerson
              item={item}
              viewerId={bar.viewerId}
              needed={view.needsTwo(item.reasons)}
              isAlone={bar.people.length < 2}
              place={place}
            />
            <WholeReasons reasons={item.reasons} onGo={onOpenOther} />
            <view.Panel item={item} payload={now} readOnly={readOnly} onEdit={draft.edit} />
            <GoodReasons reasons={item.reasons} />
          </div>
        </ItemScreen>
      </div>
    </FieldsProvider>
  );
}

/** A kind is the same as long as its item is open. */
function useStepsOf({ useSteps = noSteps }: { readonly useSteps?: () => StepNames | null }): StepNames | null {
  return useSteps();
}
type StepNames = Readonly<Record<Step, string>>;
const noSteps = (): StepNames | null => null;

function useDraft<P>(place: Place, item: ItemView<P>, payload: P, actions: ReviewActions, isCompletedBySaving: boolean): EditDraft<P> {
  const client = useQueryClient();
  const [draft] = useState(() =>
    editDraft<P>({
      saved: { id: item.id, version: item.version, payloadHash: item.payloadHash, payload },
      // What comes back passed the schema of the kind.
      save: (seen, edited) =>
        attempt(() => actions.edit({ ...place, ...seen, payload: edited }) as Promise<Answer<Edited & { payload?: P }>>),
      ...(isCompletedBySaving ? { soonMs: 0 } : {}),
      onSaved: (edited, stored) => applyEdited(client, place, edited, stored),
    }),
  );
  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => {
      if (draft.isDirty()) event.preventDefault();
    };
    window.addEventListener("beforeunload", warn);
    return () => {
      window.removeEventListener("beforeunload", warn);
      // Going to the next item takes what was typed along to the server.
      if (draft.isDirty()) void draft.flush();
    };
  }, [draft]);
  return draft;
}

/** After a refused approval the cursor stands where something is missing. */
function useFocusOnIncomplete(fields: string | null, focusField: (path: string) => void): void {
  useEffect(() => {
    const first = fields?.split(", ")[0];
    if (first !== undefined && first !== "") focusField(first);
  }, [fields, focusField]);
}

function focusFirst(panel: HTMLElement | null): void {
  focusControl(panel?.querySelector("[data-field]"));
}

/** A field is named on its box or on its control itself. */
function focusControl(field: Element | null | undefined): void {
  const controls = "input, select, textarea, button";
  const control = field?.matches(controls) ? field : field?.querySelector(controls);
  if (control instanceof HTMLElement) control.focus();
}

/** Tab order, leaving a field with Escape, undo and redo of edits. */
function onItemKeys<P>(event: KeyboardEvent, panel: HTMLElement | null, draft: EditDraft<P> | null): void {
  if (panel === null || event.defaultPrevented) return;
  const target = event.target instanceof HTMLElement ? event.target : null;
  const mod = event.ctrlKey || event.metaKey;
  if (event.key === "Tab" && !mod && !event.altKey) return moveByTab(event, panel, target);
  if (event.key === "Escape" && target !== null && panel.contains(target) && target.matches("input, textarea, select")) {
    event.preventDefault();
    target.blur();
    panel.closest<HTMLElement>("[data-item]")?.focus({ preventScroll: true });
    return;
  }
  if (draft === null || !mod || event.altKey) return;
  const key = event.key.toLowerCase();
  if (key !== "z" && key !== "y") return;
  event.preventDefault();
  if (key === "y" || event.shiftKey) draft.redo();
  else draft.undo();
}

function moveByTab(event: KeyboardEvent, panel: HTMLElement, target: HTMLElement | null): void {
  const isRoot = target?.dataset["item"] !== undefined;
  if (target === null || (!isRoot && !panel.contains(target))) return;
  const next = nextStop(stopsIn(panel), isRoot ? null : target, event.shiftKey ? -1 : 1);
  if (next === null) return;
  event.preventDefault();
  next.focus();
}
