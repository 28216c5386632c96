"use client";
import type { ReactNode } from "react";
import { MarginSign, useField } from "@/components/review/fields";
import { cx } from "@/components/ui/cx";

type Given = { readonly hint: ReactNode; readonly doubtful: boolean };

/** A field of the form: lights its box in the document, carries its doubt in the margin and its reason below. */
export function FieldBox({ path, className, children }: { readonly path: string; readonly className?: string; readonly children: (given: Given) => ReactNode }) {
  const { mark, props } = useField(path);
  const { onFocus, onBlur, ...data } = props;
  const hint = mark === null ? undefined : <span className={mark.level === "block" ? "text-refused" : "text-needs"}>{mark.sentences.join(" ")}</span>;
  return (
    <div {...data} onFocusCapture={onFocus} onBlurCapture={onBlur} className={cx("relative min-w-0", className)}>
      <MarginSign mark={mark} className="top-8" />
      {children({ hint, doubtful: mark !== null })}
    </div>
  );
}
