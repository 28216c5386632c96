import type { Stretch } from "@/components/reconciliation/bank-segments";
import type { MatchOption } from "@/lib/agents/reconciliation/model";

type Shown = Pick<MatchOption, "evidence"> | null | undefined;

/** Where in one line of the bank's text the evidence stands that speaks for the option; line 0 is the main text. */
export function marksIn(option: Shown, line: number): readonly Stretch[] {
  return (option?.evidence ?? []).flatMap(({ span, weight }) =>
    span?.line === line && weight > 0 ? [{ from: span.from, to: span.to }] : [],
  );
}
