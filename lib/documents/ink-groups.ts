import type { Gray } from "@/lib/documents/picture";

/** In pixels of a picture. */
export type Area = { readonly x0: number; readonly y0: number; readonly x1: number; readonly y1: number };

/** The picture is looked at in squares of so many pixels. */
const cell = 4;
const darkest = 110;

/**
 * Groups of ink of about the height of print that stand outside the given words, the largest first. `usual` is the
 * height of a word. Logos, codes and bars are higher, specks smaller.
 */
export function inkGroups(picture: Gray, words: readonly Area[], usual: number): Area[] {
  const grid = inkOutside(picture, words);
  const joined = joinAcross(grid, Math.max(1, Math.round((0.7 * usual) / cell)));
  return connected(joined, grid)
    .map(({ x0, y0, x1, y1, ink }) => ({ x0: x0 * cell, y0: y0 * cell, x1: (x1 + 1) * cell, y1: (y1 + 1) * cell, ink: ink * cell * cell }))
    .filter(({ x0, y0, x1, y1, ink }) => {
      const [width, height] = [(x1 - x0) / usual, (y1 - y0) / usual];
      return height >= 0.6 && height <= 2.2 && width >= 0.25 && width <= 40 && ink >= 0.25 * usual * usual;
    })
    .sort((a, b) => b.ink - a.ink);
}

type Grid = { readonly columns: number; readonly rows: number; readonly cells: Uint8Array };

function inkOutside({ width, height, data }: Gray, words: readonly Area[]): Grid {
  const [columns, rows] = [Math.ceil(width / cell), Math.ceil(height / cell)];
  const cells = new Uint8Array(columns * rows);
  for (let y = 0; y < height; y++) {
    const row = Math.floor(y / cell) * columns;
    for (let x = 0; x < width; x++) if ((data[y * width + x] ?? 255) < darkest) cells[row + Math.floor(x / cell)] = 1;
  }
  for (const { x0, y0, x1, y1 } of words) {
    const [from, to] = [Math.max(0, Math.floor(x0 / cell) - 1), Math.min(columns, Math.ceil(x1 / cell) + 1)];
    for (let row = Math.max(0, Math.floor(y0 / cell) - 1); row < Math.min(rows, Math.ceil(y1 / cell) + 1); row++)
      if (to > from) cells.fill(0, row * columns + from, row * columns + to);
  }
  return { columns, rows, cells };
}

/** Closes the gaps between letters and words of one line. */
function joinAcross({ columns, rows, cells }: Grid, reach: number): Grid {
  const joined = cells.slice();
  for (let row = 0; row < rows; row++) {
    let last = -Infinity;
    for (let column = 0; column < columns; column++) {
      if (cells[row * columns + column] !== 1) continue;
      if (column - last <= reach) joined.fill(1, row * columns + last, row * columns + column);
      last = column;
    }
  }
  return { columns, rows, cells: joined };
}

function connected({ columns, rows, cells }: Grid, { cells: ink }: Grid): (Area & { ink: number })[] {
  const found: (Area & { ink: number })[] = [];
  const left = cells.slice();
  const stack: number[] = [];
  for (let start = 0; start < left.length; start++) {
    if (left[start] !== 1) continue;
    const group = { x0: columns, y0: rows, x1: 0, y1: 0, ink: 0 };
    left[start] = 0;
    stack.push(start);
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      const [x, y] = [at % columns, Math.floor(at / columns)];
      group.x0 = Math.min(group.x0, x);
      group.y0 = Math.min(group.y0, y);
      group.x1 = Math.max(group.x1, x);
      group.y1 = Math.max(group.y1, y);
      group.ink += ink[at] ?? 0;
      for (let row = Math.max(0, y - 1); row <= Math.min(rows - 1, y + 1); row++) {
        for (let column = Math.max(0, x - 1); column <= Math.min(columns - 1, x + 1); column++) {
          const next = row * columns + column;
          if (left[next] !== 1) continue;
          left[next] = 0;
          stack.push(next);
        }
      }
    }
    found.push(group);
  }
  return found;
}
