import "server-only";
import { APIConnectionError, APIConnectionTimeoutError, APIError, APIUserAbortError } from "@anthropic-ai/sdk";
import type { CallOutcome, Trouble } from "@/lib/claude/outcome";

/**
 * What an error of the provider's library means. `signals` tell which of our own reasons ended the call. Anything that
 * is neither theirs nor the network's is a bug and thrown again.
 */
export function troubleOf(error: unknown, signals: { readonly timedOut: boolean; readonly cancelled: boolean }): Trouble {
  if (signals.cancelled) return { outcome: "cancelled", mayBeBilled: true, retryAfterMs: null };
  if (signals.timedOut || error instanceof APIConnectionTimeoutError) return { outcome: "timeout", mayBeBilled: true, retryAfterMs: null };
  if (error instanceof APIConnectionError) return { outcome: "connection", mayBeBilled: !neverConnected(error), retryAfterMs: null };
  if (error instanceof APIError && !(error instanceof APIUserAbortError)) {
    return { outcome: outcomeOfStatus(error.status), mayBeBilled: false, retryAfterMs: retryAfterMs(error.headers) };
  }
  // The body broke off (a TypeError with a cause, from undici) or is no JSON.
  if (error instanceof SyntaxError || (error instanceof TypeError && error.cause instanceof Error))
    return { outcome: "garbled", mayBeBilled: true, retryAfterMs: null };
  throw error;
}

function outcomeOfStatus(status: number | undefined): CallOutcome {
  if (status === 401 || status === 403) return "key_refused";
  if (status === 429) return "rate_limited";
  if (status === 529 || status === 503) return "overloaded";
  return status !== undefined && status < 500 ? "rejected" : "server_error";
}

/** Seconds, as the providers send it. A date, which the header also allows, is left to our own waiting. */
function retryAfterMs(headers: Headers | undefined): number | null {
  const seconds = /^\d{1,5}(?:\.\d{1,3})?$/.exec(headers?.get("retry-after")?.trim() ?? "");
  return seconds ? Math.ceil(Number(seconds[0]) * 1000) : null;
}

const beforeConnected = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH", "UND_ERR_CONNECT_TIMEOUT"]);

/** Not one byte left. Somewhere down the chain of causes stands the code of the system. */
function neverConnected(error: unknown): boolean {
  for (let at: unknown = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth++) {
    const codes = at instanceof AggregateError ? at.errors.map(codeOf) : [codeOf(at)];
    if (codes.length > 0 && codes.every((code) => beforeConnected.has(code))) return true;
  }
  return false;
}

function codeOf(error: unknown): string {
  const code = (error as { readonly code?: unknown }).code;
  return typeof code === "string" ? code : "";
}
