import type { FailureCode } from "@/lib/kernel/result";

/** A refusal as it reaches the browser. */
export type ShownFailure = {
  readonly code: FailureCode;
  readonly detail?: Readonly<Record<string, string | number>> | undefined;
  readonly requestId?: string | undefined;
};
export type Answer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: ShownFailure };

/** A refused read, thrown where TanStack Query expects it. */
export class RefusedRead extends Error {
  readonly failure: ShownFailure;

  constructor(failure: ShownFailure) {
    super(failure.code);
    this.name = "RefusedRead";
    this.failure = failure;
  }
}

/** What cannot be reached is a failure like any other: the person sees a sentence, never an exception. */
export const unreachable: ShownFailure = { code: "internal.unexpected" };
