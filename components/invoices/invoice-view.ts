import { evidenceNow } from "@/components/invoices/evidence-now";
import { InvoiceOutcome } from "@/components/invoices/invoice-outcome";
import { InvoicePanel } from "@/components/invoices/invoice-panel";
import { lineOrigins } from "@/components/invoices/line-origins";
import { useInvoiceDescribe } from "@/components/invoices/use-invoice-describe";
import type { KindView } from "@/components/review/kind-view";
import { needsSecondPerson } from "@/lib/agents/invoices/fraud";
import type { InvoicePayload } from "@/lib/agents/invoices/model";

/** The invoice on the review screen. */
export const invoiceView: KindView<InvoicePayload> = {
  Panel: InvoicePanel,
  Outcome: InvoiceOutcome,
  needsTwo: needsSecondPerson,
  useDescribe: useInvoiceDescribe,
  evidenceOf: ({ evidence, payload }, now) => (payload === null ? [] : evidenceNow(evidence, lineOrigins(payload.lines, now.lines))),
};
