import type { Size } from "@/components/review/evidence/geometry";

/** The file behind a proposal as the evidence pane needs it. */
export type SourceDocument = {
  readonly url: string;
  readonly fileName: string;
  readonly mediaType: string;
  /** Upright, in points (pixels for a picture); empty until the reader has seen it. */
  readonly pages: readonly (Size & { readonly number: number })[];
  /** Those that are this item's, where it shares the file with others. */
  readonly ownPages?: readonly number[] | undefined;
};
