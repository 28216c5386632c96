import { checkIban } from "@/lib/kernel/iban";
import { normalizeTaxId } from "@/lib/kernel/tax-id";
import { absolute, fixed } from "@/lib/language/decimal";
import { foldText } from "@/lib/language/fold";
import { nameLikeness } from "@/lib/language/names";

/** As what a value is compared and looked for. */
export type ValueKind = "words" | "name" | "date" | "amount" | "rate" | "taxId" | "iban";

/** Letters and digits alone, as they are compared. */
export const bare = (text: string): string => foldText(text).replace(/[^\p{L}\p{N}]/gu, "");

/** Amounts without their sign: on a credit note one reader writes it and the other does not. */
const worth = (text: string) => absolute(fixed(text));

const same: Readonly<Record<ValueKind, (a: string, b: string) => boolean>> = {
  words: (a, b) => bare(a) === bare(b),
  // One reader takes the trade name or the legal form along, the other does not.
  name: (a, b) =>
    nameLikeness(a, b) >= 0.8 ||
    (Math.min(bare(a).length, bare(b).length) >= 5 && (bare(a).includes(bare(b)) || bare(b).includes(bare(a)))),
  date: (a, b) => a === b,
  amount: (a, b) => worth(a) === worth(b),
  rate: (a, b) => worth(a) === worth(b),
  taxId: (a, b) => normalizeTaxId(a) === normalizeTaxId(b),
  iban: (a, b) => (checkIban(a).normalized ?? a) === (checkIban(b).normalized ?? b),
};

export function isSame(kind: ValueKind, a: string, b: string): boolean {
  return same[kind](a, b);
}
