"use client";
import type { ReactNode } from "react";
import { useField } from "@/components/review/fields";
import { cx } from "@/components/ui/cx";
import { StatusShape } from "@/components/ui/status-mark";

type Given = { readonly hint: ReactNode; readonly doubtful: boolean; readonly error: string | undefined };

/** A field of the form: lights its box in the document, carries the sign of its doubt at the top and its reason below. */
export function FieldBox({
  path,
  className,
  children,
}: {
  readonly path: string;
  readonly className?: string;
  readonly children: (given: Given) => ReactNode;
}) {
  const { mark, props } = useField(path);
  const { onFocus, onBlur, ...data } = props;
  const sentence = mark?.sentences.join(" ");
  const isBlocked = mark?.level === "block";
  return (
    <div {...data} onFocusCapture={onFocus} onBlurCapture={onBlur} className={cx("relative min-w-0", className)}>
      {mark !== null && (
        <span aria-hidden className="absolute top-[3px] right-0">
          <StatusShape status={isBlocked ? "refused" : "needs"} />
        </span>
      )}
      {children({
        hint: isBlocked || mark === null ? undefined : <span className="text-needs">{sentence}</span>,
        error: isBlocked ? sentence : undefined,
        doubtful: mark !== null,
      })}
    </div>
  );
}
