import type { QuotePayload } from "@/lib/agents/quotes/model";

export type QuoteLesson = { readonly contactId: string | null; readonly words: string; readonly itemKey: string };

/** What a person taught in a quote: words that she gave an item, for this customer or for all. Pure. */
export function lessonsOf({ lines, customer }: Pick<QuotePayload, "lines" | "customer">): readonly QuoteLesson[] {
  const contactId = customer.mode === "known" ? customer.contactId : null;
  return lines.flatMap((line): QuoteLesson[] => {
    if (line.type === "title" || line.remember === "no" || !line.item || !line.asked || line.asked.words.trim() === "") return [];
    // Of a customer that Holded does not have yet nothing can be remembered.
    if (line.remember === "customer" && contactId === null) return [];
    return [{ contactId: line.remember === "all" ? null : contactId, words: line.asked.words, itemKey: line.item.key }];
  });
}
