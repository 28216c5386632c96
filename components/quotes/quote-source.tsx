"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { RequestSource } from "@/components/quotes/request-source";
import { useEstimate } from "@/components/quotes/use-estimate";
import { useQuoteFacts } from "@/components/quotes/quote-facts";
import { EvidencePane } from "@/components/review/evidence/evidence-pane";
import type { SourceProps } from "@/components/review/kind-view";
import { apiPath } from "@/components/review/place";
import { cx } from "@/components/ui/cx";
import type { QuotePayload } from "@/lib/agents/quotes/model";

/** What was asked; once it is an estimate in Holded, that too, as the customer will see it. */
export function QuoteSource(props: SourceProps<QuotePayload>) {
  const t = useTranslations("quotes.source");
  const { place } = useQuoteFacts();
  const estimate = useEstimate(props.id, props.state);
  const [shows, setShows] = useState<"request" | "pdf">("request");
  if (estimate === null) return <RequestSource {...props} />;
  const file = `${estimate.number ?? t("estimate")}.pdf`;
  return (
    <div className="flex h-full min-h-[70dvh] flex-col">
      <div role="group" aria-label={t("label")} className="hairline-b flex shrink-0 gap-1 px-3 py-1">
        {(["request", "pdf"] as const).map((which) => (
          <button
            key={which}
            type="button"
            aria-pressed={shows === which}
            onClick={() => setShows(which)}
            className={cx(
              "control-height rounded-md px-2.5 text-13",
              shows === which ? "bg-raised font-medium text-ink outline-1 outline-line" : "text-ink-2 hover:text-ink",
            )}
          >
            {t(which)}
          </button>
        ))}
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto">
        {shows === "request" ? (
          <RequestSource {...props} />
        ) : (
          <EvidencePane
            key={estimate.total}
            source={{
              url: apiPath(place, "quotes", props.id, "pdf"),
              fileName: file,
              mediaType: "application/pdf",
              pages: [],
            }}
            boxes={[]}
            activePath={null}
            onPick={() => undefined}
            payload={null}
            part={null}
          />
        )}
      </div>
    </div>
  );
}
