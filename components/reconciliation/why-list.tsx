"use client";
import { useTranslations } from "next-intl";
import { useEvidenceWords } from "@/components/reconciliation/use-evidence-words";
import { StatusShape } from "@/components/ui/status-mark";
import type { ClearRule } from "@/lib/agents/reconciliation/engine/model";
import type { MatchOption } from "@/lib/agents/reconciliation/model";

type Props = {
  readonly option: MatchOption | null;
  readonly currency: string;
  /** What kept the proposal from being clear; empty when it is, or when it is not the one on screen. */
  readonly blockedBy: readonly ClearRule[];
};

/** What speaks for the match on screen and what against, in words; first what keeps it from being clear. */
export function WhyList({ option, currency, blockedBy }: Props) {
  const t = useTranslations("reconciliation");
  const words = useEvidenceWords();
  const evidence = [...(option?.evidence ?? [])].sort(
    (a, b) => Number(a.weight < 0) - Number(b.weight < 0) || Math.abs(b.weight) - Math.abs(a.weight),
  );
  if (evidence.length === 0 && blockedBy.length === 0) return null;
  return (
    <ul aria-label={t("why.label")} className="flex flex-col gap-1 text-12 text-ink-2">
      {blockedBy.map((rule) => (
        <li key={rule} className="flex items-start gap-1.5 text-needs">
          <span className="pt-px">
            <StatusShape status="needs" />
          </span>
          {t(`blocked.${rule}`)}
        </li>
      ))}
      {evidence.map((one, index) => (
        <li key={index} className="flex items-start gap-1.5">
          <span className="pt-px">
            <StatusShape status={one.weight < 0 ? "refused" : "clear"} />
          </span>
          <span className="[overflow-wrap:anywhere]">{words.sentence(one, currency)}</span>
        </li>
      ))}
    </ul>
  );
}
