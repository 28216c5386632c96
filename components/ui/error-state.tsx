"use client";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { CopyId } from "@/components/ui/copy-id";

type Props = {
  readonly title: ReactNode;
  /** What it means for the work, and what to do. */
  readonly children: ReactNode;
  readonly requestId?: string | undefined;
  readonly requestIdLabel?: string | undefined;
  readonly copyLabel?: string | undefined;
  readonly copiedLabel?: string | undefined;
  readonly retry?: { readonly label: string; readonly onRetry: () => void } | undefined;
  readonly action?: ReactNode;
};

export function ErrorState({ title, children, requestId, requestIdLabel, copyLabel = "", copiedLabel = "", retry, action }: Props) {
  return (
    <div role="alert" className="mx-auto flex max-w-[560px] flex-col gap-3 px-6 py-20">
      <h1 className="text-20 font-semibold">{title}</h1>
      <p className="text-14 text-ink-2">{children}</p>
      <div className="flex flex-wrap gap-2 pt-1">
        {retry && (
          <Button tone="primary" onClick={retry.onRetry}>
            {retry.label}
          </Button>
        )}
        {action}
      </div>
      {requestId !== undefined && (
        <p className="flex items-center gap-2 pt-2 text-12 text-ink-3">
          {requestIdLabel} <CopyId value={requestId} label={copyLabel} copiedLabel={copiedLabel} />
        </p>
      )}
    </div>
  );
}
