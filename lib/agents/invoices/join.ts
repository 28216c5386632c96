import type { Reason } from "@/lib/kernel/evidence";
import { addAmounts, toCents } from "@/lib/kernel/money";
import { normalizeTaxId } from "@/lib/kernel/tax-id";
import type { Companion, KnownProposal } from "./facts";
import type { InvoicePayload } from "./model";
import { isOneNumber } from "./split/is-one-number";

type Known = { readonly proposals: readonly KnownProposal[]; readonly companions?: readonly Companion[] };

/**
 * Other items that look like the rest of this invoice: the same supplier and number, and a total on only one of the two; or,
 * of what arrived together, the next pages of one count, a sum that goes on there, or lines that add up to its total. Only
 * said, and only where nothing else fits as well; a person merges. `own`: the reasons that stand for this one.
 */
export function findRest(payload: InvoicePayload, own: readonly Reason[], { proposals, companions = [] }: Known): readonly Reason[] {
  const byNumber = proposals.filter((other) => other.state === "open" && !other.isSameFile && !other.isSibling && isRestOf(payload, other)).slice(0, 2).map(({ fileName, id }): Reason => ({
    code: "join.same_number", level: "doubt", detail: { file: fileName ?? "–", number: payload.number ?? "–", id },
  })); // prettier-ignore
  const others = companions.filter(({ id }) => byNumber.every(({ detail }) => detail?.["id"] !== id));
  return [...byNumber, ...neighbours(asCompanion(payload, own), others)];
}

function isRestOf({ number, total, supplier }: InvoicePayload, other: KnownProposal): boolean {
  if (!isOneNumber(number, other.number) || (total === null) === (other.total === null)) return false;
  return isOneSupplier(supplier.taxId, other.supplierTaxId);
}

/** A page of lines may not name its supplier; one that names another is of somebody else. */
const isOneSupplier = (own: string | null, its: string | null): boolean =>
  own === null || its === null || normalizeTaxId(own) === normalizeTaxId(its);

function asCompanion({ number, supplier, netTotal, total, lines }: InvoicePayload, marks: readonly Reason[]): Companion {
  const nets = lines.flatMap(({ net }) => net ?? []);
  return { id: "", fileName: null, number, supplierTaxId: supplier.taxId, netTotal, total, lines: nets, marks };
}

/** That one item goes on in another, and what says so. */
type Link = { readonly code: string; readonly detail: Record<string, string | number> };

/** What comes before and after among those that arrived together: each only where it is the only one, seen from both sides. */
function neighbours(self: Companion, others: readonly Companion[]): readonly Reason[] {
  const all = [self, ...others];
  const after = onlyOne(others, (one) => linkOf(self, one));
  const before = onlyOne(others, (one) => linkOf(one, self));
  const isMutualAfter = after && onlyOne(all, (one) => linkOf(one, after.one))?.one === self;
  const isMutualBefore = before && onlyOne(all, (one) => linkOf(before.one, one))?.one === self;
  // One that could stand on either side has two explanations too.
  if (after && before && after.one === before.one) return [];
  return [
    ...(isMutualAfter ? [reasonOf(after.one, after.link, "after")] : []),
    ...(isMutualBefore ? [reasonOf(before.one, before.link, "before")] : []),
  ];
}

const reasonOf = ({ fileName, id }: Companion, { code, detail }: Link, order: "after" | "before"): Reason => {
  const { first, second, ...said } = detail;
  const pages =
    first === undefined || second === undefined ? {} : order === "after" ? { own: first, other: second } : { own: second, other: first };
  return { code, level: "doubt", detail: { file: fileName ?? "–", id, order, ...said, ...pages } };
};

function onlyOne(
  candidates: readonly Companion[],
  link: (one: Companion) => Link | null,
): { readonly one: Companion; readonly link: Link } | null {
  const found = candidates.flatMap((one) => {
    const its = link(one);
    return its ? [{ one, link: its }] : [];
  });
  return found.length === 1 ? (found[0] ?? null) : null;
}

/** What says that `second` goes on where `first` ends; null: nothing, or they cannot be one invoice. */
function linkOf(first: Companion, second: Companion): Link | null {
  if (first === second || !isOneSupplier(first.supplierTaxId, second.supplierTaxId)) return null;
  if (first.number !== null && second.number !== null && !isOneNumber(first.number, second.number)) return null;
  const [count, next] = [countOf(first), countOf(second)];
  // Where both count, the counts decide: no sum makes a first page of a last one.
  if (count && next)
    return follows(count, next)
      ? { code: "join.page_marks", detail: { of: count.of, first: rangeOf(count), second: rangeOf(next) } }
      : null;
  return carriedLink(first, second) ?? sumsLink(first, second);
}

type Count = { readonly from: number; readonly to: number; readonly of: number };

function countOf({ marks }: Companion): Count | null {
  const { from, to, of } = marks.find(({ code }) => code === "page.part_of_count")?.detail ?? {};
  return typeof from === "number" && typeof to === "number" && typeof of === "number" ? { from, to, of } : null;
}

const follows = (a: Count, b: Count): boolean => a.of === b.of && a.to + 1 === b.from;
const rangeOf = ({ from, to }: Count): string => (from === to ? String(from) : `${from}–${to}`);

function carriedLink(first: Companion, second: Companion): Link | null {
  const [onward, brought] = [amountOf(first, "page.carried_forward"), amountOf(second, "page.brought_forward")];
  return onward !== null && brought !== null && sameAmount(onward, brought) ? { code: "join.carried", detail: { amount: onward } } : null;
}

const amountOf = ({ marks }: Companion, code: string): string | null => {
  const amount = marks.find((mark) => mark.code === code)?.detail?.["amount"];
  return typeof amount === "string" && toCents(amount) !== 0n ? amount : null;
};

/** Lines without a number, a tax or a total of their own are the base or the total of a second one that has no such lines. */
function sumsLink(first: Companion, second: Companion): Link | null {
  const own = amountOf(first, "page.lines_alone");
  if (own === null || isExplained(second)) return null;
  const sums = second.lines.length === 0 ? [own] : [own, addAmounts([own, ...second.lines])];
  const amount = [second.netTotal, second.total].find((one) => one !== null && sums.some((sum) => sameAmount(one, sum)));
  return amount ? { code: "join.sums", detail: { amount } } : null;
}

/** Its own lines make up its base or its total. */
function isExplained({ lines, netTotal, total }: Companion): boolean {
  const own = addAmounts(lines);
  return lines.length > 0 && [netTotal, total].some((amount) => amount !== null && sameAmount(amount, own));
}

const sameAmount = (a: string, b: string): boolean => toCents(a) === toCents(b);
