import type { LabelKind } from "@/lib/language/label-table";
import type { Layout } from "./layout";
import type { Labelled } from "./tax-rows";

const summaryKinds: readonly LabelKind[] = ["base", "tax", "total", "payable", "withholding", "surcharge", "paid", "carryOver", "gross"];

/** Beside or under a label that announces a sum, and nothing else on its phrase. */
export function isSummary(layout: Layout, one: Labelled): boolean {
  const left = one.hits.find((hit) => hit.direction === "left");
  const leftKinds = left ? [...left.label.kinds] : [];
  if (left && left.between === 0 && leftKinds.some((kind) => summaryKinds.includes(kind)) && fillsItsPhrase(layout, left))
    return !hasFactors(layout, one, left);
  const top = one.hits.find((hit) => hit.direction === "above" && hit.distance < 9);
  return (
    top !== undefined &&
    left === undefined &&
    [...top.label.kinds].some((kind) => summaryKinds.includes(kind)) &&
    !top.label.kinds.has("amount") &&
    !top.label.kinds.has("unitPrice") &&
    !top.label.kinds.has("quantity")
  );
}

/** Quantity and price between the label and the amount: "Transporte urgente  8  3,4094  27,28" is a line, whatever its first word. */
function hasFactors(layout: Layout, one: Labelled, left: Labelled["hits"][number]): boolean {
  const words = layout.rows[one.number.row]?.segments.flatMap((segment) => segment.words) ?? [];
  const between = words.filter((word) => word.box[0] > left.box[2] && word.box[2] < one.number.box[0]);
  return between.filter((word, at) => /^\d[\d.,]*$/.test(word.text) && !between[at + 1]?.text.startsWith("%")).length >= 2;
}

function fillsItsPhrase(layout: Layout, hit: Labelled["hits"][number]): boolean {
  const segment = layout.rows[hit.row]?.segments.find((s) => s.labels.includes(hit.label));
  if (!segment) return false;
  const words = segment.words.filter(
    (word, i) =>
      (i < hit.label.start || i >= hit.label.end) &&
      /\p{L}{3,}/u.test(word.text) &&
      !/^(?:EUR|euros?|sobre|de|del|al|la)$/iu.test(word.text),
  );
  return words.length <= 1 && hit.label.start <= 2;
}
