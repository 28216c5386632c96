import type { Box } from "@/lib/kernel/evidence";
import type { PrintedTaxId } from "@/lib/language/tax-ids";
import type { Segment } from "./layout";

/** A tax id at its place, before anybody decided whose it is. */
export type TaxIdCandidate = PrintedTaxId & {
  readonly page: number;
  readonly row: number;
  readonly box: Box;
  readonly text: string;
  readonly segment: Segment;
  readonly startWord: number;
  /** A label says that it is a tax id. */
  readonly labelled: boolean;
};
