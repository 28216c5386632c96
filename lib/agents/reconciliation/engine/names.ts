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
  /** The words without blanks as they would be printed in one piece, particles included. */
  readonly run: string;
  /** Seen only once: helps to rank, not to clear. */
  readonly isThin: boolean;
  /** Of a learned form, how it was printed to the letter; empty where that is not known or does not matter. */
  readonly prints: readonly string[];
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
  return (legalLetters.has(before) && at > 1) || legalLetters.has(after) || legalWords.has(after) || legalWords.has(before);
}

/** Letters and digits of a name up to its legal form. */
function runOf(name: string): string {
  const words = readText([name]).map((atom) => atom.text);
  let end = words.length;
  while (end > 1 && isLegal(words, end - 1)) end--;
  return words.slice(0, end).join("");
}

/** A form learned from how a party was printed. */
export function learnedForm(party: number, printed: string, isThin: boolean, prints: readonly string[] = []): NameForm {
  return { party, words: nameWords(printed), weight: 0, source: "learned", run: runOf(printed), isThin, prints };
}

/** Whether a learned form is printed as it was before, perhaps cut elsewhere: what looks alike may be somebody else. */
export const isPrintedAlike = (form: NameForm, printed: string): boolean =>
  form.prints.length === 0 ||
  form.prints.some((known) => known.startsWith(printed) || (known.length >= shortestBeginning && printed.startsWith(known)));

/** A shorter beginning is the first word of many. */
const shortestBeginning = 10;

/** All forms under which a party may be printed: legal and trade name; for people surnames first and surnames alone. */
export function formsOf(party: Party, index: number): readonly NameForm[] {
  const words = nameWords(party.legalName);
  const form = (some: readonly string[], source: NameForm["source"], run = some.join("")): NameForm => ({
    party: index,
    words: some,
    weight: source === "part" ? loneSurnames : 0,
    source,
    run,
    isThin: false,
    prints: [],
  });
  const forms: NameForm[] = [form(words, "name", runOf(party.legalName))];
  if (party.tradeName) forms.push(form(nameWords(party.tradeName), "trade", runOf(party.tradeName)));
  if (party.isPerson && words.length >= 3) {
    const surnames = words.slice(-2);
    forms.push(form([...surnames, ...words.slice(0, -2)], "name"), form(surnames, "part"));
  } else if (party.isPerson && words.length === 2) {
    forms.push(form(words.slice().reverse(), "name"));
  }
  return forms;
}
