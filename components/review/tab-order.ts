/** A stop of the Tab key; `first` when the field was doubtful as the item was opened. */
export type Stop<E> = { readonly element: E; readonly first: boolean };

/**
 * Tab goes through the doubtful fields first, then through the others in the order of the page. Null where the browser
 * should go on by itself: past the last stop, or before the first.
 */
export function nextStop<E>(stops: readonly Stop<E>[], active: E | null, direction: 1 | -1): E | null {
  const order = [...stops.filter((stop) => stop.first), ...stops.filter((stop) => !stop.first)].map((stop) => stop.element);
  if (active === null) return direction === 1 ? (order[0] ?? null) : null;
  const at = order.indexOf(active);
  return at < 0 ? null : (order[at + direction] ?? null);
}

const focusable =
  'input:not([type="hidden"]):not(:disabled), select:not(:disabled), textarea:not(:disabled), button:not(:disabled):not([tabindex="-1"]), a[href]';

/** The stops inside a panel as they stand on the page now. */
export function stopsIn(panel: HTMLElement): readonly Stop<HTMLElement>[] {
  return [...panel.querySelectorAll<HTMLElement>(focusable)]
    .filter((element) => element.tabIndex >= 0 && element.getClientRects().length > 0)
    .map((element) => ({ element, first: element.closest("[data-tab-first]") !== null }));
}
