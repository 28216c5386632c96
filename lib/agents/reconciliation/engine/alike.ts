/** Whether one word may stand for another: cut, abbreviated or mistyped. */

/** Two words differ by one letter put in, left out, changed, or two swapped (Damerau, distance one). */
export function isOneEdit(a: string, b: string): boolean {
  const short = a.length <= b.length ? a : b;
  const long = a.length <= b.length ? b : a;
  if (long.length - short.length > 1 || a === b) return false;
  let at = 0;
  while (at < short.length && short.charCodeAt(at) === long.charCodeAt(at)) at++;
  if (long.length > short.length) return short.slice(at) === long.slice(at + 1);
  if (short.slice(at + 1) === long.slice(at + 1)) return true;
  return (
    at + 1 < short.length &&
    short.charCodeAt(at) === long.charCodeAt(at + 1) &&
    short.charCodeAt(at + 1) === long.charCodeAt(at) &&
    short.slice(at + 2) === long.slice(at + 2)
  );
}

/** "TTES" for TRANSPORTES, "HNOS" for HERMANOS, "FCO" for FRANCISCO: same first letter, the rest in order. */
export function isAbbreviation(short: string, word: string): boolean {
  if (short.length >= word.length || short.length < 2 || short.charCodeAt(0) !== word.charCodeAt(0)) return false;
  let at = 0;
  for (let i = 0; i < word.length && at < short.length; i++) if (word.charCodeAt(i) === short.charCodeAt(at)) at++;
  return at === short.length;
}

/** A word and all that one left-out letter makes of it: two words one edit apart share one of these (SymSpell, W. Garbe). */
export function withoutOne(word: string): readonly string[] {
  const found = [word];
  for (let at = 0; at < word.length; at++) found.push(word.slice(0, at) + word.slice(at + 1));
  return found;
}
