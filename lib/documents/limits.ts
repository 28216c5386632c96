/** What a file may cost before it is refused. Sizes in bytes, times in milliseconds. */
export type Limits = {
  readonly maxBytes: number;
  readonly maxPages: number;
  /** Characters of a whole document; a dense page has about 6,000. */
  readonly maxGlyphs: number;
  /** Drawing operators of one page. */
  readonly maxOperators: number;
  /** For everything but the recognition of pictures. */
  readonly readTimeoutMs: number;
  /** For each page that has to be recognised. */
  readonly ocrTimeoutMs: number;
  readonly readMemoryBytes: number;
  readonly ocrMemoryBytes: number;
  /** Side of a picture, in pixels. */
  readonly maxPictureSide: number;
};

export const defaultLimits: Limits = {
  maxBytes: 25 * 1024 * 1024,
  maxPages: 40,
  maxGlyphs: 400_000,
  maxOperators: 1_000_000,
  readTimeoutMs: 20_000,
  // Time on the clock: on a machine with much to do a page takes many times the three seconds it needs.
  ocrTimeoutMs: 150_000,
  readMemoryBytes: 900 * 1024 * 1024,
  ocrMemoryBytes: 1_600 * 1024 * 1024,
  maxPictureSide: 10_000,
};
