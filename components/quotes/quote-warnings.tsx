"use client";
import { useTranslations } from "next-intl";
import { StatusShape } from "@/components/ui/status-mark";
import type { QuotePayload } from "@/lib/agents/quotes/model";

/** What changes an estimate that is there already, and what the customer named and does not want. */
export function QuoteWarnings({ payload: { revises, declined } }: { readonly payload: QuotePayload }) {
  const t = useTranslations("quotes");
  if (revises === null && declined.length === 0) return null;
  return (
    <div className="flex flex-col gap-2 text-13">
      {revises !== null && (
        <p className="flex items-start gap-2 rounded-md bg-waiting-soft px-3 py-2">
          <span className="pt-[3px]">
            <StatusShape status="waiting" />
          </span>
          {t("revises", { number: revises.number ?? "" })}
        </p>
      )}
      {declined.length > 0 && (
        <p className="text-ink-2">
          {t("declined")}{" "}
          {declined.map(({ text }, index) => (
            <span key={index}>
              {index > 0 && ", "}
              <s>{text}</s>
            </span>
          ))}
        </p>
      )}
    </div>
  );
}
