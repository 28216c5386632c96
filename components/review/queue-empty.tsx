"use client";
import { FileText } from "lucide-react";
import { useTranslations } from "next-intl";
import { EmptyState } from "@/components/ui/empty-state";
import { showMoment } from "@/components/ui/moment-text";
import { Button } from "@/components/ui/button";
import type { Bucket } from "@/lib/review/view";

export type Sample = { readonly href: string; readonly fileName: string; readonly label: string };

type Props = {
  readonly bucket: Bucket;
  readonly q: string;
  readonly updatedAt: number;
  /** Nothing has ever arrived here: the page teaches by doing. */
  readonly isFirstTime: boolean;
  readonly samples: readonly Sample[];
  readonly onSample: ((sample: Sample) => void) | null;
  readonly onPickFiles: (() => void) | null;
  readonly onClearSearch: () => void;
};

/** An empty list says why it is empty and what can be done from here. */
export function QueueEmpty({ bucket, q, updatedAt, isFirstTime, samples, onSample, onPickFiles, onClearSearch }: Props) {
  const t = useTranslations("queue.empty");
  if (q !== "") {
    return (
      <EmptyState title={t("search.title", { q })} action={<Button onClick={onClearSearch}>{t("search.action")}</Button>}>
        {t("search.text")}
      </EmptyState>
    );
  }
  if (isFirstTime && onPickFiles !== null) return <FirstTime samples={samples} onSample={onSample} onPickFiles={onPickFiles} />;
  const checked = updatedAt > 0 ? t("checked", { time: showMoment(new Date(updatedAt).toISOString(), "time") }) : "";
  return (
    <EmptyState title={t(`${bucket}.title`)}>
      {t(`${bucket}.text`)} {bucket === "needs_me" && checked}
    </EmptyState>
  );
}

function FirstTime({
  samples,
  onSample,
  onPickFiles,
}: {
  readonly samples: readonly Sample[];
  readonly onSample: ((sample: Sample) => void) | null;
  readonly onPickFiles: () => void;
}) {
  const t = useTranslations("queue.empty.first");
  return (
    <div className="m-3 flex flex-1 flex-col items-center justify-center gap-3 rounded-lg border border-dashed border-line-strong px-6 py-16 text-center md:m-4">
      <FileText size={28} strokeWidth={1.25} aria-hidden className="text-ink-3" />
      <p className="text-16 font-medium">{t("title")}</p>
      <p className="max-w-[46ch] text-13 text-ink-2">{t("text")}</p>
      <Button tone="primary" size="lg" onClick={onPickFiles} className="mt-2">
        {t("pick")}
      </Button>
      {onSample !== null && samples.length > 0 && (
        <div className="mt-6 flex flex-col items-center gap-2">
          <p className="text-12 text-ink-3">{t("samples")}</p>
          <div className="flex flex-wrap justify-center gap-2">
            {samples.map((sample) => (
              <Button
                key={sample.href}
                icon={<FileText size={14} aria-hidden className="shrink-0 text-ink-3" />}
                onClick={() => onSample(sample)}
              >
                {sample.label}
              </Button>
            ))}
          </div>
        </div>
      )}
    </div>
  );
}
