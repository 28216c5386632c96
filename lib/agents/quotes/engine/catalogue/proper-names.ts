import { stemWord } from "@/lib/agents/quotes/engine/catalogue/words";
import { foldText } from "@/lib/language/fold";

const always = 0.9;

/** Stems of words that names, where they are not written in capitals throughout, have with a capital though not at their start: makes and models. */
export function properNames(names: readonly string[]): ReadonlySet<string> {
  const counts = new Map<string, { capital: number; all: number }>();
  for (const name of names) {
    if (!/\p{Ll}{3}/u.test(name)) continue;
    for (const [word] of name.replace(/^\P{L}*\p{L}+/u, "").matchAll(/\p{L}{3,}/gu)) {
      const count = counts.get(word.toLowerCase()) ?? { capital: 0, all: 0 };
      count.all += 1;
      if (/^\p{Lu}/u.test(word)) count.capital += 1;
      counts.set(word.toLowerCase(), count);
    }
  }
  return new Set([...counts].filter(([, { capital, all }]) => capital >= all * always).map(([word]) => stemWord(foldText(word))));
}
