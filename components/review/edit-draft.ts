import type { Answer, ShownFailure } from "@/components/review/answers";
import { amendEdit, endStep, recordEdit, redoEdit, startHistory, undoEdit, type EditHistory } from "@/components/review/edit-history";
import type { Edited } from "@/lib/review/inputs";

/** The version that the server has and the person saw. */
export type SavedVersion<P> = { readonly id: string; readonly version: number; readonly payloadHash: string | null; readonly payload: P };
export type Seen = { readonly id: string; readonly seenVersion: number; readonly seenHash: string | null };

export type DraftStatus = "saved" | "unsaved" | "saving" | "failed" | "stale";
export type DraftState<P> = {
  readonly history: EditHistory<P>;
  readonly saved: SavedVersion<P>;
  readonly status: DraftStatus;
  /** ISO instant of the last save of this sitting. */
  readonly savedAt: string | null;
  readonly failure: ShownFailure | null;
};

type Options<P> = {
  readonly saved: SavedVersion<P>;
  /** The answer may hold the payload as the server completed it. */
  readonly save: (seen: Seen, payload: P) => Promise<Answer<Edited & { readonly payload?: P }>>;
  readonly onSaved: (edited: Edited, payload: P) => void;
  /** Quiet time after the last key before it is saved. */
  readonly delayMs?: number;
  /** The same after something that was chosen or pressed, not typed. */
  readonly soonMs?: number;
  readonly retryMs?: number;
};

export type EditDraft<P> = ReturnType<typeof editDraft<P>>;

/**
 * The edits of one open item: every keystroke counts at once, saving waits for a pause and never runs twice at a time.
 * Lives outside React so that a decision can wait for the last save, even when the field was not left.
 */
export function editDraft<P>({ saved, save, onSaved, delayMs = 600, soonMs = delayMs, retryMs = 4000 }: Options<P>) {
  let state: DraftState<P> = { history: startHistory(saved.payload), saved, status: "saved", savedAt: null, failure: null };
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: Promise<boolean> | null = null;
  const listeners = new Set<() => void>();

  const set = (patch: Partial<DraftState<P>>) => {
    state = { ...state, ...patch };
    for (const listener of listeners) listener();
  };
  const isDirty = () => !Object.is(state.history.present, state.saved.payload);
  const schedule = (afterMs: number) => {
    clearTimeout(timer);
    timer = setTimeout(() => void saveNow(), afterMs);
  };
  const change = (history: EditHistory<P>, afterMs = delayMs) => {
    if (history === state.history) return;
    const blocked = state.status === "stale";
    set({ history, ...(blocked ? {} : { status: running === null ? "unsaved" : "saving" }) });
    if (!blocked) schedule(afterMs);
  };

  /** True when everything typed so far is stored. */
  async function saveNow(): Promise<boolean> {
    clearTimeout(timer);
    while (running !== null) await running;
    if (state.status === "stale") return false;
    if (!isDirty()) {
      if (state.status !== "saved") set({ status: "saved", failure: null });
      return true;
    }
    running = saveOnce();
    const stored = await running;
    running = null;
    if (stored && isDirty()) return saveNow();
    return stored;
  }

  async function saveOnce(): Promise<boolean> {
    const payload = state.history.present;
    set({ status: "saving" });
    const answer = await save(seen(), payload);
    if (!answer.ok) {
      const isStale = answer.error.code === "proposal.stale" || answer.error.code === "proposal.not_open";
      set({ status: isStale ? "stale" : "failed", failure: answer.error });
      // A refused value waits for the person; anything else is tried again by itself.
      if (answer.error.code === "internal.unexpected") schedule(retryMs);
      return false;
    }
    const { version, payloadHash, savedAt, payload: stored = payload } = answer.value;
    const history = amendEdit(state.history, completed(state.history.present, payload, stored));
    set({ history, saved: { id: state.saved.id, version, payloadHash, payload: stored }, status: "saved", savedAt, failure: null });
    onSaved(answer.value, stored);
    return true;
  }

  function seen(): Seen {
    return { id: state.saved.id, seenVersion: state.saved.version, seenHash: state.saved.payloadHash };
  }

  return {
    get: () => state,
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    edit: (next: P, field: string | null) => change(recordEdit(state.history, next, field), field === null ? soonMs : delayMs),
    leaveField: () => set({ history: endStep(state.history) }),
    undo: () => change(undoEdit(state.history)),
    redo: () => change(redoEdit(state.history)),
    /** Everything typed is stored; the answer is what a decision may refer to. Null when it could not be stored. */
    flush: async (): Promise<Seen | null> => ((await saveNow()) ? seen() : null),
    isDirty,
    /** Shows what the server has now and forgets what was typed here. */
    adopt: (now: SavedVersion<P>) => {
      clearTimeout(timer);
      set({ history: startHistory(now.payload), saved: now, status: "saved", failure: null });
    },
    /** Keeps what was typed here, on top of what the server has now. */
    rebase: (now: SavedVersion<P>) => {
      set({ saved: now, status: "unsaved", failure: null });
      schedule(0);
    },
  };
}

/** What the server made of what was sent; a part that was edited meanwhile stays as it is, and is saved next. */
function completed<P>(now: P, sent: P, stored: P): P {
  if (Object.is(now, sent)) return stored;
  if (Object.is(sent, stored)) return now;
  const was = partsOf(sent);
  const known = partsOf(stored);
  const untouched = [...partsOf(now)].flatMap(([part, value]) => (Object.is(value, was.get(part)) ? [part] : []));
  return { ...now, ...Object.fromEntries(untouched.map((part) => [part, known.get(part)])) };
}

const partsOf = (payload: unknown): ReadonlyMap<string, unknown> => new Map(Object.entries(payload ?? {}));
