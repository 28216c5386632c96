import { foldWords } from "@/lib/language/fold";
import { labelTable, type LabelKind } from "@/lib/language/label-table";

export type FoundLabel = {
  readonly kinds: ReadonlySet<LabelKind>;
  /** As compared: "base imponible". */
  readonly phrase: string;
  /** Index of the first word and of the word after the last. */
  readonly start: number;
  readonly end: number;
};

type Token = { readonly token: string; readonly word: number };
type Entry = { readonly words: readonly string[]; readonly kinds: ReadonlySet<LabelKind>; readonly phrase: string };

const byFirstWord = buildIndex();

/** Abbreviations that are ordinary words unless the print marks them: "nº", "No.", "núm." */
const needMark = new Set([
  "no",
  "n",
  "le",
  "del",
  "de",
  "dia",
  "re",
  "im",
  "due",
  "port",
  "text",
  "para",
  "op",
  "cap",
  "me",
  "net",
  "ep",
  "data",
  "sigue",
  "pos",
  "vom",
]);

/**
 * Labels in one printed phrase, left to right, without overlaps; at each word the longest phrase wins.
 * @param texts the printed words of the phrase.
 */
export function findLabels(texts: readonly string[]): readonly FoundLabel[] {
  const tokens = texts.flatMap((text, word) => foldWords(text).map((token) => ({ token, word })));
  const found: FoundLabel[] = [];
  for (let at = 0; at < tokens.length;) {
    const entry = longestAt(tokens, at, texts);
    const first = tokens[at];
    const last = tokens[at + (entry?.words.length ?? 1) - 1];
    if (!entry || !first || !last || !stands(entry, texts, first.word, tokens.length)) {
      at++;
      continue;
    }
    found.push({ kinds: entry.kinds, phrase: entry.phrase, start: first.word, end: last.word + 1 });
    at += entry.words.length;
  }
  return found;
}

/** The letters of "FRA001750" are no label: digits go on in the same word. "IVA21%" is a label and its rate. */
function endsInCode(tokens: readonly Token[], end: number, texts: readonly string[]): boolean {
  const last = tokens[end - 1];
  const next = tokens[end];
  return next !== undefined && last?.word === next.word && /^\d/.test(next.token) && !texts[next.word]?.includes("%");
}

function longestAt(tokens: readonly Token[], at: number, texts: readonly string[]): Entry | undefined {
  const candidates = byFirstWord.get(tokens[at]?.token ?? "") ?? [];
  return candidates.find(
    ({ words }) =>
      words.every((word, i) => tokens[at + i]?.token === word) &&
      !endsInCode(tokens, at + words.length, texts) &&
      !leavesRemarkOpen(tokens, at, at + words.length, texts),
  );
}

/** "TOTAL (IVA 21 % incluido)" is no "total iva": what begins within a remark ends with it, as "Total (sin IVA)" does. */
function leavesRemarkOpen(tokens: readonly Token[], at: number, end: number, texts: readonly string[]): boolean {
  const first = tokens[at]?.word ?? 0;
  const inside = texts.slice(first + 1, (tokens[end - 1]?.word ?? 0) + 1);
  const opened = inside.findIndex((text) => text.startsWith("("));
  return opened >= 0 && !inside.slice(opened).some((text) => text.includes(")"));
}

function stands(entry: Entry, texts: readonly string[], word: number, length: number): boolean {
  if (entry.words.length > 1 || !needMark.has(entry.phrase)) return true;
  const text = texts[word] ?? "";
  return /[º°ª#:.]/.test(text) || /[:#]/.test(texts[word + 1]?.slice(0, 1) ?? "") || length === 1;
}

function buildIndex(): Map<string, Entry[]> {
  const kindsOf = new Map<string, Set<LabelKind>>();
  for (const [kind, phrases] of Object.entries(labelTable) as [LabelKind, string][]) {
    for (const phrase of phrases
      .split("|")
      .map((p) => p.trim())
      .filter(Boolean)) {
      const kinds = kindsOf.get(phrase) ?? new Set();
      kindsOf.set(phrase, kinds.add(kind));
    }
  }
  const index = new Map<string, Entry[]>();
  for (const [phrase, kinds] of kindsOf) {
    const words = phrase.split(/\s+/);
    const entry = { words, kinds, phrase };
    index.set(words[0] ?? "", [...(index.get(words[0] ?? "") ?? []), entry]);
  }
  for (const entries of index.values()) entries.sort((a, b) => b.words.length - a.words.length);
  return index;
}
