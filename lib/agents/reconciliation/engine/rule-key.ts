import { readText } from "@/lib/agents/reconciliation/engine/text";
import { monthWords } from "@/lib/agents/reconciliation/engine/words";

/** One-letter words are what is left of legal forms and cuts. */
const shortestWord = 2;
/** A longer text is no pattern that comes again. */
const mostWords = 12;

/**
 * What of a printed text is the same each time it comes: its words, folded, without numbers and months. "" when nothing is.
 * Rules of people about movements without a document are kept under it.
 */
export function ruleKey(lines: readonly string[]): string {
  const words = readText(lines)
    .filter(({ text, isDigits }) => !isDigits && text.length >= shortestWord && !monthWords.has(text))
    .map(({ text }) => text);
  return words.slice(0, mostWords).join(" ");
}
