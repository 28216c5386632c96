import { parseAsString, parseAsStringLiteral } from "nuqs";
import { itemTabs } from "@/components/review/queue-address";
import { clearRules, movementClasses } from "@/lib/agents/reconciliation/engine/model";
import { directions, movementSorts, proposalKinds, type MovementFilter } from "@/lib/agents/reconciliation/list-query";
import { buckets } from "@/lib/review/view";

/** The address is the state: what a person sees can be reloaded, sent to a colleague and gone back to. */
export const movementAddress = {
  bucket: parseAsStringLiteral(buckets).withDefault("needs_me"),
  q: parseAsString.withDefault(""),
  sort: parseAsStringLiteral(movementSorts).withDefault("date"),
  standing: parseAsStringLiteral(proposalKinds),
  account: parseAsString,
  direction: parseAsStringLiteral(directions),
  party: parseAsString,
  amount: parseAsString,
  month: parseAsString,
  reason: parseAsStringLiteral(clearRules),
  class: parseAsStringLiteral(movementClasses),
  open: parseAsString,
  tab: parseAsStringLiteral(itemTabs).withDefault("data"),
};

/** What narrows the list beside tab, search and order. */
export const narrowing = ["standing", "account", "direction", "party", "amount", "month", "reason", "class"] as const;
export type Narrowing = Pick<MovementFilter, (typeof narrowing)[number]>;

export const wide: Narrowing = {
  standing: null,
  account: null,
  direction: null,
  party: null,
  amount: null,
  month: null,
  reason: null,
  class: null,
};

/** The filter as the query of a request: what is not set is not said. */
export function filterQuery(filter: MovementFilter): Record<string, string> {
  const said = Object.entries(filter).filter((entry): entry is [string, string] => entry[1] !== null && entry[1] !== "");
  return Object.fromEntries(said);
}
