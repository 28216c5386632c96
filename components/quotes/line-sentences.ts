import type { Reason } from "@/lib/kernel/evidence";

export type LineSentence = { readonly level: "block" | "doubt" | "info"; readonly text: string };

/** What the line itself shows as one types, with what can be done about it. */
const shownLive: ReadonlySet<string> = new Set([
  "line.choose",
  "line.not_found",
  "price.claimed",
  "price.below_cost",
  "price.by_person",
  "stock.short",
  "item.inactive",
]);

/** What the server says about each line, by its place. */
export function sentencesByLine(
  reasons: readonly Reason[],
  sentence: (reason: Reason) => string,
): ReadonlyMap<number, readonly LineSentence[]> {
  const found = new Map<number, LineSentence[]>();
  for (const reason of reasons) {
    const { level, code } = reason;
    const index = /^lines\.(\d+)/.exec(reason.path ?? "")?.[1];
    if (index === undefined || level === "good" || shownLive.has(code)) continue;
    found.set(Number(index), [...(found.get(Number(index)) ?? []), { level, text: sentence(reason) }]);
  }
  return found;
}
