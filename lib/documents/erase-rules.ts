import type { Gray } from "@/lib/documents/picture";

const paper = 255;

/**
 * Whitens the thin long lines of tables and forms, drawn through, dotted or dashed: recognition takes a cell between
 * them for a drawing and skips it, or dots for letters. Letters are shorter than these lines, bars and pictures thicker. The page must be level.
 */
export function eraseRules({ width, height, data }: Gray): Gray {
  const shortest = Math.round(width / 25);
  const thickest = Math.max(3, Math.round(width / 280));
  const dark = data.map((value) => (value < 190 ? 1 : 0));
  const clean = data.slice();
  const across = runs(dark, { lines: height, length: width, next: 1, nextLine: width });
  const down = runs(dark, { lines: width, length: height, next: width, nextLine: 1 });
  eraseDotted(dark, clean, { width, height });
  for (let at = 0; at < data.length; at++) {
    const [a, d] = [across[at] ?? 0, down[at] ?? 0];
    if ((a >= shortest && d <= thickest) || (d >= shortest && a <= thickest)) whiten(clean, at, width);
  }
  return { width, height, data: clean };
}

/**
 * Dots and dashes in a row, with paper above and below: letters, which also stand in rows, reach further up and down.
 */
function eraseDotted(dark: Uint8Array, clean: Uint8Array, { width, height }: Pick<Gray, "width" | "height">): void {
  const gap = Math.max(3, Math.round(width / 160));
  const shortest = Math.round(width / 12);
  const thick = Math.max(2, Math.round(width / 600));
  for (let y = 0; y < height; y++) {
    const row = dark.subarray(y * width, (y + 1) * width);
    for (const { from, to, marks } of dottedRuns(row, gap)) {
      if (to - from < shortest || marks > 0.95 * (to - from)) continue;
      const beside = [y - thick - 2, y - thick - 1, y + thick + 1, y + thick + 2].filter((line) => line >= 0 && line < height);
      if (marksIn(dark, beside, { width, from, to }) > 0.04 * (to - from)) continue;
      for (let line = Math.max(0, y - thick); line <= Math.min(height - 1, y + thick); line++)
        clean.fill(paper, line * width + from, line * width + to);
    }
  }
}

type Run = { readonly from: number; readonly to: number; readonly marks: number };

/** Stretches of dark pixels with no gap wider than `gap`; `to` is behind the last one. */
function dottedRuns(row: Uint8Array, gap: number): Run[] {
  const found: Run[] = [];
  let run: Run | null = null;
  for (let x = 0; x < row.length; x++) {
    if (row[x] !== 1) continue;
    if (run && x - run.to < gap) run = { from: run.from, to: x + 1, marks: run.marks + 1 };
    else {
      if (run) found.push(run);
      run = { from: x, to: x + 1, marks: 1 };
    }
  }
  return run ? [...found, run] : found;
}

/** In how many columns of the stretch something dark stands on one of these lines. */
function marksIn(dark: Uint8Array, lines: readonly number[], { width, from, to }: { width: number; from: number; to: number }): number {
  let count = 0;
  for (let x = from; x < to; x++) if (lines.some((line) => dark[line * width + x] === 1)) count++;
  return count;
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
