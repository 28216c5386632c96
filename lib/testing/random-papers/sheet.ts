import type { Page, Word } from "@/lib/documents/model";

export type Style = { readonly size: number; readonly bold?: boolean };
export type Align = "left" | "right" | "center";

export const pageWidth = 595;
export const pageHeight = 842;

/** A sheet on which phrases are set as words with positions, in a proportional type of rough but steady widths. */
export class Sheet {
  private readonly words: { page: number; word: Word }[] = [];
  page = 1;

  /** Sets a phrase with its top at `y`; `x` is its left, right or middle. Returns where it ends. */
  put(text: string, x: number, y: number, { size, bold = false }: Style, align: Align = "left"): number {
    const width = widthOf(text, size);
    let at = align === "left" ? x : align === "right" ? x - width : x - width / 2;
    for (const part of text.split(" ").filter((one) => one !== "")) {
      const end = at + widthOf(part, size);
      this.words.push({ page: this.page, word: { text: part, box: [at, y, end, y + size], size, bold, confidence: 1 } });
      at = end + widthOf(" ", size);
    }
    return align === "left" ? x + width : align === "right" ? x : x + width / 2;
  }

  pages(): Page[] {
    return Array.from({ length: this.page }, (_, i) => ({
      number: i + 1,
      width: pageWidth,
      height: pageHeight,
      words: this.words.filter(({ page }) => page === i + 1).map(({ word }) => word),
    }));
  }
}

export function widthOf(text: string, size: number): number {
  return [...text].reduce(
    (width, char) => width + size * (/[ .,:;'ilI|()/-]/.test(char) ? 0.28 : /[A-ZÑÇmw%]/.test(char) ? 0.68 : 0.53),
    0,
  );
}
