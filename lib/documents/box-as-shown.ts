import type { Page } from "@/lib/documents/model";
import type { Box } from "@/lib/kernel/evidence";

/** Whether a turn by these degrees makes a standing page lie. */
export function isQuarterTurn(degrees: number): boolean {
  return Math.abs(Math.round(degrees / 90)) % 2 === 1;
}

/** Where a box of the level page stands on the page as it is shown: for evidence that a person looks at. */
export function boxAsShown(page: Pick<Page, "width" | "height" | "turned">, box: Box): Box {
  if (page.turned === undefined) return box;
  const lying = isQuarterTurn(page.turned);
  const [shownWidth, shownHeight] = lying ? [page.height, page.width] : [page.width, page.height];
  const angle = (-page.turned * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const [dx, dy] = [(box[0] + box[2] - page.width) / 2, (box[1] + box[3] - page.height) / 2];
  const [x, y] = [shownWidth / 2 + dx * cos - dy * sin, shownHeight / 2 + dx * sin + dy * cos];
  const [w, h] = [(box[2] - box[0]) / 2, (box[3] - box[1]) / 2];
  const [halfWidth, halfHeight] = lying ? [h, w] : [w, h];
  return [x - halfWidth, y - halfHeight, x + halfWidth, y + halfHeight];
}
