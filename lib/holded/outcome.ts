import type { Effect } from "@/lib/holded/endpoint";
import type { Failure } from "@/lib/kernel/result";

/** `application/problem+json`, as far as it is used. `detail` is Holded's sentence: shown, never searched for words. */
export type Problem = { readonly status: number; readonly type: string | null; readonly detail: string | null };

export type WindowSpan = "second" | "minute" | "month";

/** How a call that brought no usable answer ended. */
export type CallOutcome =
  /** An answer that is no success. */
  | {
      readonly kind: "answered";
      readonly effect: Effect;
      readonly status: number;
      readonly problem: Problem | null;
      readonly retryAfterMs: number | null;
      readonly window: WindowSpan | null;
    }
  /** No answer. `sent: "no"`: the connection was never made, Holded cannot have acted. */
  | { readonly kind: "lost"; readonly effect: Effect; readonly sent: "no" | "maybe" }
  /** A success whose body cannot be understood: Holded may well have acted. */
  | { readonly kind: "garbled"; readonly effect: Effect; readonly why: "html" | "json" | "shape" | "size" }
  /** `{"status":0,"info":…}` inside a 200: an error all the same. */
  | { readonly kind: "denied"; readonly effect: Effect; readonly info: string | null }
  /** Our own count says that the window is full: nothing was sent. */
  | {
      readonly kind: "no_slot";
      readonly effect: Effect;
      readonly span: WindowSpan;
      readonly waitMs: number;
      /** Of a spent month: the first day on which calls go out again. */
      readonly until?: string;
    };

/** The failure that an outcome amounts to when it is final. Status, type and shape decide. */
export function failureFor(outcome: CallOutcome): Failure {
  switch (outcome.kind) {
    case "answered":
      return answeredFailure(outcome);
    case "lost":
      return { code: "holded.unreachable", retry: "later" };
    case "garbled":
      return { code: "holded.bad_answer", retry: "later", detail: { why: outcome.why } };
    case "denied":
      return { code: "holded.rejected", retry: "never", detail: outcome.info === null ? {} : { said: scrub(outcome.info) } };
    case "no_slot":
      return {
        code: outcome.span === "month" ? "holded.quota_spent" : "holded.rate_limited",
        retry: "later",
        detail: { retryInMs: outcome.waitMs, ...(outcome.until === undefined ? {} : { until: outcome.until }) },
      };
  }
}

function answeredFailure({ status, problem, retryAfterMs, window }: Extract<CallOutcome, { kind: "answered" }>): Failure {
  const said: Record<string, string | number> = problem?.detail ? { status, said: scrub(problem.detail) } : { status };
  if (status === 429) {
    const detail = retryAfterMs === null ? { status } : { status, retryInMs: retryAfterMs };
    return { code: window === "month" ? "holded.quota_spent" : "holded.rate_limited", retry: "later", detail };
  }
  if (status === 401) return { code: "holded.key_refused", retry: "later", detail: { status } };
  if (status === 403) {
    // A missing permission and a refused token share status and type; only the first names a permission.
    const permission = problem?.detail ? permissionIn(problem.detail) : null;
    return permission === null
      ? { code: "holded.key_refused", retry: "later", detail: { status } }
      : { code: "holded.permission_missing", retry: "later", detail: { status, permission } };
  }
  if (status === 404) return { code: "holded.not_found", retry: "never", detail: said };
  if (status === 422 && problem?.detail === lockedDetail) return { code: "holded.period_locked", retry: "never", detail: { status } };
  if (status >= 500 || status === 408) return { code: "holded.server_error", retry: "later", detail: { status } };
  if (status === 423) return { code: "holded.busy", retry: "later", detail: { status } };
  if (status >= 400) return { code: "holded.rejected", retry: "never", detail: said };
  return { code: "holded.bad_answer", retry: "later", detail: { status } };
}

/**
 * The one place where a sentence of Holded's decides, compared whole: a locked accounting period has the status and type
 * of any validation error and there is no endpoint that tells the lock date, so nothing else tells the two apart. Should
 * the sentence change, the push stops as `holded.rejected` and shows it: nothing wrong is written.
 */
const lockedDetail = "This date has been locked";

/** `accounting:purchases.write` is an identifier of Holded's, not a word of its sentence. */
function permissionIn(detail: string): string | null {
  return /\b[a-z-]+:[a-z-]+\.(?:read|write)\b/.exec(detail)?.[0] ?? null;
}

/** Holded's words without what could be somebody's: numbers of six digits or more, accounts, tax ids, addresses, tokens. */
export function scrub(said: string): string {
  return said
    .slice(0, 300)
    .replace(/\bpat_\S+/g, "•")
    .replace(/\S+@\S+/g, "•")
    .replace(/\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,}[A-Z0-9 ]*/g, "•")
    .replace(/\b[A-Z]?[-.]?\d[\d .-]{5,}\d[-.]?[A-Z]?\b/gi, "•");
}
