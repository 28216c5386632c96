import type { AskedItem, ItemReading } from "@/lib/agents/quotes/engine/model";

/** "10 tornillos M6, 20 M8 y 30 M10": what is only a size takes the words of the item before it; as it stands it stays a reading. */
export function withHeads(items: readonly AskedItem[]): readonly AskedItem[] {
  const whole: AskedItem[] = [];
  for (const item of items) {
    const before = whole.at(-1)?.readings[0]?.words ?? "";
    const own = item.readings[0];
    const head = own && isSize(own.words) && item.references.length === 0 ? headOf(before) : "";
    whole.push(own && head ? { ...item, readings: [filled(own, head), ...item.readings] } : item);
  }
  return whole;
}

const isSize = (words: string): boolean => /^(?:\p{L}{1,3}|\S*\d\S*)$/u.test(words);

/** The words before the last one, which is the size that changes. */
const headOf = (words: string): string => (isSize(words.split(" ").at(-1) ?? "") ? words.split(" ").slice(0, -1).join(" ") : "");

const filled = (reading: ItemReading, head: string): ItemReading => ({ ...reading, words: `${head} ${reading.words}` });
