/** Lines of text on a grid of equal letters: what a typewriter would have made of a page. */
export type Lines = readonly string[];

export const widthOf = (lines: Lines): number => lines.reduce((widest, line) => Math.max(widest, line.length), 0);

/** Breaks lines at spaces so that none is longer than `width`; the gaps inside a line stay. */
export function wrap(lines: Lines, width: number): Lines {
  return lines.flatMap((line) => (line.length <= width ? [line] : broken(line, Math.max(1, width))));
}

function broken(line: string, width: number): string[] {
  const found: string[] = [];
  let rest = line;
  while (rest.length > width) {
    const space = rest.lastIndexOf(" ", width);
    const at = space > 0 && rest.slice(0, space).trim() !== "" ? space : width;
    found.push(rest.slice(0, at).trimEnd());
    rest = rest.slice(at).trimStart();
  }
  return rest === "" ? found : [...found, rest];
}

export type PlacedCell = { readonly lines: Lines; readonly column: number; readonly span: number; readonly alignRight: boolean };

/** Cells of one row side by side, each in its columns. */
export function besides(cells: readonly PlacedCell[], widths: readonly number[], gap: number): Lines {
  const starts = widths.map((_, column) => widths.slice(0, column).reduce((sum, width) => sum + width + gap, 0));
  const height = cells.reduce((most, { lines }) => Math.max(most, lines.length), 0);
  return Array.from({ length: height }, (_, row) => {
    let text = "";
    for (const { lines, column, span, alignRight } of cells) {
      const line = lines[row] ?? "";
      const room = widths.slice(column, column + span).reduce((sum, width) => sum + width + gap, -gap);
      text = text.padEnd(starts[column] ?? 0) + (alignRight ? line.padStart(room) : line);
    }
    return text.trimEnd();
  });
}

/** At most one empty line in a row, none at the ends. */
export function tidyLines(lines: Lines): Lines {
  const kept = lines.filter((line, index) => line.trim() !== "" || (index > 0 && lines[index - 1]?.trim() !== ""));
  const first = kept.findIndex((line) => line.trim() !== "");
  return first < 0 ? [] : kept.slice(first, kept.findLastIndex((line) => line.trim() !== "") + 1);
}
