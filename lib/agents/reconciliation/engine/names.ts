import { type Party } from "@/lib/agents/reconciliation/engine/model";
import { readText } from "@/lib/agents/reconciliation/engine/text";
import { legalLetters, legalWords, particles } from "@/lib/agents/reconciliation/engine/words";

/** One way a name may be printed: its telling words in printed order. */
export type NameForm = {
  readonly party: number;
  readonly words: readonly string[];
  /** Log of how much rarer this way is than the name itself; learned forms are as good as the name. */
  readonly weight: number;
  readonly source: "name" | "trade" | "part" | "learned";
};

const loneSurnames = -1;

/** The folded words of a name without legal form and particles; the whole name when nothing else would be left. */
export function nameWords(name: string): readonly string[] {
  const words = readText([name]).map((atom) => atom.text);
  let end = words.length;
  while (end > 1 && isLegal(words, end - 1)) end--;
  const telling = words.slice(0, end).filter((word) => !particles.has(word));
  return telling.length > 0 ? telling : words;
}

/** A word of a legal form; single letters and "DE" count only beside others of their kind. */
function isLegal(words: readonly string[], at: number): boolean {
  const word = words[at] ?? "";
  if (legalWords.has(word)) return true;
  if (!legalLetters.has(word)) return word === "DE" && legalWords.has(words[at + 1] ?? "");
  const before = words[at - 1] ?? "";
  const after = words[at + 1] ?? "";
  return (legalLetters.has(before) && at > 1) || legalLetters.has(after) || legalWords.has(before);
}

/** All forms under which a party may be printed: legal and trade name; for people surnames first and surnames alone. */
export function formsOf(party: Party, index: number): readonly NameForm[] {
  const words = nameWords(party.legalName);
  const forms: NameForm[] = [{ party: index, words, weight: 0, source: "name" }];
  if (party.tradeName) forms.push({ party: index, words: nameWords(party.tradeName), weight: 0, source: "trade" });
  if (party.isPerson && words.length >= 3) {
    const surnames = words.slice(-2);
    forms.push({ party: index, words: [...surnames, ...words.slice(0, -2)], weight: 0, source: "name" });
    forms.push({ party: index, words: surnames, weight: loneSurnames, source: "part" });
  } else if (party.isPerson && words.length === 2) {
    forms.push({ party: index, words: words.slice().reverse(), weight: 0, source: "name" });
  }
  return forms;
}
