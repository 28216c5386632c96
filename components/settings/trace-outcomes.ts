import type catalogue from "@/lib/platform/i18n/messages/es.json";

type OutcomeKey = keyof typeof catalogue.reader.outcomes;
const keys: readonly OutcomeKey[] = [
  "open",
  "answered",
  "bad_answer",
  "declined",
  "cut_short",
  "rejected",
  "key_refused",
  "rate_limited",
  "overloaded",
  "server_error",
  "timeout",
  "connection",
  "garbled",
  "cancelled",
];

/** How a request ended, as the catalogue names it. */
export function outcomeKey(outcome: string): OutcomeKey {
  return keys.find((key) => key === outcome) ?? "garbled";
}
