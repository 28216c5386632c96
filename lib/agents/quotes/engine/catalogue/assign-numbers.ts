import type { IndexedItem } from "@/lib/agents/quotes/engine/catalogue/catalogue";
import { agreement, type Measure } from "@/lib/agents/quotes/engine/catalogue/measures";
import type { Token } from "@/lib/agents/quotes/engine/catalogue/read-sense";

/** What a word for a number is worth as the number. */
const asNumber = 0.82;

/** Gives every said number one of the item's, each once, and writes the sureness; the order within "10x20" holds. */
export function assignNumbers(item: IndexedItem, tokens: readonly Token[], sureness: number[]): void {
  const places: number[] = [];
  const asked: Measure[] = [];
  tokens.forEach((token, at) => {
    if (!token.number || (token.word !== null && (sureness[at] ?? 0) > asNumber)) return;
    if (token.word === null && token.covered && (sureness[at] ?? 0) > 0.87) return;
    places.push(at);
    asked.push(token.number);
  });
  if (asked.length === 0) return;
  const given = assign(asked, item.numbers);
  places.forEach((at, order) => {
    const said = asked[order];
    if (said) sureness[at] = given[order] || packAgreement(said, item, asked);
  });
}

/** "De 100" may be the pack; a number with a unit only when the pack holds just that, one of "8x50" never. */
function packAgreement(number: Measure, item: IndexedItem, asked: readonly Measure[]): number {
  const { pack } = item;
  if (!pack || pack.size !== number.value || number.value === "1") return 0;
  if (asked.some((other) => other !== number && other.group === number.group && number.group > 0)) return 0;
  if (number.unit === null) return asPack;
  if (number.unit !== pack.of && pack.of !== null) return 0;
  const inBase = ["length", "mass", "volume"].includes(number.unit) ? Number(pack.size) * 1000 : Number(pack.size);
  return Number.isNaN(number.size) || number.size === inBase ? asPack : 0;
}

const asPack = 0.75;

/** The assignment with the most agreement; numbers of one group keep their order. */
function assign(asked: readonly Measure[], has: readonly Measure[]): readonly number[] {
  const given = new Array<number>(asked.length).fill(0);
  const taken = new Array<number>(has.length).fill(-1);
  let best: readonly number[] = [...given];
  let bestSum = 0;
  const place = (order: number, sum: number): void => {
    const said = asked[order];
    if (!said) {
      if (sum > bestSum) [best, bestSum] = [[...given], sum];
      return;
    }
    has.forEach((own, position) => {
      if (taken[position] !== -1) return;
      const agreed = agreement(said, own);
      if (agreed === 0 || isOutOfOrder(asked, has, taken, order, position)) return;
      taken[position] = order;
      given[order] = agreed;
      place(order + 1, sum + agreed);
      taken[position] = -1;
      given[order] = 0;
    });
    if (has.length < asked.length || bestSum < asked.length * 0.8) place(order + 1, sum);
  };
  place(0, 0);
  return best;
}

function isOutOfOrder(
  asked: readonly Measure[],
  has: readonly Measure[],
  taken: readonly number[],
  order: number,
  position: number,
): boolean {
  return taken.some(
    (other, at) =>
      other !== -1 &&
      asked[order]?.group === asked[other]?.group &&
      has[position]?.group === has[at]?.group &&
      other < order &&
      at > position,
  );
}
