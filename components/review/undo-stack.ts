/** A decision about one item, or about several in one go, that can still be taken back. */
export type Undoable = {
  readonly ids: readonly string[];
  readonly verdict: "approve" | "reject" | "snooze";
  /** "Ferretería Aldaba SL · F-204"; of the first when there are several. */
  readonly title: string;
  /** "312.40"; null where it says nothing (a rejection, several currencies). */
  readonly amount: string | null;
  readonly currency: string | null;
  /** End of the window on this machine's own clock (performance.now), so that a wrong clock shortens nothing. */
  readonly endsAt: number;
  readonly durationMs: number;
};
export type UndoStack = readonly Undoable[];

/** The newest first; an item decided again leaves its earlier entry. */
export function pushUndo(stack: UndoStack, entry: Undoable): UndoStack {
  return [entry, ...entry.ids.reduce(dropUndo, stack)];
}

export function dropUndo(stack: UndoStack, id: string): UndoStack {
  return stack.map((entry) => ({ ...entry, ids: entry.ids.filter((other) => other !== id) })).filter(({ ids }) => ids.length > 0);
}

/** What can still be undone at this moment; the same array while nothing ran out. */
export function stillOpen(stack: UndoStack, now: number): UndoStack {
  return stack.every(({ endsAt }) => endsAt > now) ? stack : stack.filter(({ endsAt }) => endsAt > now);
}
