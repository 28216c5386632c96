import type { Page } from "@/lib/documents/model";
import { apply } from "@/lib/documents/projection";
import type { Box, Evidence } from "@/lib/kernel/evidence";

/** Where a box of the level page stands on the page as it is shown: for evidence that a person looks at. */
export function boxAsShown({ asShown }: Pick<Page, "asShown">, box: Box): Box {
  if (!asShown) return box;
  const [x0, y0, x1, y1] = box;
  const corners = (
    [
      [x0, y0],
      [x1, y0],
      [x1, y1],
      [x0, y1],
    ] as const
  ).map((corner) => apply(asShown, corner));
  const [xs, ys] = [corners.map(([x]) => round(x)), corners.map(([, y]) => round(y))];
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}

const round = (value: number) => Math.round(value * 100) / 100;

/** Evidence that was found on level pages, where a person will look for it. */
export function evidenceAsShown(pages: readonly Page[], evidence: readonly Evidence[]): Evidence[] {
  return evidence.map((found) => {
    const page = pages.find(({ number }) => number === found.page);
    return page ? { ...found, box: boxAsShown(page, found.box) } : found;
  });
}
