import type { FailureCode } from "@/lib/kernel/result";

const exact: Partial<Record<FailureCode, number>> = {
  "auth.required": 401,
  "auth.bad_credentials": 401,
  "auth.session_ended": 401,
  "auth.too_many_attempts": 429,
  "access.not_found": 404,
  "access.forbidden": 403,
  "agent.not_live": 403,
  "input.invalid": 400,
  "request.in_flight": 409,
  "request.key_reused": 422,
  "proposal.stale": 409,
  "document.too_large": 413,
  "document.unsupported_type": 415,
  "document.missing_file": 404,
  "internal.unexpected": 500,
};

/** The HTTP status of a refusal. Everything else is understood and not possible now: 422; Holded's own troubles: 502. */
export function statusOf(code: FailureCode): number {
  return exact[code] ?? (/^holded\.(unreachable|server_error|bad_answer|outcome_unknown)$/.test(code) ? 502 : 422);
}
