"use client";
import { createContext, useContext, type ReactNode } from "react";
import type { ShownFailure } from "@/components/review/answers";
import type { Place } from "@/components/review/place";
import type { QuotePayload } from "@/lib/agents/quotes/model";

/** What the screen of a quote knows and can do beside the quote itself. */
export type QuoteFacts = {
  readonly place: Place;
  readonly canWrite: boolean;
  /** Per cent of margin below which a line is worth a warning; null: the company has set none. */
  readonly marginLimit: string | null;
  /** Opens another quote. */
  readonly open: (id: string) => void;
  /** Makes a new draft out of a quote, and opens it. Null: it went well. */
  readonly duplicate: (id: string) => Promise<ShownFailure | null>;
  /** A later change of an estimate that stands in Holded: a draft that updates it. */
  readonly revise: (id: string) => Promise<ShownFailure | null>;
  readonly send: (input: SendInput) => Promise<ShownFailure | null>;
  /** The answer to the customer, written anew for the quote as it stands; null when there is nothing to ask. */
  readonly writeAnswer: (payload: QuotePayload) => Promise<{ readonly answer: string | null } | ShownFailure>;
};

export type SendInput = {
  readonly id: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly message: string;
};

const Context = createContext<QuoteFacts | null>(null);

export function QuoteFactsProvider({ value, children }: { readonly value: QuoteFacts; readonly children: ReactNode }) {
  return <Context value={value}>{children}</Context>;
}

export function useQuoteFacts(): QuoteFacts {
  const facts = useContext(Context);
  if (facts === null) throw new Error("useQuoteFacts outside QuoteFactsProvider");
  return facts;
}
