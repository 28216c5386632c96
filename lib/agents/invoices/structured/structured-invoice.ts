import type { InvoicePayload } from "@/lib/agents/invoices/model";
import type { Reason } from "@/lib/kernel/evidence";

/** One invoice of a structured file: every value as its sender wrote it. */
export type StructuredInvoice = {
  readonly format: "facturae" | "ubl" | "cii";
  /** As the file names it: `3.2.2`, a customisation id, a guideline id. */
  readonly profile: string | null;
  readonly payload: InvoicePayload;
  /** What the format says that the payload has no place for, or that asks for a look. */
  readonly reasons: readonly Reason[];
};
