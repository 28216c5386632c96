import type { Page, ReadDocument, Word } from "@/lib/documents/model";

const charWidth = 6;
const lineHeight = 12;

/**
 * A document from drawn text: every character is 6 points wide, every line 12 high, as a typewriter would print it. A
 * line of only "\f" begins a new page.
 */
export function paper(text: string): ReadDocument {
  const pages = text.replace(/^\n/, "").split("\f\n").map(pageOf);
  return { reader: "pdf-text", pages, notes: [] };
}

function pageOf(text: string, index: number): Page {
  const lines = text.split("\n");
  const words = lines.flatMap((line, row) => [...line.matchAll(/\S+/g)].map((match) => wordAt(match[0], match.index, row)));
  return { number: index + 1, width: 600, height: Math.max(842, lines.length * lineHeight + 40), words };
}

function wordAt(text: string, column: number, row: number): Word {
  const x = 20 + column * charWidth;
  const y = 20 + row * lineHeight;
  return { text, box: [x, y, x + text.length * charWidth, y + 9], size: 9, bold: false, confidence: 1 };
}
