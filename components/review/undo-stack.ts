/** A decision that can still be taken back. */
export type Undoable = {
  readonly id: string;
  readonly verdict: "approve" | "reject" | "snooze";
  /** "Ferretería Aldaba SL · F-204" */
  readonly title: string;
  readonly amount: string | null;
  readonly currency: string | null;
  /** End of the window on this machine's own clock (performance.now), so that a wrong clock shortens nothing. */
  readonly endsAt: number;
};
export type UndoStack = readonly Undoable[];

/** The newest first; a second decision about the same item replaces the first. */
export function pushUndo(stack: UndoStack, entry: Undoable): UndoStack {
  return [entry, ...stack.filter(({ id }) => id !== entry.id)];
}

export function dropUndo(stack: UndoStack, id: string): UndoStack {
  return stack.filter((entry) => entry.id !== id);
}

/** What can still be undone at this moment; the same array while nothing ran out. */
export function stillOpen(stack: UndoStack, now: number): UndoStack {
  return stack.every(({ endsAt }) => endsAt > now) ? stack : stack.filter(({ endsAt }) => endsAt > now);
}
