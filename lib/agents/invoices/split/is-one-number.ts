import { likenessOfNumbers } from "../same-number";

/** Two pages of one paper print one number; a scanner may take a letter of it for a digit, and a header may shorten it. */
export function isOneNumber(a: string | null, b: string | null): boolean {
  const likeness = likenessOfNumbers(a, b);
  return likeness === "same" || likeness === "confusable" || likeness === "prefix";
}
