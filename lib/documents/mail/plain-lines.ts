import { tidyLines, wrap, type Lines } from "@/lib/documents/mail/text-grid";

const tabStop = 8;

/** A plain text as lines: tabs become columns, marks of quotation go, long lines are broken. */
export function plainLines(text: string, width: number): Lines {
  const lines = text.split(/\r\n|\r|\n/u).map((line) => untabbed(line.replace(/^(?:>\s?){1,20}/u, "").replace(/\p{Zs}/gu, " ")).trimEnd());
  return tidyLines(wrap(lines, width));
}

function untabbed(line: string): string {
  const [first = "", ...cells] = line.split("\t");
  return cells.reduce((text, cell) => text.padEnd(Math.ceil((text.length + 2) / tabStop) * tabStop) + cell, first);
}
