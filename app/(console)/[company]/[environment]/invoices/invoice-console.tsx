"use client";
import * as actions from "@/app/(console)/[company]/[environment]/invoices/actions";
import { InvoiceFactsProvider, type InvoiceFacts } from "@/components/invoices/invoice-facts";
import { invoiceView } from "@/components/invoices/invoice-view";
import { ReviewConsole } from "@/components/review/review-console";
import type { ReviewConsoleProps } from "@/components/review/review-console-props";
import { invoicePayload, type InvoicePayload } from "@/lib/agents/invoices/model";
import type { ItemView } from "@/lib/review/view";

type Props = Omit<ReviewConsoleProps<InvoicePayload>, "actions" | "view" | "initial"> & {
  readonly facts: Omit<InvoiceFacts, "place">;
  readonly initial: Omit<ReviewConsoleProps<InvoicePayload>["initial"], "item"> & { readonly item: ItemView<unknown> | null };
};

/** The review screen, told what an invoice is and which actions move one. */
export function InvoiceConsole({ facts, initial, ...console }: Props) {
  return (
    <InvoiceFactsProvider facts={{ ...facts, place: console.place }}>
      <ReviewConsole {...console} initial={{ ...initial, item: asInvoice(initial.item) }} actions={actions} view={invoiceView} />
    </InvoiceFactsProvider>
  );
}

/** The server stored what the schema of the kind passed; an item of another kind does not open here. */
function asInvoice(item: ItemView<unknown> | null): ItemView<InvoicePayload> | null {
  if (item === null || item.kind !== "invoice") return null;
  const versions = item.versions.map((version) => ({ ...version, payload: invoicePayload.parse(version.payload) }));
  return { ...item, payload: item.payload === null ? null : invoicePayload.parse(item.payload), versions };
}
