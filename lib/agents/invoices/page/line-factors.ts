import { type Fixed, absolute, cents, fixed, multiply, percentOf, roundCents } from "@/lib/language/decimal";
import type { LabelKind } from "@/lib/language/label-table";
import type { NumberCandidate } from "./candidates";
import { type TableHeader, cellUnder } from "./table-headers";

export type Factors = {
  readonly quantity: NumberCandidate | null;
  readonly price: NumberCandidate | null;
  readonly discount: NumberCandidate | null;
  readonly derivedQuantity: Fixed | null;
  readonly multiplies: boolean;
};

/** Which numbers before the amount are quantity, price and discount: those that multiply to it, those under the right heading first. */
export function chooseFactors(amount: NumberCandidate, left: readonly NumberCandidate[], header: TableHeader | null): Factors {
  const under = (n: NumberCandidate): ReadonlySet<LabelKind> => (header ? (cellUnder(header, n.box)?.kinds ?? new Set()) : new Set());
  const prior = (n: NumberCandidate, kind: LabelKind): number => {
    const kinds = under(n);
    if (kinds.has(kind)) return kinds.has("description") ? 0.5 : 2;
    return kinds.size === 0 ? 0 : kinds.has("description") || kinds.has("reference") ? -1.5 : -1;
  };
  let best: (Factors & { score: number }) | null = null;
  const usable = left.slice(-9);
  for (const quantity of usable.filter((n) => !n.percent)) {
    for (const price of usable.filter((n) => n !== quantity && !n.percent && !overlaps(n, quantity))) {
      const plain = multiply(quantity.value, price.value);
      const discounts = [
        null,
        ...usable.filter((n) => n !== quantity && n !== price && n.value !== 0n && absolute(n.value) < fixed("100") && n.decimals <= 2),
      ];
      for (const discount of discounts) {
        const expected = discount ? plain - percentOf(plain, absolute(discount.value)) : plain;
        const miss = absolute(roundCents(expected) - roundCents(amount.value));
        const tolerance = price.decimals <= 3 ? slack(quantity.value, price.decimals) : cents(1);
        if (miss > tolerance || expected === 0n) continue;
        const score =
          prior(quantity, "quantity") +
          prior(price, "unitPrice") +
          (discount ? prior(discount, "discount") + (discount.percent ? 0.5 : -0.5) : 0.3) +
          (quantity.box[0] < price.box[0] ? 0.4 : 0) +
          (price.decimals >= 2 ? 0.3 : 0) +
          (quantity.currency ? -1 : 0) +
          (miss === 0n ? 0.6 : 0);
        if (!best || score > best.score) best = { quantity, price, discount, derivedQuantity: null, multiplies: true, score };
      }
    }
  }
  if (best && best.score > -1.5) return best;
  const quantity = usable.filter((n) => prior(n, "quantity") >= 2 && !n.percent).at(-1) ?? null;
  const price = usable.filter((n) => prior(n, "unitPrice") >= 2 && !n.percent && n !== quantity).at(-1) ?? null;
  const discount = usable.filter((n) => prior(n, "discount") >= 2 && n !== quantity && n !== price).at(-1) ?? null;
  if (quantity || price) return { quantity, price, discount, derivedQuantity: null, multiplies: false };
  const alone = usable.find((n) => n.value === amount.value && n.decimals === 2) ?? null;
  const times = usable.find((n) => /^(?:[x×]\d+|\d+[x×])$/iu.test(n.text)) ?? null;
  const leading =
    times ??
    usable.find(
      (n) =>
        n.segment.words[0]?.text === n.text &&
        n.start === 0 &&
        n.decimals === 0 &&
        n.value < fixed("1000") &&
        n.segment.box[0] <= Math.min(...usable.map((u) => u.box[0])) &&
        /\p{L}{2}/u.test(n.segment.text),
    ) ??
    null;
  return { quantity: leading, price: alone, discount: null, derivedQuantity: null, multiplies: false };
}

/** A price printed with few decimals may hide half of its last one, times the quantity. */
function slack(quantity: Fixed, decimals: number): Fixed {
  const half = decimals <= 2 ? fixed("0.005") : fixed("0.0005");
  const hidden = multiply(absolute(quantity), half);
  return hidden < cents(1) ? cents(1) : hidden > cents(3) ? cents(3) : hidden;
}

const overlaps = (a: NumberCandidate, b: NumberCandidate): boolean => a.segment === b.segment && a.start < b.end && b.start < a.end;
