import type { PagesOfDocument } from "@/lib/review/model";

type Standing = {
  readonly documentId: string;
  readonly pages: readonly number[];
  readonly sizes: readonly unknown[];
  readonly madeOf: readonly PagesOfDocument[] | null;
};

/** The pages of the files that really arrived on which an item stands, in its order. */
export function originsOf({ documentId, pages, sizes, madeOf }: Standing): readonly PagesOfDocument[] {
  if (madeOf === null) return [{ documentId, pages, isWhole: pages.length === sizes.length }];
  const all = madeOf.flatMap((source) => source.pages.map((page) => ({ source, page })));
  return gathered(pages.flatMap((page) => all[page - 1] ?? []));
}

/** One run of pages after another, those of one file that follow each other as one. */
function gathered(pages: readonly { readonly source: PagesOfDocument; readonly page: number }[]): readonly PagesOfDocument[] {
  const runs: { source: PagesOfDocument; pages: number[] }[] = [];
  for (const { source, page } of pages) {
    const last = runs.at(-1);
    if (last?.source.documentId === source.documentId) last.pages.push(page);
    else runs.push({ source, pages: [page] });
  }
  return runs.map(({ source, pages: own }) => ({
    documentId: source.documentId,
    pages: own,
    isWhole: source.isWhole && own.length === source.pages.length,
  }));
}

/** What two items stand on together, in this order. Their pages of one file become one run where they follow each other. */
export function together(
  first: readonly PagesOfDocument[],
  second: readonly PagesOfDocument[],
  countOf: (documentId: string) => number,
): readonly PagesOfDocument[] {
  const runs = gathered([...first, ...second].flatMap((source) => source.pages.map((page) => ({ source, page }))));
  return runs.map((run) => ({ ...run, isWhole: isAscending(run.pages) && run.pages.length === countOf(run.documentId) }));
}

export const isAscending = (pages: readonly number[]): boolean => pages.every((page, i) => i === 0 || page > (pages[i - 1] ?? 0));

/** The pages divided before each of `at`; null where that is no division of them. */
export function divided(pages: readonly number[], at: readonly number[]): readonly (readonly number[])[] | null {
  const cuts = new Set(at);
  if (cuts.size !== at.length || at.length === 0 || at.some((page) => !pages.slice(1).includes(page))) return null;
  const groups: number[][] = [];
  for (const page of pages) {
    const last = groups.at(-1);
    if (!last || cuts.has(page)) groups.push([page]);
    else last.push(page);
  }
  return groups;
}
