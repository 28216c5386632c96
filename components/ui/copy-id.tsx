"use client";
import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";

type Props = {
  readonly value: string;
  /** What is shown; the whole value is copied. */
  readonly short?: string | undefined;
  readonly label: string;
  readonly copiedLabel: string;
};

/** A reference in mono that copies itself. */
export function CopyId({ value, short, label, copiedLabel }: Props) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2000);
    return () => clearTimeout(timer);
  }, [copied]);
  return (
    <button
      type="button"
      aria-label={`${label}: ${value}`}
      title={value}
      onClick={() => void navigator.clipboard.writeText(value).then(() => setCopied(true))}
      className="inline-flex min-h-6 max-w-full items-center gap-1 rounded-sm px-1 font-mono text-12 text-ink-2 hover:bg-hover hover:text-ink"
    >
      <span className="truncate">{short ?? value}</span>
      {copied ? (
        <Check size={12} aria-hidden className="shrink-0 text-clear" />
      ) : (
        <Copy size={12} aria-hidden className="shrink-0 text-ink-3" />
      )}
      <span role="status" className="sr-only">
        {copied ? copiedLabel : ""}
      </span>
    </button>
  );
}
