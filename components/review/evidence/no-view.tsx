"use client";
import { FileText } from "lucide-react";
import { useTranslations } from "next-intl";
import type { SourceDocument } from "@/components/review/evidence/source-document";

/** A file that no browser draws, or that would not open: say so and hand it over. */
export function NoView({
  source,
  reason = "noView",
}: {
  readonly source: SourceDocument;
  readonly reason?: "noView" | "encrypted" | "damaged" | "missing";
}) {
  const t = useTranslations("review.source");
  return (
    <section
      aria-label={t("label", { file: source.fileName })}
      className="flex h-full min-h-60 flex-col items-center justify-center gap-3 bg-sunken px-8 text-center"
    >
      <FileText size={28} strokeWidth={1.25} aria-hidden className="text-ink-3" />
      <p className="max-w-[38ch] text-13 text-ink-2">{t(reason)}</p>
      <a
        href={`${source.url}?download=1`}
        download={source.fileName}
        className="text-13 font-medium text-accent underline-offset-4 hover:underline"
      >
        {t("download", { file: source.fileName })}
      </a>
    </section>
  );
}
