import type { Page, ReadDocument, Word } from "@/lib/documents/model";
import { readingOrder } from "@/lib/documents/words";
import type { Reason } from "@/lib/kernel/evidence";

type Parts = { readonly pages: readonly Page[]; readonly recognised: readonly Page[]; readonly notes: readonly Reason[] };

/** Puts recognised pages in the place of those without text; where both speak, the text of the file stands. */
export function mergePages({ pages, recognised, notes }: Parts): ReadDocument {
  const merged = pages.map((page) => {
    const seen = recognised.find(({ number }) => number === page.number);
    if (!seen || seen.words.length === 0) return page;
    return page.words.length === 0 ? seen : withRecognised(page, seen);
  });
  const fromFile = pages.some(({ words }) => words.length > 0);
  const fromPicture = recognised.some(({ words }) => words.length > 0);
  const reader = !fromPicture ? "pdf-text" : fromFile ? "mixed" : "ocr";
  const found = recognised.filter(({ words }) => words.length > 0).map(({ number }) => number);
  const extra: Reason[] = found.map((page) => ({ code: "page.recognised", level: "info", detail: { page } }));
  const kept = notes.filter(({ code, detail }) => code !== "page.no_text" || !found.includes(Number(detail?.page)));
  return { reader, pages: merged, notes: [...kept, ...extra] };
}

/** Beside text of the file only what was surely recognised counts: the rest is usually a logo or a code. */
const sureEnough = 0.6;

/** A page that had to be made level cannot be laid over one that is as shown: then the fuller one stands. */
function withRecognised(page: Page, seen: Page): Page {
  const sure = seen.words.filter(({ confidence }) => confidence >= sureEnough);
  if (seen.asShown) return sure.length > page.words.length ? seen : page;
  const added = sure.filter((word) => !page.words.some((known) => overlap(known, word)));
  return { ...page, words: readingOrder([...page.words, ...added]) };
}

function overlap({ box: a }: Word, { box: b }: Word): boolean {
  const width = Math.min(a[2], b[2]) - Math.max(a[0], b[0]);
  const height = Math.min(a[3], b[3]) - Math.max(a[1], b[1]);
  if (width <= 0 || height <= 0) return false;
  return width * height > 0.3 * Math.min((a[2] - a[0]) * (a[3] - a[1]), (b[2] - b[0]) * (b[3] - b[1]));
}
