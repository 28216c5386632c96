import type { Confidence, Evidence, Reason } from "@/lib/kernel/evidence";
import type { PaperKind } from "@/lib/language/document-kinds";
import type { Standing } from "@/lib/review/model";
import type { InvoicePayload } from "./model";

/** What a machine read from a document before anybody compared it with the company's books. */
export type InvoiceReading = {
  readonly kind: PaperKind;
  /** False for proformas, delivery notes, orders and the like: the caller refuses with `document.not_an_invoice`. */
  readonly isInvoice: boolean;
  /** The pages of the file, counted from 1, that this reading stands on; empty for a file without pages. */
  readonly pages: readonly number[];
  readonly payload: InvoicePayload;
  readonly evidence: readonly Evidence[];
  readonly confidence: Confidence;
  readonly reasons: readonly Reason[];
  readonly standing: Standing;
};

export type ReadingContext = {
  /** Tax ids of the company that receives; empty when unknown. */
  readonly ownTaxIds?: readonly string[];
  readonly ownNames?: readonly string[];
  /** "YYYY-MM-DD". */
  readonly today: string;
};
