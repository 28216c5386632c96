/**
 * Outcomes that are expected travel as values: a refusal names one stable code, which the message catalogue turns
 * into a sentence. Bugs are thrown.
 */
export type Result<T, E extends Failure = Failure> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: E };

/** Whether the same request may be made again: never, later, or only after looking whether the first one arrived. */
export type Retry = "never" | "later" | "unknown_outcome";

export type Failure = {
  readonly code: FailureCode;
  readonly detail?: Readonly<Record<string, string | number>>;
  readonly retry?: Retry;
  readonly cause?: unknown;
};

/** The closed list of refusals and outside troubles. Each has a sentence `failure.<code>` in every catalogue. */
export const failureCodes = [
  "auth.required",
  "auth.bad_credentials",
  "auth.too_many_attempts",
  "auth.session_ended",
  "access.not_found",
  "access.forbidden",
  "input.invalid",
  "request.in_flight",
  "request.key_reused",
  "proposal.stale",
  "proposal.not_open",
  "proposal.incomplete",
  "proposal.needs_second_person",
  "proposal.no_second_person",
  "proposal.needs_own_look",
  "proposal.needs_typed_confirmation",
  "proposal.undo_too_late",
  "proposal.unread",
  "document.too_large",
  "document.too_many_pages",
  "document.empty",
  "document.unsupported_type",
  "document.encrypted",
  "document.damaged",
  "document.too_complex",
  "document.not_an_invoice",
  "document.no_text",
  "document.missing_file",
  "document.no_pages",
  "mail.no_invoice",
  "mail.outlook",
  "mailbox.none",
  "mailbox.address_not_allowed",
  "mailbox.unknown_host",
  "mailbox.unreachable",
  "mailbox.certificate",
  "mailbox.no_encryption",
  "mailbox.login_refused",
  "mailbox.folder_missing",
  "mailbox.interrupted",
  "holded.not_connected",
  "holded.key_refused",
  "holded.permission_missing",
  "holded.unreachable",
  "holded.rate_limited",
  "holded.quota_spent",
  "holded.busy",
  "holded.period_locked",
  "holded.rejected",
  "holded.bad_answer",
  "holded.server_error",
  "holded.outcome_unknown",
  "holded.read_back_differs",
  "holded.cannot_keep",
  "holded.not_found",
  "holded.changed_meanwhile",
  "holded.not_reconciled",
  "holded.copy_too_old",
  "holded.draft",
  "holded.tax_key_missing",
  "holded.v1_key",
  "holded.key_in_use_elsewhere",
  "holded.other_account",
  "holded.sandbox_account_in_live",
  "holded.live_account_in_sandbox",
  "holded.no_old_token",
  "agent.not_live",
  "automation.not_tried",
  "automation.not_proven",
  "holded.webhooks_unreachable",
  "holded.no_webhook",
  "statement.not_a_statement",
  "statement.bad_line",
  "statement.empty",
  "statement.too_many",
  "statement.needs_mapping",
  "statement.notification",
  "statement.other_currency",
  "quote.not_a_request",
  "quote.too_long",
  "quote.no_catalogue",
  "quote.bad_table",
  "quote.table_too_long",
  "quote.rows_unread",
  "people.last_admin",
  "claude.off",
  "claude.no_key",
  "claude.price_unknown",
  "claude.silent",
  "claude.budget_spent",
  "claude.key_refused",
  "claude.unavailable",
  "claude.rejected",
  "claude.declined",
  "claude.bad_answer",
  "claude.cancelled",
  "internal.unexpected",
] as const;
export type FailureCode = (typeof failureCodes)[number];

export const ok = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value });

/** An expected refusal that will not go away by trying again. */
export function refuse(code: FailureCode, detail?: Failure["detail"]): { readonly ok: false; readonly error: Failure } {
  return { ok: false, error: detail ? { code, detail, retry: "never" } : { code, retry: "never" } };
}

/** A failure with an explicit retry verdict. */
export function fail(error: Failure): { readonly ok: false; readonly error: Failure } {
  return { ok: false, error };
}
