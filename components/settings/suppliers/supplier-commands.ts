import type { Answer, Where } from "@/components/settings/answer";
import type { ByHand } from "@/lib/agents/invoices/memory/profile";
import type { LearnedThing } from "@/lib/agents/invoices/memory/without";

export type SupplierChoices = {
  readonly accounts: readonly { readonly id: string; readonly name: string }[];
  readonly projects: readonly { readonly id: string; readonly name: string }[];
  readonly taxes: readonly { readonly key: string; readonly name: string; readonly rate: string | null; readonly group: string | null }[];
};

export type SupplierCommands = {
  readonly change: (input: Where & { readonly id: string; readonly values: ByHand }) => Promise<Answer>;
  readonly forgetThing: (input: Where & { readonly id: string; readonly thing: LearnedThing }) => Promise<Answer>;
  readonly forget: (input: Where & { readonly id: string | null }) => Promise<Answer>;
};
