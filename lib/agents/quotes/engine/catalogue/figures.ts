import type { PlacedMeasure } from "@/lib/agents/quotes/engine/catalogue/analyse";

/** Numbers as texts, those of one "10x20" together, one that comes twice as two; and small words, which may make a difference. */
export function figuresOf(numbers: readonly PlacedMeasure[], small: readonly string[]): readonly string[] {
  const groups: string[] = [];
  numbers.forEach((one, at) => {
    const text = Number.isNaN(one.size) ? `${one.prefix ?? ""}${one.value}` : `${Number(one.size.toPrecision(6))}${one.unit}`;
    const last = groups.length - 1;
    if (at > 0 && numbers[at - 1]?.group === one.group) groups[last] = `${groups[last]}x${text}`;
    else groups.push(text);
  });
  const texts = [...groups, ...small];
  return texts.map((text, at) => {
    const before = texts.slice(0, at).filter((other) => other === text).length;
    return before === 0 ? `=${text}` : `=${text}#${before + 1}`;
  });
}

/**
 * A family writes "300 ml" in one name and "300" in another: bare numbers take the unit that the same number has
 * elsewhere in the family, where it has only one and no name has it both ways.
 */
export function lendUnits(members: readonly (readonly PlacedMeasure[])[]): readonly (readonly PlacedMeasure[])[] {
  const units = new Map<string, PlacedMeasure | null>();
  for (const numbers of members) {
    const bare = new Set(numbers.filter((one) => one.unit === null).map((one) => one.value));
    for (const one of numbers) {
      if (one.unit === null) continue;
      const known = units.get(one.value);
      const isClear = (known === undefined || known?.unit === one.unit) && !bare.has(one.value);
      units.set(one.value, isClear ? one : null);
    }
  }
  return members.map((numbers) =>
    numbers.map((one) => {
      const lender = one.unit === null && one.prefix === null ? units.get(one.value) : null;
      return lender ? { ...one, unit: lender.unit, size: lender.size } : one;
    }),
  );
}
