"use client";
import { createContext, useContext, type ReactNode } from "react";
import type { Answer, ShownFailure } from "@/components/review/answers";
import type { Place } from "@/components/review/place";
import type { AccountInput, ColumnsInput } from "@/lib/agents/statements/inputs";
import type { StatementAccountChoice } from "@/lib/agents/statements/model";
import type { Edited } from "@/lib/review/inputs";

export type StatementCommands = {
  readonly account: (input: Place & AccountInput) => Promise<Answer<Edited>>;
  readonly columns: (input: Place & ColumnsInput) => Promise<Answer<Edited>>;
};

/** What the screens of a statement know of the company, and what they can ask the server to do with the whole of one. */
type StatementFactsValue = {
  readonly place: Place;
  readonly accounts: readonly StatementAccountChoice[];
  readonly account: (input: AccountInput) => Promise<ShownFailure | null>;
  readonly columns: (input: ColumnsInput) => Promise<ShownFailure | null>;
};

const Context = createContext<StatementFactsValue | null>(null);

export function StatementFactsProvider({ value, children }: { readonly value: StatementFactsValue; readonly children: ReactNode }) {
  return <Context value={value}>{children}</Context>;
}

export function useStatementFacts(): StatementFactsValue {
  const value = useContext(Context);
  if (value === null) throw new Error("useStatementFacts outside StatementFactsProvider");
  return value;
}
