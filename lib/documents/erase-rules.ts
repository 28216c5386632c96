import type { Gray } from "@/lib/documents/picture";

const paper = 255;

/**
 * Whitens the thin long lines of tables and forms: recognition takes a cell between them for a drawing and skips it.
 * Letters are shorter than these lines, bars and pictures thicker. The page must be level.
 */
export function eraseRules({ width, height, data }: Gray): Gray {
  const shortest = Math.round(width / 25);
  const thickest = Math.max(3, Math.round(width / 280));
  const dark = data.map((value) => (value < 190 ? 1 : 0));
  const clean = data.slice();
  const across = runs(dark, { lines: height, length: width, next: 1, nextLine: width });
  const down = runs(dark, { lines: width, length: height, next: width, nextLine: 1 });
  for (let at = 0; at < data.length; at++) {
    const [a, d] = [across[at] ?? 0, down[at] ?? 0];
    if ((a >= shortest && d <= thickest) || (d >= shortest && a <= thickest)) whiten(clean, at, width);
  }
  return { width, height, data: clean };
}

/** The soft edge of a line goes with it. */
function whiten(data: Uint8Array, at: number, width: number): void {
  for (const neighbour of [at, at - 1, at + 1, at - width, at + width]) {
    if (neighbour >= 0 && neighbour < data.length) data[neighbour] = paper;
  }
}

type Walk = { readonly lines: number; readonly length: number; readonly next: number; readonly nextLine: number };

/** For each dark pixel the length of the unbroken dark run it belongs to. */
function runs(dark: Uint8Array, { lines, length, next, nextLine }: Walk): Uint16Array {
  const found = new Uint16Array(dark.length);
  for (let line = 0; line < lines; line++) {
    for (let from = 0; from < length;) {
      let to = from;
      while (to < length && dark[line * nextLine + to * next] === 1) to++;
      for (let i = from; i < to; i++) found[line * nextLine + i * next] = to - from;
      from = to + 1;
    }
  }
  return found;
}
