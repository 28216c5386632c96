export type Search = Readonly<Record<string, string | string[] | undefined>>;

/** The address of the page before or after, with the same filters; null when there is none. */
export function pageHref(home: string, search: Search, side: "before" | "after", at: string | null): string | null {
  if (at === null) return null;
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(search))
    if (typeof value === "string" && name !== "before" && name !== "after") query.set(name, value);
  query.set(side, at);
  return `${home}?${query}`;
}
