import { foldText } from "@/lib/language/fold";

const small = new Set("de del la las el los y e i a en con por para un una of the and for to".split(" "));

/** What a line is about, without what changes each month: figures, dates, months and small words. "" for nothing. */
export function lineWords(description: string): string {
  const words = foldText(description.split("\n")[0] ?? "").match(/[a-z]{3,}/g) ?? [];
  return words
    .filter((word) => !small.has(word) && !months.has(word))
    .slice(0, 6)
    .join(" ");
}

const months = new Set(
  (
    "enero febrero marzo abril mayo junio julio agosto septiembre setiembre octubre noviembre diciembre gener febrer marc maig juny juliol " +
    "agost setembre novembre desembre january february march april may june july august september october november december"
  ).split(" "),
);
