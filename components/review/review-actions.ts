import { unreachable, type Answer } from "@/components/review/answers";
import type { Seen } from "@/components/review/edit-draft";
import type { Place } from "@/components/review/place";
import type { Decided, Divided, Edited, Moved } from "@/lib/review/inputs";

type Decision = Place & Seen & { readonly requestKey: string };
type One = Place & { readonly id: string };

export type BulkAnswer = { readonly results: readonly { readonly id: string; readonly result: Answer<Decided> }[] };

/** The server actions of a kind, handed in by its page. Nothing here decides anything. */
export type ReviewActions = {
  readonly approve: (input: Decision & { readonly typed?: string }) => Promise<Answer<Decided>>;
  readonly reject: (input: Decision & { readonly reason: string }) => Promise<Answer<Decided>>;
  readonly snooze: (input: Decision & { readonly until: string }) => Promise<Answer<Decided>>;
  readonly undo: (input: One) => Promise<Answer<Moved>>;
  readonly wake: (input: One) => Promise<Answer<Moved>>;
  readonly edit: (input: Place & Seen & { readonly payload: unknown }) => Promise<Answer<Edited & { readonly payload?: unknown }>>;
  readonly approveMany: (input: Place & { readonly requestKey: string; readonly items: Seen[] }) => Promise<Answer<BulkAnswer>>;
  readonly assign: (input: One & { readonly personId: string | null }) => Promise<Answer<Moved>>;
  readonly comment: (input: One & { readonly text: string }) => Promise<Answer<Moved>>;
  readonly retry: (input: One) => Promise<Answer<Moved>>;
  readonly acceptDifference: (input: One & { readonly reason: string }) => Promise<Answer<Moved>>;
  readonly answerDoubt: (input: One & { readonly isThere: boolean; readonly since: string }) => Promise<Answer<Moved>>;
  readonly sendBack: (input: One) => Promise<Answer<Moved>>;
  /** Of a kind that is read from a file. */
  readonly readAgain?: (input: One) => Promise<Answer<Moved>>;
  readonly split?: (input: Place & Seen & { readonly at: number[] }) => Promise<Answer<Divided>>;
  readonly merge?: (input: Place & Seen & { readonly other: Seen; readonly order: "after" | "before" }) => Promise<Answer<Moved>>;
};

/**
 * A server action answers with a value or a refusal, bugs included. What is thrown here is the line itself: cut, or an
 * action that a new deployment took from under an open page.
 */
export async function attempt<T>(call: () => Promise<Answer<T>>): Promise<Answer<T>> {
  try {
    return await call();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return { ok: false, error: unreachable };
  }
}
