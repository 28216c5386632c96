"use client";
import { Download } from "lucide-react";
import { useTranslations } from "next-intl";
import type { SourceDocument } from "@/components/review/evidence/source-document";

/** The file as it came. */
export function DownloadLink({ source }: { readonly source: SourceDocument }) {
  const t = useTranslations("review.source");
  return (
    <a
      href={`${source.url}?download=1`}
      download={source.fileName}
      aria-label={t("download", { file: source.fileName })}
      title={t("download", { file: source.fileName })}
      className="control-height inline-flex aspect-square shrink-0 items-center justify-center rounded-md text-ink-2 hover:bg-hover hover:text-ink"
    >
      <Download size={14} aria-hidden />
    </a>
  );
}
