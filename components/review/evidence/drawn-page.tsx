"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { Size } from "@/components/review/evidence/geometry";
import type { SourceDocument } from "@/components/review/evidence/source-document";

type Props = {
  readonly source: SourceDocument;
  readonly page: number;
  /** Told in pixels once it is there. */
  readonly onSize: (size: Size) => void;
};

/** A page that the server draws, asked for when it comes near the part in sight. */
export function DrawnPage({ source, page, onSize }: Props) {
  const t = useTranslations("review.source");
  const [broken, setBroken] = useState(false);
  if (broken)
    return (
      <p className="absolute inset-0 flex items-center justify-center bg-sunken p-6 text-center text-13 text-ink-2">{t("notDrawn")}</p>
    );
  return (
    // The bytes are private and of any size: the image optimiser has nothing to gain here.
    // eslint-disable-next-line @next/next/no-img-element
    <img
      src={`${source.url}/pages/${page}`}
      alt=""
      loading="lazy"
      decoding="async"
      draggable={false}
      className="absolute inset-0 size-full bg-sunken object-fill"
      onLoad={(event) => onSize({ width: event.currentTarget.naturalWidth, height: event.currentTarget.naturalHeight })}
      onError={() => setBroken(true)}
    />
  );
}
