"use client";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";

type Props = {
  readonly onFiles: (files: readonly File[]) => void;
  /** What the veil says, where it is not papers that are dropped. */
  readonly words?: { readonly title: string; readonly hint: string };
};

/** The whole window takes files. The veil says where they go, and lets go when the pointer leaves. */
export function DropZone({ onFiles, words }: Props) {
  const t = useTranslations("upload");
  const [over, setOver] = useState(false);
  useEffect(() => {
    let depth = 0;
    const carriesFiles = (event: DragEvent) => event.dataTransfer?.types.includes("Files") === true;
    const enter = (event: DragEvent) => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      depth += 1;
      setOver(true);
    };
    const leave = (event: DragEvent) => {
      if (!carriesFiles(event)) return;
      depth = Math.max(0, depth - 1);
      if (depth === 0) setOver(false);
    };
    const move = (event: DragEvent) => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      if (event.dataTransfer) event.dataTransfer.dropEffect = "copy";
    };
    const drop = (event: DragEvent) => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      depth = 0;
      setOver(false);
      const files = [...(event.dataTransfer?.files ?? [])];
      if (files.length > 0) onFiles(files);
    };
    const events = { dragenter: enter, dragleave: leave, dragover: move, drop } as const;
    for (const [name, listener] of Object.entries(events)) window.addEventListener(name as "drop", listener);
    return () => {
      for (const [name, listener] of Object.entries(events)) window.removeEventListener(name as "drop", listener);
    };
  }, [onFiles]);
  if (!over) return null;
  return (
    <div className="pointer-events-none fixed inset-0 z-40 flex animate-appear items-center justify-center bg-paper/85 p-4">
      <div className="flex size-full flex-col items-center justify-center gap-1 rounded-lg border-2 border-dashed border-accent">
        <p className="text-20 font-semibold">{words?.title ?? t("drop")}</p>
        <p className="text-13 text-ink-2">{words?.hint ?? t("dropHint")}</p>
      </div>
    </div>
  );
}
