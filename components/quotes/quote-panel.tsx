"use client";
import { useCallback, useEffect, useRef } from "react";
import { AnswerBox } from "@/components/quotes/answer-box";
import { Conditions } from "@/components/quotes/conditions";
import { CustomerLine } from "@/components/quotes/customer-line";
import { EstimatePanel } from "@/components/quotes/estimate-panel";
import { LineList } from "@/components/quotes/line-list";
import { QuoteWarnings } from "@/components/quotes/quote-warnings";
import type { PanelProps } from "@/components/review/kind-view";
import type { QuotePayload } from "@/lib/agents/quotes/model";

/** A quote in the order in which a sales rep checks it: for whom, what, on which terms, and what is to be asked. */
export function QuotePanel({ item, payload, readOnly, onEdit }: PanelProps<QuotePayload>) {
  const current = useRef(payload);
  useEffect(() => {
    current.current = payload;
  }, [payload]);
  const put = useCallback(
    (change: (now: QuotePayload) => QuotePayload, field: string | null) => {
      current.current = change(current.current);
      onEdit(current.current, field);
    },
    [onEdit],
  );
  const patch = useCallback((change: Partial<QuotePayload>, field: string | null) => put((now) => ({ ...now, ...change }), field), [put]);
  const onLines = useCallback(
    (change: (now: QuotePayload["lines"]) => QuotePayload["lines"], field: string | null) =>
      put((now) => {
        const lines = change(now.lines);
        return lines === now.lines ? now : { ...now, lines };
      }, field),
    [put],
  );
  const shared = { payload, readOnly, onEdit: patch };
  return (
    <>
      {item.state !== "open" && item.state !== "snoozed" && <EstimatePanel item={item} payload={payload} />}
      <QuoteWarnings payload={payload} />
      <CustomerLine {...shared} />
      <LineList payload={payload} reasons={item.reasons} readOnly={readOnly} onLines={onLines} />
      <Conditions {...shared} />
      <AnswerBox {...shared} />
    </>
  );
}
