import { storiesOf, storyAt, type Story } from "@/components/reconciliation/choose";
import type { MatchingView, MatchOption, ReconciliationPayload } from "@/lib/agents/reconciliation/model";

/** Which of the ranked stories a payload tells, and how many there are. */
export type ShownStory = {
  readonly stories: readonly Story[];
  /** −1: a person made it. */
  readonly at: number;
  /** The match on screen as the engine argued for it; null: none, or made by hand. */
  readonly option: MatchOption | null;
};

export function shownStory(payload: ReconciliationPayload, matching: MatchingView | null): ShownStory {
  const stories = matching === null ? [] : storiesOf(matching);
  const at = storyAt(payload, stories);
  const story = stories[at];
  return { stories, at, option: story?.type === "match" ? story.option : null };
}

/** Whole days from the day a document was due (or made) to the day the bank booked; null without a day to compare. */
export function daysApart({ movement, documents }: ReconciliationPayload): number | null {
  const [first] = documents;
  const day = first?.dueDate ?? first?.date ?? null;
  if (day === null) return null;
  const booked = movement.bookingDate ?? movement.valueDate;
  return Math.round((Date.parse(`${booked}T00:00:00Z`) - Date.parse(`${day}T00:00:00Z`)) / 86_400_000);
}

/** Everybody that the documents belong to, each once. */
export function partiesOf({ documents }: ReconciliationPayload): readonly string[] {
  return [...new Set(documents.map(({ partyName }) => partyName).filter((name) => name !== null))];
}
