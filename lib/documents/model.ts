import type { XmlNode } from "@/lib/kernel/xml-tree";
import type { Projection } from "@/lib/documents/projection";
import type { Box, Reason } from "@/lib/kernel/evidence";

/** One word as printed. `box` is measured from the top left of the upright page, in the unit of the page. */
export type Word = {
  readonly text: string;
  readonly box: Box;
  /** Height of the type in the unit of the page; 0 when unknown. */
  readonly size: number;
  readonly bold: boolean;
  /** 0..1; 1 for text that stands in the file, less for recognised text. */
  readonly confidence: number;
};

/** Width and height in PDF points, or pixels for a picture. */
export type Page = {
  readonly number: number;
  readonly width: number;
  readonly height: number;
  readonly words: readonly Word[];
  /**
   * A crooked scan or a photo is made level before it is read. Width, height and boxes are those of the level page;
   * this map leads to the page as it is shown (`boxAsShown`). Absent: the page is as it is shown.
   */
  readonly asShown?: Projection;
  /** QR codes on the page. Absent: none was found. */
  readonly codes?: readonly PrintedCode[];
};

/** What a code says, letter by letter. `box` is null where its place is not known. */
export type PrintedCode = { readonly text: string; readonly box: Box | null };

export type Reader = "pdf-text" | "ocr" | "xml" | "mixed";

/** Untrusted: what a file says, with positions, before anybody understood it. */
export type ReadDocument = {
  readonly reader: Reader;
  readonly pages: readonly Page[];
  /** What the reading noticed: hidden text ignored, pages without text, cut at a limit. */
  readonly notes: readonly Reason[];
  /** Root of the electronic invoice that the file is, or that it carries beside its pages. */
  readonly structured?: XmlNode;
};
