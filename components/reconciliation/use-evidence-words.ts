"use client";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { amountText } from "@/components/review/amount-list";
import { showDate } from "@/components/ui/date-text";
import type { MatchOption } from "@/lib/agents/reconciliation/model";
import { fromCents } from "@/lib/kernel/money";

type Evidence = MatchOption["evidence"][number];

export type EvidenceWords = {
  /** A sentence that a person would say. */
  readonly sentence: (evidence: Evidence, currency: string) => string;
  /** The two strongest reasons, each in a word or two. */
  readonly short: (evidence: readonly Evidence[], currency: string) => string;
};

/** Puts the engine's evidence into words; a code that has no sentence of its own is said by its family. */
export function useEvidenceWords(): EvidenceWords {
  const t = useTranslations("reconciliation");
  return useMemo(() => {
    const sentence = ({ code, family, values, weight }: Evidence, currency: string): string => {
      const key = `evidence.${code.replaceAll(".", "__")}`;
      const isKnown = (name: string): name is "evidence.other" => t.has(name as "evidence.other");
      if (isKnown(key)) return t(key, written(values, currency));
      return t(weight < 0 ? `against.${family}` : `family.${family}`);
    };
    return {
      sentence,
      short: (evidence) => {
        const strongest = [...evidence].filter(({ weight }) => weight > 0).sort((a, b) => b.weight - a.weight);
        const families = [...new Set(strongest.map(({ family }) => family))].slice(0, 3);
        return families.map((family) => t(`short.${family}`)).join(" · ");
      },
    };
  }, [t]);
}

const money = ["cents", "left", "residual"];

/** Values as the sentence shows them: what the engine counts in cents as amounts without sign, days as dates. */
function written(values: Evidence["values"], currency: string): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      if (typeof value === "number" && money.includes(name))
        return [name, amountText(fromCents(BigInt(Math.abs(Math.round(value)))), currency)];
      // A sentence that ends in "S.A." has its full stop already.
      return [name, typeof value === "string" ? (showDate(value) ?? value.replace(/\.+$/, "")) : value];
    }),
  );
}
