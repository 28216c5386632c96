import type { AskedItem, RequestReading } from "@/lib/agents/quotes/engine/model";
import { foldKeepingLength } from "@/lib/language/dates";
import { findInstructions } from "@/lib/language/instructions";

type Warning = RequestReading["warnings"][number];

const absurd = 100_000;
const currencies: readonly (readonly [string, RegExp])[] = [
  ["EUR", /€|\beur(?:os?)?\b/],
  ["USD", /\$|\busd\b|\bdolar(?:es)?\b|\bdollars?\b|\bdolars\b/],
  ["GBP", /£|\bgbp\b|\blibras? esterlinas?\b|\bpounds sterling\b/],
  ["CHF", /\bchf\b|\bfrancos suizos\b/],
];

/** What a person should see before anything is quoted: orders to a machine, two currencies, figures nobody orders. */
export function findWarnings(text: string, items: readonly AskedItem[]): readonly Warning[] {
  const folded = foldKeepingLength(text);
  const named = currencies.filter(([, sign]) => sign.test(folded)).map(([code]) => code);
  return [
    ...apart(findInstructions(folded)).map(({ start, end }) => ({
      code: "request.instructions",
      text: text.slice(start, end),
      span: { start, end },
    })),
    ...(named.length > 1 ? [{ code: "request.currencies", text: named.join(", "), span: null }] : []),
    ...items.flatMap((item): readonly Warning[] => {
      const quantity = item.readings[0]?.quantity;
      return quantity && Number(quantity.value) > absurd ? [{ code: "request.quantity", text: item.text, span: quantity.span }] : [];
    }),
  ];
}

/** Of places that overlap the first. */
function apart<T extends { readonly start: number; readonly end: number }>(found: readonly T[]): readonly T[] {
  return found.filter((one, at) => !found.slice(0, at).some((other) => other.start < one.end && one.start < other.end));
}
