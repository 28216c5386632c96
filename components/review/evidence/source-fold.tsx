"use client";
import { ChevronDown, ChevronUp } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState, type ReactNode } from "react";
import { cx } from "@/components/ui/cx";

/** On a narrow window the document folds away above its fields; on a wide one it always stands beside them. */
export function SourceFold({ children }: { readonly children: ReactNode }) {
  const t = useTranslations("review.source");
  const [folded, setFolded] = useState(false);
  return (
    <div className="min-h-0 min-w-0 lg:h-full">
      <div className={cx("h-[44dvh] lg:h-full", folded && "max-lg:hidden")}>{children}</div>
      <button
        type="button"
        aria-expanded={!folded}
        onClick={() => setFolded(!folded)}
        className="hairline-b flex h-10 w-full items-center justify-center gap-1.5 bg-sunken text-13 text-ink-2 lg:hidden"
      >
        {folded ? <ChevronDown size={14} aria-hidden /> : <ChevronUp size={14} aria-hidden />}
        {folded ? t("unfold") : t("fold")}
      </button>
    </div>
  );
}
