import invoiceSentences from "@/lib/agents/invoices/reason-sentences.json";
import quoteSentences from "@/lib/agents/quotes/reason-sentences.json";
import reconciliationSentences from "@/lib/agents/reconciliation/reason-sentences.json";
import statementSentences from "@/lib/agents/statements/reason-sentences.json";
import type { Locale } from "@/lib/platform/i18n/locales";
import { reasonKey } from "@/lib/platform/i18n/reason-key";
import type source from "@/lib/platform/i18n/messages/es.json";

/** Spanish is the source: the keys of the other catalogues are the same, which a test checks. */
export type Messages = typeof source & { readonly reason: Readonly<Record<string, string>> };

const catalogues: Record<Locale, () => Promise<unknown>> = {
  es: async () => (await import("@/lib/platform/i18n/messages/es.json")).default,
  en: async () => (await import("@/lib/platform/i18n/messages/en.json")).default,
  ca: async () => (await import("@/lib/platform/i18n/messages/ca.json")).default,
};

/** One catalogue with the sentences of the agents' reasons in its namespace `reason`. */
export async function loadMessages(locale: Locale): Promise<Messages> {
  return { ...((await catalogues[locale]()) as typeof source), reason: reasonMessages(locale) };
}

function reasonMessages(locale: Locale): Readonly<Record<string, string>> {
  const sentences: Readonly<Record<string, Readonly<Record<Locale, string>>>> = {
    ...invoiceSentences,
    ...quoteSentences,
    ...reconciliationSentences,
    ...statementSentences,
  };
  const entries = Object.entries(sentences);
  return Object.fromEntries(entries.map(([code, sentence]) => [reasonKey(code), sentence[locale]]));
}
