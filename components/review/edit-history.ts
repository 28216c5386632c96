/** What a person typed, with every step back and forward. Kind-agnostic: `T` is the payload of any proposal. */
export type EditHistory<T> = {
  readonly past: readonly T[];
  readonly present: T;
  readonly future: readonly T[];
  /** The field of the last edit: typing on in the same field is one step, not twenty. */
  readonly lastField: string | null;
};

const maxSteps = 200;

export function startHistory<T>(present: T): EditHistory<T> {
  return { past: [], present, future: [], lastField: null };
}

/** A new edit forgets what could have been redone. `field` null always makes a step of its own. */
export function recordEdit<T>(history: EditHistory<T>, next: T, field: string | null): EditHistory<T> {
  if (Object.is(next, history.present)) return history;
  const continues = field !== null && field === history.lastField && history.past.length > 0;
  const past = continues ? history.past : [...history.past, history.present].slice(-maxSteps);
  return { past, present: next, future: [], lastField: field };
}

/** The present put right, within the step that made it. */
export function amendEdit<T>(history: EditHistory<T>, next: T): EditHistory<T> {
  return Object.is(next, history.present) ? history : { ...history, present: next };
}

/** Ends the running step: the next edit of the same field can be undone on its own. */
export function endStep<T>(history: EditHistory<T>): EditHistory<T> {
  return history.lastField === null ? history : { ...history, lastField: null };
}

export function undoEdit<T>(history: EditHistory<T>): EditHistory<T> {
  const previous = history.past.at(-1);
  if (previous === undefined) return history;
  return { past: history.past.slice(0, -1), present: previous, future: [history.present, ...history.future], lastField: null };
}

export function redoEdit<T>(history: EditHistory<T>): EditHistory<T> {
  const [next, ...rest] = history.future;
  if (next === undefined) return history;
  return { past: [...history.past, history.present], present: next, future: rest, lastField: null };
}
