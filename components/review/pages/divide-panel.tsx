"use client";
import { Scissors } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { MergeChoice } from "@/components/review/pages/merge-choice";
import { PageCuts } from "@/components/review/pages/page-cuts";
import type { SourceDocument } from "@/components/review/evidence/source-document";
import type { Place } from "@/components/review/place";
import { Button } from "@/components/ui/button";
import type { QueueRow } from "@/lib/review/view";

export type Dividing = {
  readonly split: (at: readonly number[]) => void;
  readonly merge: (other: QueueRow, order: "after" | "before") => void;
  readonly busy: boolean;
};

type Props = {
  readonly place: Place;
  readonly itemId: string;
  readonly source: SourceDocument;
  /** The pages of the file that are this item's. */
  readonly pages: readonly number[];
  readonly dividing: Dividing;
  /** The item that looks like the rest of this one, and where its pages belong. */
  readonly suggested: { readonly id: string; readonly order: "after" | "before" } | null;
};

/** Several invoices in one file, or one in several: the pages are cut, or another item's are added. Folded until wanted. */
export function DividePanel({ place, itemId, source, pages, dividing, suggested }: Props) {
  const t = useTranslations("review.pages");
  const [open, setOpen] = useState(suggested !== null);
  return (
    <section aria-label={t("title")} className="flex flex-col gap-3 pt-2">
      <Button
        tone="quiet"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        icon={<Scissors size={14} aria-hidden />}
        className="-ml-2 self-start"
      >
        {t("title")}
      </Button>
      {open && (
        <div className="flex flex-col gap-5 rounded-md border border-line px-3 py-3">
          {pages.length > 1 && <PageCuts source={source} pages={pages} busy={dividing.busy} onSplit={dividing.split} />}
          <MergeChoice place={place} itemId={itemId} suggested={suggested} busy={dividing.busy} onMerge={dividing.merge} />
        </div>
      )}
    </section>
  );
}
