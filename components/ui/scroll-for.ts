type Span = { readonly start: number; readonly size: number };

/** How far a strip is scrolled so that all of one part is in sight, with a little of its neighbour; as it is where it already is. */
export function scrollFor(part: Span, { start, size }: Span, margin = 24): number {
  const end = part.start + part.size;
  if (part.start < start) return Math.max(0, part.start - margin);
  return end > start + size ? end + margin - size : start;
}
