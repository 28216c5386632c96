"use client";
import * as actions from "@/app/(console)/[company]/[environment]/quotes/actions";
import { QuoteConsole, type QuoteConsoleProps } from "@/components/quotes/quote-console";
import { quotePayload, type QuotePayload } from "@/lib/agents/quotes/model";
import type { ItemView } from "@/lib/review/view";

type Props = Omit<QuoteConsoleProps, "actions" | "commands" | "initial"> & {
  readonly initial: Omit<QuoteConsoleProps["initial"], "item"> & { readonly item: ItemView<unknown> | null };
};

/** The review screen, told what a quote is and which actions move one. */
export function QuotePageConsole({ initial, ...console }: Props) {
  return <QuoteConsole {...console} initial={{ ...initial, item: asQuote(initial.item) }} actions={actions} commands={actions} />;
}

/** The server stored what the schema of the kind passed; an item of another kind does not open here. */
function asQuote(item: ItemView<unknown> | null): ItemView<QuotePayload> | null {
  if (item === null || item.kind !== "quote") return null;
  const versions = item.versions.map((version) => ({ ...version, payload: quotePayload.parse(version.payload) }));
  return { ...item, payload: item.payload === null ? null : quotePayload.parse(item.payload), versions };
}
