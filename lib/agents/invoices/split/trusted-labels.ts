import { normalizeTaxId } from "@/lib/kernel/tax-id";
import { isOneNumber } from "./is-one-number";
import type { PageFacts, Unlabelled } from "./page-facts";
import type { PageLabel } from "./page-label";

type Labelled = {
  readonly pages: readonly PageFacts[];
  /** Pages that name another invoice than the one before, inside a count that is followed all the same. */
  readonly questioned: readonly number[];
};

/**
 * Gives each page its place in the count that its invoice prints. A scanner stamps counts too, through everything that lay
 * in its tray: a count whose pages are the beginnings of different invoices counts sheets and says nothing. Where a page
 * has several counts that hold, none is followed.
 */
export function withTrustedLabels(read: readonly { readonly facts: Unlabelled; readonly labels: readonly PageLabel[] }[]): Labelled {
  const pages = read.map(({ facts }) => facts);
  const runs = new Map<string, number[]>();
  read.forEach(({ labels }, index) => {
    for (const label of labels) runs.set(keyOf(label, index), [...(runs.get(keyOf(label, index)) ?? []), index]);
  });
  const stamped = new Set<string>();
  const questioned = new Set<number>();
  for (const [key, run] of runs) {
    const beginnings = run.flatMap((index) => pages[index] ?? []).filter((page) => page.couldStart);
    if (beginnings.some((page, i) => beginnings.slice(i + 1).some((later) => areDifferent(page, later)))) stamped.add(key);
    else beginnings.forEach((page, i) => i > 0 && namesOther(page, beginnings[i - 1]) && questioned.add(page.page));
  }
  const labelOf = (index: number): PageLabel | null => {
    const held = (read[index]?.labels ?? []).filter((label) => !stamped.has(keyOf(label, index)));
    return held.length === 1 ? (held[0] ?? null) : null;
  };
  return { pages: pages.map((page, index) => ({ ...page, label: labelOf(index) })), questioned: [...questioned] };
}

/** Pages of one count follow each other and say the same end. */
const keyOf = ({ at, of }: PageLabel, index: number): string => `${of} ${at - index}`;

const sure = ({ reading }: Unlabelled, path: string): boolean => (reading.confidence[path] ?? 0) > 0.9;

function namesOther(a: Unlabelled, b: Unlabelled | undefined): boolean {
  if (!b || !sure(a, "number") || !sure(b, "number")) return false;
  return !isOneNumber(a.reading.payload.number, b.reading.payload.number);
}

/** Two numbers, and one thing more that one invoice has once: a supplier, a day, or a total that its own sums support. */
function areDifferent(a: Unlabelled, b: Unlabelled): boolean {
  if (!namesOther(a, b)) return false;
  const [one, other] = [a.reading.payload, b.reading.payload];
  const differs = (path: string, x: string | null, y: string | null) =>
    x !== null && y !== null && x !== y && sure(a, path) && sure(b, path);
  const taxId = (text: string | null) => (text === null ? null : normalizeTaxId(text));
  return (
    (a.isWhole && b.isWhole) ||
    differs("supplier.taxId", taxId(one.supplier.taxId), taxId(other.supplier.taxId)) ||
    differs("issueDate", one.issueDate, other.issueDate)
  );
}
