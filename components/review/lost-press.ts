/** Where a finger or mouse went down, and on what. */
type Press<T> = { readonly control: T; readonly x: number; readonly y: number };
type Control = Pick<HTMLElement, "contains" | "isConnected">;
type At = { readonly clientX: number; readonly clientY: number };

/** Further than a hand trembles: it was a drag. */
const tremblePx = 8;

export const pressOf = <T extends Control>(control: T | null, { clientX, clientY }: At): Press<T> | null =>
  control && { control, x: clientX, y: clientY };

/**
 * A list that moves between press and release, because something above it comes or goes, gives the click to neither row:
 * the browser hands it to what holds both. Gives back what was pressed then; null for a click that arrived, and for a drag.
 */
export function lostPress<T extends Control>(press: Press<T> | null, clicked: Node, { clientX, clientY }: At): T | null {
  if (!press || !press.control.isConnected || press.control.contains(clicked)) return null;
  return Math.hypot(clientX - press.x, clientY - press.y) <= tremblePx ? press.control : null;
}
