import type { InvoiceLine } from "@/lib/agents/invoices/model";

/**
 * For each line as it is now, its place among the lines the agent read, or null for a new one. Evidence is kept under
 * the agent's numbering; a person who removes the second line must not see the third one's box move.
 */
export function lineOrigins(read: readonly InvoiceLine[], now: readonly InvoiceLine[]): readonly (number | null)[] {
  const origins: (number | null)[] = now.map(() => null);
  const free = new Set(read.keys());
  const claim = (matches: (a: InvoiceLine, b: InvoiceLine, i: number, j: number) => boolean) => {
    let after = -1;
    now.forEach((line, index) => {
      const settled = origins[index];
      if (settled !== null && settled !== undefined) {
        after = settled;
        return;
      }
      const found = [...free].find((candidate) => {
        const original = read[candidate];
        return candidate > after && original !== undefined && matches(original, line, candidate, index);
      });
      if (found === undefined) return;
      origins[index] = found;
      free.delete(found);
      after = found;
    });
  };
  claim((a, b) => a.description === b.description && a.net === b.net);
  claim((a, b) => a.description !== "" && a.description === b.description);
  claim((a, b) => a.net !== null && a.net === b.net && a.quantity === b.quantity);
  if (read.length === now.length) claim((_a, _b, i, j) => i === j);
  return origins;
}
