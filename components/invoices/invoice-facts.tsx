"use client";
import { createContext, useContext, type ReactNode } from "react";
import type { Place } from "@/components/review/place";

export type ExpenseAccount = { readonly id: string; readonly number: string | null; readonly name: string };
export type KnownContact = { readonly id: string; readonly name: string; readonly taxId: string | null };

/** What the screen of an invoice knows of the company beside the invoice. */
export type InvoiceFacts = {
  readonly place: Place;
  readonly accounts: readonly ExpenseAccount[];
  /** Projects of Holded an expense may belong to. */
  readonly projects: readonly { readonly id: string; readonly name: string }[];
  readonly defaultAccountId: string | null;
  /** Approval in the console also approves the purchase in Holded. */
  readonly approveInHolded: boolean;
};

const Context = createContext<InvoiceFacts | null>(null);

export function InvoiceFactsProvider({ facts, children }: { readonly facts: InvoiceFacts; readonly children: ReactNode }) {
  return <Context value={facts}>{children}</Context>;
}

export function useInvoiceFacts(): InvoiceFacts {
  const facts = useContext(Context);
  if (facts === null) throw new Error("useInvoiceFacts outside InvoiceFactsProvider");
  return facts;
}
