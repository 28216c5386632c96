import { analyse, type Analysis } from "@/lib/agents/quotes/engine/catalogue/analyse";
import { meaningsOf, meaningsOfWords } from "@/lib/agents/quotes/engine/catalogue/lexicon";
import type { CatalogueItem } from "@/lib/agents/quotes/engine/model";

/**
 * Gives the terms of items: words, learned words, joined codes, meanings; with "~" what stands beside the name (category,
 * description, sales unit, letters of the reference). One reader serves one catalogue: it remembers what repeats.
 */
export class ItemTerms {
  private readonly around = new Map<string, readonly string[]>();
  private readonly learned = new Map<string, readonly string[]>();

  of(item: CatalogueItem, analysis: Analysis, learned: readonly string[]): readonly string[] {
    const terms = analysis.words.map((word) => word.stem);
    const hasMarks = /[-+.]/.test(item.name);
    for (const code of analysis.codes) if (hasMarks || /\d/.test(code.text)) terms.push(code.text);
    for (const meaning of meaningsOf(analysis)) terms.push(`#${meaning.id}`);
    terms.push(...learned, ...this.meaningsOf(learned), ...this.beside(item));
    return terms;
  }

  private meaningsOf(learned: readonly string[]): readonly string[] {
    return remembered(this.learned, learned.join(" "), () => meaningsOfWords(learned).map((id) => `#${id}`));
  }

  private beside(item: CatalogueItem): readonly string[] {
    const letters = /[a-z]{4,}/i.exec(item.sku ?? "")?.[0].toLowerCase() ?? "";
    const description = (item.description ?? "").slice(0, 300);
    const read = () => analyse(`${item.category ?? ""} ${description} ${item.unit ?? ""}`, false).words.map((word) => `~${word.stem}`);
    if (description !== "") return [...read(), ...(letters ? [`~${letters}`] : [])];
    return remembered(this.around, `${item.category}|${item.unit}|${letters}`, () => [...read(), ...(letters ? [`~${letters}`] : [])]);
  }
}

function remembered(memory: Map<string, readonly string[]>, key: string, make: () => readonly string[]): readonly string[] {
  const known = memory.get(key);
  if (known) return known;
  const made = make();
  memory.set(key, made);
  return made;
}
