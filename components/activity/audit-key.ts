import type catalogue from "@/lib/platform/i18n/messages/es.json";

export type AuditKey = keyof typeof catalogue.audit;

/** Deeds that have a name in the catalogue, in the order of the filter. */
export const auditKeys: readonly AuditKey[] = [
  "document__received",
  "document__read",
  "document__split",
  "mail__opened",
  "proposal__proposed",
  "proposal__refused",
  "proposal__edited",
  "proposal__approved",
  "proposal__signed",
  "proposal__rejected",
  "proposal__undone",
  "proposal__snoozed",
  "proposal__reopened",
  "proposal__assigned",
  "proposal__commented",
  "proposal__reread",
  "proposal__retried",
  "proposal__sent_back",
  "proposal__difference_accepted",
  "proposal__doubt_answered",
  "push__started",
  "push__contact",
  "push__create",
  "push__attach",
  "push__approve",
  "push__update",
  "push__send",
  "push__reconcile",
  "push__pay",
  "push__note",
  "push__task",
  "push__event",
  "push__stage",
  "push__time",
  "push__link",
  "push__check",
  "push__missing",
  "push__verify",
  "push__settled",
  "push__failed",
  "push__cancelled",
  "connection__created",
  "connection__token_changed",
  "connection__token_refused",
  "connection__tested",
  "connection__plan_set",
  "connection__old_token_retired",
  "connection__token_rolled_back",
  "connection__account_shared",
  "agent__switched_on",
  "agent__switched_off",
  "vault__resealed",
  "webhook__registered",
  "webhook__secret_rotated",
  "webhook__secret_set",
  "webhook__removed",
  "webhook__unsigned_accepted",
  "webhook__unsigned_refused",
  "mirror__refresh_asked",
  "connection__third_window_set",
  "quota__volumes_said",
  "company__created",
  "settings__changed",
  "people__added",
  "people__role_changed",
  "people__removed",
  "audit__exported",
  "calls__exported",
];

/** "proposal.approved" → its key in the namespace `audit`; null for a deed that is newer than the catalogue. */
export function auditKey(action: string): AuditKey | null {
  const key = action.replaceAll(".", "__");
  return auditKeys.find((candidate) => candidate === key) ?? null;
}

export function actionOf(key: AuditKey): string {
  return key.replaceAll("__", ".");
}
