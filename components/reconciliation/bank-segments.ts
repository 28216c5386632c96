/** A stretch of a text, marked or not. */
export type Segment = { readonly text: string; readonly isMarked: boolean };
export type Stretch = { readonly from: number; readonly to: number };

/** The text cut where a marked stretch begins or ends; stretches may overlap, lie outside or be empty. */
export function segmentsOf(text: string, stretches: readonly Stretch[]): readonly Segment[] {
  const segments: Segment[] = [];
  let at = 0;
  for (const { from, to } of merged(text, stretches)) {
    if (from > at) segments.push({ text: text.slice(at, from), isMarked: false });
    segments.push({ text: text.slice(from, to), isMarked: true });
    at = to;
  }
  if (at < text.length) segments.push({ text: text.slice(at), isMarked: false });
  return segments;
}

function merged(text: string, stretches: readonly Stretch[]): readonly Stretch[] {
  const inside = stretches
    .map(({ from, to }) => ({ from: Math.max(0, from), to: Math.min(text.length, to) }))
    .filter(({ from, to }) => from < to)
    .sort((a, b) => a.from - b.from);
  const joined: { from: number; to: number }[] = [];
  for (const { from, to } of inside) {
    const last = joined.at(-1);
    if (last && from <= last.to) last.to = Math.max(last.to, to);
    else joined.push({ from, to });
  }
  return joined;
}
