import type { ReadDocument } from "@/lib/documents/model";
import type { Confidence, Reason } from "@/lib/kernel/evidence";
import type { Standing } from "@/lib/review/model";
import type { CurrencyReading, findDatesOfInvoice, Found } from "./header-fields";
import type { LineTable } from "./lines";
import type { InvoicePayload } from "./model";
import type { PaperVerdict } from "./paper-kind";
import type { Parties } from "./parties";
import type { ReadingContext } from "./reading";
import type { Totals } from "./totals";

export type JudgeInput = {
  readonly payload: InvoicePayload;
  readonly paper: PaperVerdict;
  readonly parties: Parties;
  readonly number: Found<string> | null;
  readonly dates: ReturnType<typeof findDatesOfInvoice>;
  readonly currency: CurrencyReading;
  readonly iban: Found<string> | null;
  readonly totals: Totals | null;
  readonly runnerUp: Totals | null;
  readonly lines: LineTable;
  readonly document: ReadDocument;
  readonly context: ReadingContext;
};

/** What supports each value, what speaks against it, and whether a person may approve it unread. */
export function judgeReading(_input: JudgeInput): { confidence: Confidence; reasons: Reason[]; standing: Standing } {
  return { confidence: {}, reasons: [], standing: "needs_review" };
}
