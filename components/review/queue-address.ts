import { parseAsString, parseAsStringLiteral } from "nuqs";
import { buckets } from "@/lib/review/view";

export const sorts = ["oldest", "newest", "amount", "-amount", "party", "date", "-date", "doubt"] as const;
export type Sort = (typeof sorts)[number];

/** The sections beside the document. */
export const itemTabs = ["data", "history", "versions", "comments"] as const;
export type ItemTab = (typeof itemTabs)[number];

/** The address is the state: what a person sees can be reloaded, sent to a colleague and gone back to. */
export const queueAddress = {
  bucket: parseAsStringLiteral(buckets).withDefault("needs_me"),
  q: parseAsString.withDefault(""),
  sort: parseAsStringLiteral(sorts).withDefault("oldest"),
  open: parseAsString,
  tab: parseAsStringLiteral(itemTabs).withDefault("data"),
};
