/** Red, green, blue, 0..255. */
export type Rgb = readonly [number, number, number];

/** Why nobody can see a glyph although the file holds it. */
export type HiddenBy = "invisible" | "transparent" | "tiny" | "outside" | "layer";

/** One drawn glyph, in the unit of the upright page with the origin at the top left. */
export type Glyph = {
  readonly text: string;
  /** Where its baseline begins. */
  readonly x: number;
  readonly y: number;
  /** Unit vector along the baseline. */
  readonly ux: number;
  readonly uy: number;
  /** Length along the baseline that the glyph itself takes, and what the file adds behind it on purpose. */
  readonly advance: number;
  readonly spacing: number;
  readonly size: number;
  readonly ascent: number;
  readonly descent: number;
  readonly bold: boolean;
  /** Null where the glyph is filled with a pattern or only outlined. */
  readonly color: Rgb | null;
  readonly hidden: HiddenBy | null;
};
