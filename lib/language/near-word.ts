/** Words known by a meaning, found also with one slip of the keyboard. */
export type NearWords<T> = {
  /** Exact word first; then, from five letters on, one letter too many, too few, changed, or two swapped. */
  readonly find: (folded: string) => T | undefined;
  readonly exact: (folded: string) => T | undefined;
};

/**
 * @param entries folded words with what they mean.
 * @param shortest length from which a word may be written with any slip; one letter less: letters swapped or doubled only.
 * @param other folded words that are right as they stand, though they look like one of the entries.
 */
export function nearWords<T>(entries: Iterable<readonly [string, T]>, shortest = 5, other: ReadonlySet<string> = new Set()): NearWords<T> {
  const known = new Map(entries);
  const byGap = new Map<string, string[]>();
  for (const word of known.keys()) {
    if (word.length < shortest - 1 || word.includes(" ")) continue;
    for (const key of [word, ...gaps(word)]) byGap.set(key, [...(byGap.get(key) ?? []), word]);
  }
  const seen = new Map<string, T | undefined>();
  const near = (folded: string): T | undefined => {
    if (folded.length < shortest - 1 || folded.length > 40 || other.has(folded) || !/^[a-zç·]+$/.test(folded)) return undefined;
    for (const key of [folded, ...gaps(folded)]) {
      const word = byGap
        .get(key)
        ?.find((candidate) => isOneSlip(candidate, folded) && (candidate.length >= shortest || keepsLetters(candidate, folded)));
      if (word !== undefined) return known.get(word);
    }
    return undefined;
  };
  return {
    exact: (folded) => known.get(folded),
    find: (folded) => {
      const exact = known.get(folded);
      if (exact !== undefined) return exact;
      if (seen.has(folded)) return seen.get(folded);
      if (seen.size > 5000) seen.clear();
      const found = near(folded);
      seen.set(folded, found);
      return found;
    },
  };
}

/** Two letters swapped or one written twice: seldom another word. */
function keepsLetters(known: string, written: string): boolean {
  if (known.length === written.length) return [...known].sort().join("") === [...written].sort().join("");
  return written.replace(/(.)\1/g, "$1") === known.replace(/(.)\1/g, "$1");
}

function gaps(word: string): readonly string[] {
  return [...word].map((_, at) => word.slice(0, at) + word.slice(at + 1));
}

/** The first letter is seldom mistaken, and a changed last letter is mostly another ending of the same word. */
function isOneSlip(known: string, written: string): boolean {
  if (known[0] !== written[0]) return false;
  let at = 0;
  while (at < known.length && known[at] === written[at]) at++;
  const [a, b] = [known.slice(at), written.slice(at)];
  if (a.slice(1) === b.slice(1) && a.length === b.length) return a.length !== 1;
  if (a.slice(1) === b || a === b.slice(1)) return true;
  return a.length > 1 && a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2);
}
