"use client";
import { Search } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { DocumentFinder } from "@/components/reconciliation/document-finder";
import { MatchDocuments } from "@/components/reconciliation/match-documents";
import { NoDocument, NoDocumentChosen } from "@/components/reconciliation/no-document";
import type { Place } from "@/components/review/place";
import { useKeyOf } from "@/components/shell/keys";
import { Button } from "@/components/ui/button";
import type { MatchingView, ReconciliationPayload } from "@/lib/agents/reconciliation/model";

/** What stands open in the panel. One at a time. */
export type Searching = "find" | "none" | null;

type Props = {
  readonly place: Place;
  readonly payload: ReconciliationPayload;
  readonly matching: MatchingView | null;
  readonly readOnly: boolean;
  readonly searching: Searching;
  readonly onSearching: (searching: Searching) => void;
  readonly onEdit: (next: ReconciliationPayload, field: string | null) => void;
  /** Why, below the documents. */
  readonly children?: ReactNode;
};

/** The explanation of a movement, to be changed in place: documents and amounts, another document, or none at all. */
export function MatchPanel({ place, payload, matching, readOnly, searching, onSearching, onEdit, children }: Props) {
  const t = useTranslations("reconciliation");
  const keys = { find: useKeyOf("findDocument"), none: useKeyOf("noDocument") };
  return (
    <section aria-label={t("match.label")} className="flex min-w-0 flex-col gap-2">
      {payload.choice === "match" && <MatchDocuments payload={payload} readOnly={readOnly} onEdit={onEdit} />}
      {payload.choice === "no_document" && <NoDocumentChosen payload={payload} readOnly={readOnly} onEdit={onEdit} />}
      {payload.choice === "undecided" && <p className="text-13 text-ink-2">{undecidedText(matching, t)}</p>}
      {children}
      {searching === "find" && !readOnly && (
        <DocumentFinder place={place} payload={payload} onEdit={onEdit} onClose={() => onSearching(null)} />
      )}
      {searching === "none" && !readOnly && (
        <NoDocument payload={payload} suggested={matching?.movementClass ?? null} onEdit={onEdit} onClose={() => onSearching(null)} />
      )}
      {!readOnly && searching === null && (
        <div className="flex flex-wrap gap-2">
          <Button icon={<Search size={14} aria-hidden className="shrink-0" />} shortcut={keys.find} onClick={() => onSearching("find")}>
            {t("match.find")}
          </Button>
          <Button tone="quiet" shortcut={keys.none} onClick={() => onSearching("none")}>
            {t("match.none")}
          </Button>
        </div>
      )}
    </section>
  );
}

function undecidedText(matching: MatchingView | null, t: (key: "match.missing" | "match.undecided") => string): string {
  return matching?.movementClass === "document_missing" ? t("match.missing") : t("match.undecided");
}
