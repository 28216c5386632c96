import type { Failure, FailureCode, Result } from "@/lib/kernel/result";

/** A refusal as the browser gets it: the code finds its sentence in the catalogue, the id finds the request in the logs. */
export type ErrorAnswer = {
  readonly code: FailureCode;
  readonly requestId: string;
  readonly detail?: Readonly<Record<string, string | number>>;
  /** Path of the field → what is wrong with it, as a code of the schema. */
  readonly fields?: Readonly<Record<string, string>>;
};

export type Answer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: ErrorAnswer };

/** `cause` and `retry` stay on the server. */
export function toAnswer<T>(result: Result<T>, requestId: string): Answer<T> {
  return result.ok ? { ok: true, value: result.value } : { ok: false, error: errorAnswer(result.error, requestId) };
}

export function errorAnswer({ code, detail }: Failure, requestId: string): ErrorAnswer {
  return detail ? { code, requestId, detail } : { code, requestId };
}
