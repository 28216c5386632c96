import { InvoiceOutcome } from "@/components/invoices/invoice-outcome";
import { InvoicePanel } from "@/components/invoices/invoice-panel";
import { lineOrigins } from "@/components/invoices/line-origins";
import { useInvoiceDescribe } from "@/components/invoices/use-invoice-describe";
import type { KindView } from "@/components/review/kind-view";
import type { InvoicePayload } from "@/lib/agents/invoices/model";
import type { Evidence } from "@/lib/kernel/evidence";

/** The invoice on the review screen. */
export const invoiceView: KindView<InvoicePayload> = {
  Panel: InvoicePanel,
  Outcome: InvoiceOutcome,
  useDescribe: useInvoiceDescribe,
  evidenceOf: ({ evidence, payload }, now) => (payload === null ? [] : readdressed(evidence, lineOrigins(payload.lines, now.lines))),
};

/** Evidence of lines under the place the line has now; that of a removed line goes. */
function readdressed(evidence: readonly Evidence[], origins: readonly (number | null)[]): readonly Evidence[] {
  const places = new Map(origins.flatMap((origin, now) => (origin === null ? [] : [[origin, now] as const])));
  return evidence.flatMap((found) => {
    const match = /^lines\.(\d+)(\..+)$/.exec(found.path);
    if (match === null) return [found];
    const now = places.get(Number(match[1]));
    return now === undefined ? [] : [{ ...found, path: `lines.${now}${match[2]}` }];
  });
}
