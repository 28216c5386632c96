/** What a way into Holded can be made of; each kind of write takes some of these, in its own order. */
const plainSteps = [
  "contact", "create", "attach", "approve", "update", "send", "reconcile", "pay", "note", "task", "event", "stage", "link", "check", "missing",
  "verify",
] as const; // prettier-ignore
type PlainStep = (typeof plainSteps)[number];

/** `time-3` is the third of the entries that one push makes, `block-3` the third part of a statement. */
export type StepName = PlainStep | `time-${number}` | `block-${number}`;

/** What a step is called: entries of hours are all called the same, and so are the parts of a statement. */
export type StepWord = PlainStep | "time" | "block";
export const stepWords: readonly StepWord[] = [...plainSteps, "time", "block"];

const entry = /^(time|block)-(\d{1,3})$/;

export const isStepName = (name: unknown): name is StepName => typeof name === "string" && stepWord(name) !== null;

/** The word for a step by its name; null for a name that is none. */
export function stepWord(name: string): StepWord | null {
  const [, kind] = entry.exec(name) ?? [];
  if (kind === "time" || kind === "block") return kind;
  return plainSteps.find((known) => known === name) ?? null;
}

/** Of several entries which one it is; 1 for a step there is only one of. */
export function entryOf(name: string): number {
  return Number(entry.exec(name)?.[2] ?? 1);
}
